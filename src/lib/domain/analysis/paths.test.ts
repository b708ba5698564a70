// The ways of a class through a scenario: what is counted, what is not named, where to ask.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { track } from '../../../../tests/fixtures/activities.ts';
import { classPaths, evenness, type Walk } from './paths.ts';

const decisions = track.scenes.flatMap((scene) => (scene.kind === 'decision' ? [scene] : []));
const [first, second] = decisions;
const moveOf = (at: number, move: number): string => decisions[at]?.moves[move]?.id ?? '';
const walk = (a: number, b: number, ending = track.endings[0]?.id ?? ''): Walk => ({
  moves: { [first?.id ?? '']: moveOf(0, a), [second?.id ?? '']: moveOf(1, b) },
  ending,
});
const times = (n: number, one: Walk): Walk[] => Array.from({ length: n }, () => one);

describe('the ways of a class', () => {
  it('are numbered for each move, but for those that fewer than five took', () => {
    const paths = classPaths(track, [
      ...times(7, walk(0, 0)),
      ...times(5, walk(1, 0)),
      ...times(4, walk(2, 0)),
    ]);
    expect(paths.walks).toBe(16);
    expect(paths.decisions[0]?.moves.map(({ count }) => count)).toEqual(
      decisions[0]?.moves.map((_, i) => [7, 5][i] ?? null),
    );
    expect(paths.endings[0]?.count).toBe(16);
    expect(paths.endings[1]?.count).toBeNull();
  });

  it('say to ask where the class divided most evenly', () => {
    const paths = classPaths(track, [...times(5, walk(0, 0)), ...times(5, walk(1, 0)), walk(0, 1)]);
    expect(paths.decisions.map(({ askHere }) => askHere)).toEqual(decisions.map((_, i) => i === 0));
  });

  it('say it nowhere where all went one way, or fewer than five went at all', () => {
    const asked = (walks: readonly Walk[]): boolean =>
      classPaths(track, walks).decisions.some(({ askHere }) => askHere);
    expect(asked(times(9, walk(0, 0)))).toBe(false);
    expect(asked([walk(0, 0), walk(1, 0), walk(0, 1)])).toBe(false);
  });

  it('never show a number below five, and do not depend on the order of the attempts', () => {
    const walks = fc.array(
      fc.tuple(fc.nat(2), fc.nat(2)).map(([a, b]) => walk(a, b)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(walks, (all) => {
        const paths = classPaths(track, all);
        for (const { moves } of paths.decisions)
          for (const { count } of moves) expect(count === null || count >= 5).toBe(true);
        expect(classPaths(track, [...all].reverse())).toEqual(paths);
      }),
    );
  });
});

describe('evenness', () => {
  it('is 0 where all went one way, 1 where as many went each way, and by hand ½ for 2 of 4 ways', () => {
    expect(evenness([9, 0, 0])).toBe(0);
    expect(evenness([4, 4, 4])).toBeCloseTo(1, 12);
    expect(evenness([6, 6, 0, 0])).toBeCloseTo(0.5, 12);
    expect(evenness([])).toBe(0);
  });
});
