// A drawn quiz: so many items of each skill, no two on one fact, and the same ones for the same seed.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiz, single } from '../../../../tests/fixtures/activities.ts';
import type { QuizActivity } from './compiled.ts';
import { drawItems, drawn } from './draw.ts';
import { SKILLS } from './vocabulary.ts';

/** Six items of each skill; every third shares its fact with the one before it. */
const pool = SKILLS.flatMap((skill, s) =>
  Array.from({ length: 6 }, (_, i) => ({
    ...single(`item-${s}-${i}`, 'assessment'),
    skill,
    fact: `fact-${s}-${i - (i % 3 === 2 ? 1 : 0)}`,
  })),
);

describe('drawItems', () => {
  it('gives two of each skill in the order of the pool, no two on one fact, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const items = drawItems(pool, 2, seed);
        for (const skill of SKILLS) expect(items.filter((item) => item.skill === skill)).toHaveLength(2);
        expect(new Set(items.map(({ fact }) => fact)).size).toBe(items.length);
        expect(items).toEqual(pool.filter((item) => items.includes(item)));
        expect(drawItems(pool, 2, seed)).toEqual(items);
      }),
    );
  });

  it('gives other items to another attempt', () => {
    const draws = Array.from({ length: 20 }, (_, i) => drawItems(pool, 2, `seed ${i}`).map(({ id }) => id));
    expect(new Set(draws.map(String)).size).toBeGreaterThan(10);
  });
});

it('leaves a quiz alone that is not drawn', () => {
  expect(drawn(quiz, 'seed')).toBe(quiz);
  const final: QuizActivity = { ...quiz, items: pool, draw: { per_skill: 1 } };
  expect(drawn(final, 'seed').items).toHaveLength(SKILLS.length);
});
