// Item analysis against a table worked out by hand, and what holds of it whatever the answers are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { single } from '../../../../tests/fixtures/activities.ts';
import { hardest, itemStatistics, type Taking } from './items.ts';
import { verdictWords } from './verdict.ts';

const IDS = ['one', 'two', 'three', 'four'];
const items = IDS.map((id) => single(id));
/** Option a is right; b and c are the distractors. */
const taking = (answers: string): Taking => ({
  items: IDS.map((item, i) => ({ item, points: answers[i] === 'a' ? 1 : 0 })),
  responses: Object.fromEntries(
    IDS.flatMap((item, i) => {
      const choice = answers[i] ?? '-';
      return choice === '-' ? [] : [[item, { kind: 'single', choice }]];
    }),
  ),
});

/*
 * Six attempts at four items, points and their sums:
 *        one two three four | sum     rest for one  two  three  four
 *   A     1   1    1     1  |  4                3    3     3      3
 *   B     1   1    1     0  |  3                2    2     2      3
 *   C     1   1    0     0  |  2                1    1     2      2
 *   D     1   0    1     0  |  2                1    2     1      2
 *   E     1   0    0     0  |  1                0    1     1      1
 *   F     0   1    0     0  |  1                1    0     1      1
 *
 * one:   p = 5/6; Sxy = 7 − 6·(5/6)·(4/3) = 1/3; Sxx = 5/6; Syy = 16 − 6·(4/3)² = 16/3; r = (1/3)/√(40/9) = 1/√40
 * two:   p = 4/6; Sxy = 6 − 6·(2/3)·(3/2) = 0;                                           r = 0
 * three: p = 3/6; Sxy = 6 − 6·(1/2)·(5/3) = 1;   Sxx = 3/2; Syy = 20 − 6·(5/3)² = 10/3;  r = 1/√5
 * four:  p = 1/6; Sxy = 3 − 6·(1/6)·2 = 1;       Sxx = 5/6; Syy = 28 − 6·2² = 4;         r = 1/√(10/3)
 */
const TABLE = ['aaaa', 'aaab', 'aabb', 'abac', 'abb-', 'ba--'].map(taking);

describe('item analysis', () => {
  it('gives the facility and the discrimination that were worked out by hand', () => {
    const found = itemStatistics(items, TABLE);
    for (const [i, { facility }] of found.entries())
      expect(facility, IDS[i]).toBeCloseTo([5 / 6, 4 / 6, 3 / 6, 1 / 6][i] ?? NaN, 6);
    const wanted = [1 / Math.sqrt(40), 0, 1 / Math.sqrt(5), 1 / Math.sqrt(10 / 3)];
    for (const [i, { discrimination }] of found.entries())
      expect(discrimination, IDS[i]).toBeCloseTo(wanted[i] ?? NaN, 6);
  });

  it('counts each option, and those who left the item open apart', () => {
    const four = itemStatistics(items, TABLE)[3]!;
    expect(four.answers[0]?.answers.map(({ id, count, right }) => [id, count, right])).toEqual([
      ['a', 1, true],
      ['b', 2, false],
      ['c', 1, false],
    ]);
    expect([four.n, four.answered]).toEqual([6, 4]);
  });

  it('knows no discrimination below five attempts, nor where all have the same points', () => {
    expect(itemStatistics(items, TABLE.slice(0, 4)).map(({ discrimination }) => discrimination)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const all = itemStatistics(items, ['aaab', 'aabb', 'abbb', 'aaaa', 'abab'].map(taking));
    expect(all[0]?.discrimination).toBeNull();
  });

  it('says nothing of an item that nobody was asked', () => {
    expect(itemStatistics([single('elsewhere')], TABLE)[0]).toMatchObject({
      n: 0,
      facility: null,
      discrimination: null,
      verdict: { kind: 'too few' },
    });
  });

  it('names the hardest first, and none that everybody had right', () => {
    expect(hardest(itemStatistics(items, TABLE), 2).map(({ item }) => item)).toEqual(['four', 'three']);
    expect(hardest(itemStatistics(items, [taking('aaaa')]), 2)).toEqual([]);
  });

  const answers = fc.stringMatching(/^[abc-]{4}$/);
  it('stays in its bounds, and does not depend on the order of the attempts', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 30 }), (all) => {
        const takings = all.map(taking);
        const found = itemStatistics(items, takings);
        const turned = itemStatistics(items, [...takings].reverse());
        for (const [i, one] of found.entries()) {
          const other = turned[i]!;
          if (one.facility !== null) expect(one.facility).toBeGreaterThanOrEqual(0);
          if (one.facility !== null) expect(one.facility).toBeLessThanOrEqual(1);
          if (one.discrimination !== null) expect(Math.abs(one.discrimination)).toBeLessThanOrEqual(1);
          expect(one.facility === null).toBe(all.length === 0);
          expect(one.discrimination ?? 9).toBeCloseTo(other.discrimination ?? 9, 9);
          expect(one.answers).toEqual(other.answers);
          expect(one.answered).toBe(one.answers[0]?.answers.reduce((sum, { count }) => sum + count, 0) ?? 0);
          expect(verdictWords(one.verdict, 'single')).toBe(verdictWords(other.verdict, 'single'));
        }
      }),
    );
  });
});
