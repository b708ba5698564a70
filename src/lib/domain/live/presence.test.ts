// Who is disconnected: told by the clock that is given, from what was last heard of the page.
import { describe, expect, it } from 'vitest';
import type { AttemptId } from '../kernel/ids.ts';
import { Board } from './board.ts';
import { LEFT_AFTER, panelOf } from './panel.ts';
import { awaySince, GONE_AFTER, SILENT_AFTER, type Heard } from './presence.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const here: Heard = { at: NOON, gone: false };
const gone: Heard = { at: NOON, gone: true };

describe('a page', () => {
  it('is connected until nothing was heard of it for more than 75 seconds', () => {
    expect(awaySince(here, 0, NOON + SILENT_AFTER)).toBeNull();
    expect(awaySince(here, 0, NOON + SILENT_AFTER + 1)).toBe(NOON);
  });

  it('that was left is away at once, but for the moment that a reload takes', () => {
    expect(awaySince(gone, 0, NOON + GONE_AFTER - 1)).toBeNull();
    expect(awaySince(gone, 0, NOON + GONE_AFTER)).toBe(NOON);
  });

  it('is heard by its answers as well', () => {
    expect(awaySince(here, NOON + 60_000, NOON + SILENT_AFTER + 1)).toBeNull();
    expect(awaySince(gone, NOON + 1, NOON + GONE_AFTER + 1)).toBeNull();
  });

  it('that never said a word is never missed', () => {
    expect(awaySince(null, 0, NOON + 100 * SILENT_AFTER)).toBeNull();
  });
});

describe('a pupil who is disconnected', () => {
  const attempt = 'attempt-of-ales' as AttemptId;
  const panel = (heard: Heard | null, now: number, over = false) =>
    panelOf(
      new Board({
        class: 'c',
        assignment: { id: 'a', title: 'Embassy and sanctions' },
        members: [{ id: 'm', name: 'Ales K.' }],
        parts: [{ id: 'reading', title: 'Reading', questions: [] }],
        steps: [
          {
            ...{ member: 'm', activity: 'reading', attempt, number: 1, position: 4, at: NOON - 1 },
            ...{ place: over ? null : { at: 4, of: 10, unit: 'question' }, overview: false },
            ...{ score: null, answers: {} },
          },
        ],
        reports: [],
      }),
      now,
      (of) => (of === attempt ? heard : null),
    );

  it('needs the teacher, who is told since when', () => {
    const told = panel(gone, NOON + GONE_AFTER);
    expect(told.needs).toMatchObject([
      { title: 'Ales K.', says: 'Question 4 of 10, disconnected less than a minute ago' },
    ]);
    expect(told.lines[0]).toMatchObject({ tone: 'stuck', words: told.needs[0]?.says });
    // Longer without an answer too, what matters is that nobody is there.
    expect(panel(here, NOON + 5 * 60_000).needs).toMatchObject([
      { says: 'Question 4 of 10, disconnected for 5 min' },
    ]);
  });

  it('needs nobody any more when heard again, when it was handed in, and after twenty minutes', () => {
    expect(panel({ at: NOON + 60_000, gone: false }, NOON + 90_000).needs).toEqual([]);
    expect(panel(gone, NOON + GONE_AFTER, true).needs).toEqual([]);
    expect(panel(gone, NOON + LEFT_AFTER)).toMatchObject({
      needs: [],
      lines: [{ words: 'Left at question 4 of 10' }],
    });
  });

  it('is on no wall', () => {
    const [there, away] = [panel(here, NOON), panel(gone, NOON + GONE_AFTER)];
    expect(away.wall).toEqual(there.wall);
  });
});
