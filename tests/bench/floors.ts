// The floors of throughput: what stores one insert for each request, on bare Node, on bare SvelteKit, and in the app's own build.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { begin, newId, run } from './app.ts';
import { sealedAnswers } from './answers.ts';
import { CONNECTIONS, drive, type Rate } from './load.ts';

/** Where the floor that is made of SvelteKit alone is built (tests/bench/kit), and the app with its endpoint. */
const KIT = resolve('test-results/kit-floor');
const SAME_BUILD = resolve('test-results/same-build');
const VITE = resolve('node_modules/vite/bin/vite.js');

/** What the app is built and served from. */
const SOURCES = [
  ...['src', 'static', 'scripts', 'package.json', 'svelte.config.js', 'tailwind.config.js'],
  ...['vite.config.ts', 'vite.entries.ts', 'tsconfig.json'],
];

const build = (cwd: string): void =>
  void execFileSync(process.execPath, [VITE, 'build'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

export const buildKitFloor = (): void => build('tests/bench/kit');

/** The app once more, with the endpoint of that floor at /bench. */
export function buildSameBuildFloor(): void {
  rmSync(SAME_BUILD, { recursive: true, force: true });
  const routes = join(SAME_BUILD, 'src/routes/bench');
  mkdirSync(SAME_BUILD, { recursive: true });
  for (const each of SOURCES) cpSync(each, join(SAME_BUILD, each), { recursive: true });
  symlinkSync(resolve('node_modules'), join(SAME_BUILD, 'node_modules'));
  mkdirSync(routes);
  cpSync('tests/bench/kit/src/routes/+server.js', join(routes, '+server.js'));
  cpSync('tests/bench/inserts.mjs', join(SAME_BUILD, 'inserts.mjs'));
  build(SAME_BUILD);
}

export const FLOORS = {
  single: { script: 'tests/bench/floor.mjs', settings: {} },
  grouped: { script: 'tests/bench/floor.mjs', settings: { GROUP: '1' } },
  kit: { script: join(KIT, 'build/index.js'), settings: {} },
} as const;

const BODY = JSON.stringify({
  id: newId(),
  position: 1,
  command: { type: 'respond', item: 'an-item', response: { kind: 'single', choice: 'a' } },
});

/** The rate of a floor that is started for this alone; `under` as in `run`. */
export async function rateOfFloor(
  { script, settings }: (typeof FLOORS)[keyof typeof FLOORS],
  under: readonly string[] = [],
): Promise<Rate> {
  const floor = await run(script, settings, '/', under);
  const rate = await drive(floor.url, () => ({ path: '/', cookie: '', body: BODY }));
  await floor.stop();
  return rate;
}

/** The rate of the bare endpoint in the app's own build: through its hooks, by somebody with a session for each connection. */
export async function rateOfSameBuild(under: readonly string[] = []): Promise<Rate> {
  const server = await run(join(SAME_BUILD, 'scripts/serve.mjs'), {}, '/readyz', under);
  const { address } = await sealedAnswers();
  const cookies = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => (await begin(server.url, address, 'sealed')).cookie),
  );
  const rate = await drive(server.url, (connection) => ({
    path: '/bench',
    cookie: cookies[connection % CONNECTIONS] ?? '',
    body: BODY,
  }));
  await server.stop();
  return rate;
}
