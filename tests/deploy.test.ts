// The files that run it in containers: no container is started here, but what they say must hold together.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly string[] };
}
const compose = parse(read('deploy/compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);
const apps = services.filter(([, { image }]) => image === 'demarche');

test('there are two app processes or more, all with the same settings, ready when the database answers', () => {
  expect(apps.length).toBeGreaterThan(1);
  const [[, first] = []] = apps;
  for (const [, app] of apps) {
    expect(app.environment).toEqual(first?.environment);
    expect(app.healthcheck.test.join(' ')).toContain('/readyz');
  }
});

test('every image has a plain name, every service a check, and none may write to its own files', () => {
  for (const [name, { image, read_only: sealed, cap_drop: drops, healthcheck }] of services) {
    expect(image, name).toMatch(/^[a-z]+(:[a-z0-9.-]+)?$/);
    expect({ sealed, drops, checked: healthcheck.test.length > 0 }, name).toEqual({
      sealed: true,
      drops: ['ALL'],
      checked: true,
    });
  }
  expect(read('deploy/Containerfile')).toMatch(/^USER node$/m);
  expect(compose.services.db?.user).toBe('postgres');
});

test('the world reaches the proxy alone, and the proxy every app process', () => {
  expect(services.flatMap(([name, { ports }]) => (ports === undefined ? [] : [name]))).toEqual(['proxy']);
  const passed = /reverse_proxy (.*) \{/.exec(read('deploy/Caddyfile'))?.[1]?.split(' ');
  expect(passed).toEqual(apps.map(([name]) => `${name}:3000`));
});

test('settings of the app are those that the README explains', () => {
  const readme = read('README.md');
  const [[, app] = []] = apps;
  const own = Object.keys(app?.environment ?? {}).filter((name) => name !== 'TZ');
  expect(own.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('volumes that are used are named, and what the image is made of is there', () => {
  const used = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
  const named = used.filter((one) => !one.startsWith('.'));
  expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  for (const file of used.filter((one) => one.startsWith('.')))
    expect(existsSync(join(root, 'deploy', file)), file).toBe(true);
  const copied = [...read('deploy/Containerfile').matchAll(/--from=build ((?:\/app\/\S+ )+)/g)]
    .flatMap(([, paths = '']) => paths.trim().split(' '))
    .map((path) => path.replace('/app/', ''))
    .filter((path) => path !== 'build');
  expect(copied.length).toBeGreaterThan(4);
  for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
});
