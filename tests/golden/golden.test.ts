// The golden histories through the server's door: in Node, they come to what was written down when they were frozen.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outcome, type Golden } from './golden.ts';

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
const goldens = files.map(
  (file) => JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Golden,
);

describe('golden histories', () => {
  it('are all there', () => {
    expect(goldens.map((golden) => golden.name).sort()).toEqual([
      'practice with a retry',
      'sealed track that ends in silence',
      'test explained at once, each answer locked, one left open, ended by time',
      'test of more kinds, with a near word and false alarms',
      'test with a changed answer',
      'track that ends in talks',
    ]);
  });

  // The server's own zone and language are those of its machine; they must not be seen in anything that is computed.
  it.each([
    ['Pacific/Apia', 'ar_EG'],
    ['Asia/Kathmandu', 'tr_TR'],
    ['America/St_Johns', 'de_DE'],
    ['Europe/Minsk', 'be_BY'],
  ])('come to the same in %s, %s', (zone, language) => {
    const here = goldens.map((golden) => JSON.stringify(outcome(golden)));
    const script = fileURLToPath(new URL('print.ts', import.meta.url));
    const env = { ...process.env, TZ: zone, LANG: `${language}.UTF-8`, LC_ALL: `${language}.UTF-8` };
    const there = execFileSync(process.execPath, [script], { env, encoding: 'utf8', maxBuffer: 1e8 });
    expect(JSON.parse(there)).toEqual(here);
  });

  it.each(goldens)('$name', (golden) => {
    const { at, score } = outcome(golden);
    const { points, max, flags } = score;
    expect({ at, points, max, flags }).toEqual({ flags: null, ...golden.expected });
  });
});
