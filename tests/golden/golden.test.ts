// The golden histories through the server's door: in Node, they come to what was written down when they were frozen.
import { readdirSync, readFileSync } from 'node:fs';
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

  it.each(goldens)('$name', (golden) => {
    const { at, score } = outcome(golden);
    const { points, max, flags } = score;
    expect({ at, points, max, flags }).toEqual({ flags: null, ...golden.expected });
  });
});
