// What the build writes down of its files: those that an attempt begins with, from the device and from the server.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const [list] = globSync('build/client/_app/immutable/device.*.json');
if (list === undefined) throw new Error('nothing is built: npm run build');
const { files, attempt, served, parts } = JSON.parse(readFileSync(list, 'utf8')) as {
  files: string[];
  attempt: string[];
  served: string[];
  parts: Record<string, string[]>;
};
const script = (name: string): string => readFileSync(`build/client${name}`, 'utf8');
const firstLine = (name: string): string | undefined => script(name).split('\n', 1)[0];
const COMPILE_AHEAD = '//# allFunctionsCalledOnLoad';

it('asks for the files of an attempt with its shell, and has each compiled beside the page', () => {
  expect(attempt.length).toBeGreaterThan(1);
  for (const name of attempt) {
    expect(files).toContain(name);
    expect(firstLine(name), name).toBe(COMPILE_AHEAD);
  }
});

it('names what the page of an attempt asks for at once, without a router among it', () => {
  expect(served.length).toBeGreaterThan(1);
  for (const name of served) {
    expect(firstLine(name), name).toBe(COMPILE_AHEAD);
    expect(script(name).includes('sveltekit:'), `${name} has Kit's client`).toBe(false);
  }
  for (const part of ['scenario', 'assigned', 'outcome'])
    expect(parts[part]?.length, part).toBeGreaterThan(0);
});
