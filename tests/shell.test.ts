// What the build gives the app on the device: the files that an attempt begins with, each asking to be compiled ahead.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('asks for the files of an attempt with its shell, and has each compiled beside the page', () => {
  const [list] = globSync('build/client/_app/immutable/device.*.json');
  if (list === undefined) throw new Error('nothing is built: npm run build');
  const { files, attempt } = JSON.parse(readFileSync(list, 'utf8')) as Record<'files' | 'attempt', string[]>;
  expect(attempt.length).toBeGreaterThan(1);
  for (const name of attempt) {
    expect(files).toContain(name);
    expect(readFileSync(`build/client${name}`, 'utf8').split('\n', 1), name).toEqual([
      '//# allFunctionsCalledOnLoad',
    ]);
  }
});
