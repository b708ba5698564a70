// What a teacher who watches sees: where each pupil stands, who is stuck, what most got wrong, and nothing named on a wall.
import { describe, expect, it } from 'vitest';
import type { AttemptId } from '../kernel/ids.ts';
import { Board, type Snapshot } from './board.ts';
import { messageFor, taken, wallMessageFor } from './message.ts';
import { LEFT_AFTER, panelOf, STUCK_AFTER } from './panel.ts';
import type { Step } from './step.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const NAMES = ['Ales K.', 'Daria M.', 'Hanna P.', 'Jan R.', 'Maksim T.', 'Zoya V.'];
const members = NAMES.map((name, i) => ({ id: `m${i}`, name }));

const step = (member: string, change: Partial<Step> = {}): Step => ({
  member,
  activity: 'reading',
  attempt: `attempt-of-${member}` as AttemptId,
  number: 1,
  position: 1,
  at: NOON,
  place: { at: 1, of: 10, unit: 'question' },
  overview: false,
  score: null,
  answers: {},
  ...change,
});
const at = (n: number): Step['place'] => ({ at: n, of: 10, unit: 'question' });
const chose = (choice: string): Step['answers'] => ({ coup: { response: { kind: 'single', choice } } });

const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  class: 'c',
  assignment: { id: 'a', title: 'Embassy and sanctions' },
  members,
  parts: [
    {
      id: 'reading',
      title: 'Reading',
      questions: [
        {
          item: 'coup',
          title: 'Question 4',
          stem: 'What is “attempted coup” here?',
          options: [
            { id: 'fact', text: 'fact', right: false },
            { id: 'label', text: 'label', right: true },
          ],
        },
      ],
    },
  ],
  steps: [],
  reports: [],
  ...change,
});
const panel = (change: Partial<Snapshot>, now = NOON) => panelOf(new Board(snapshot(change)), now);
const words = (steps: readonly Step[], now = NOON) => panel({ steps }, now).lines[0]?.words;

describe('a line', () => {
  it('says where a pupil stands', () => {
    expect(words([])).toBe('Not started');
    expect(words([step('m0', { place: at(7) })])).toBe('Question 7 of 10');
    expect(words([step('m0', { place: at(10), overview: true })])).toBe('Before handing in');
    expect(words([step('m0', { place: null })])).toBe('Finished');
    expect(words([step('m0', { place: null, score: { points: 6.6667, max: 10 } })])).toBe(
      'Finished, 6.67 of 10',
    );
  });

  it('says after three minutes that there was no input, and after twenty that the pupil left', () => {
    const steps = [step('m0', { place: at(4) })];
    expect(words(steps, NOON + STUCK_AFTER - 1)).toBe('Question 4 of 10');
    expect(panel({ steps }, NOON + STUCK_AFTER).lines[0]).toMatchObject({
      words: 'Question 4 of 10, no input for 3 min',
      tone: 'stuck',
    });
    expect(words(steps, NOON + LEFT_AFTER)).toBe('Left at question 4 of 10');
  });

  it('is of the activity touched last, and names it where there are several', () => {
    const parts = [...snapshot().parts, { id: 'thaw', title: 'The thaw', questions: [] }];
    const steps = [
      step('m0', { place: null }),
      step('m0', { activity: 'thaw', at: NOON + 1, place: { at: 3, of: 13, unit: 'scene' } }),
    ];
    expect(panel({ parts, steps }).lines[0]).toMatchObject({
      words: 'Scene 3 of 13',
      activity: 'The thaw',
    });
  });
});

describe('a board', () => {
  it('takes no step that is older than what it knows, of the same attempt or of an earlier one', () => {
    const board = new Board(snapshot({ steps: [step('m0', { number: 2, position: 3, place: at(3) })] }));
    const take = (change: Partial<Step>) => {
      board.take({ type: 'step', assignment: 'a', step: step('m0', change) });
      return panelOf(board, NOON).lines[0]?.words;
    };
    expect(take({ number: 2, position: 2, place: at(2) })).toBe('Question 3 of 10');
    expect(take({ number: 1, position: 9, place: at(9) })).toBe('Question 3 of 10');
    expect(take({ number: 2, position: 4, place: at(4) })).toBe('Question 4 of 10');
  });

  it('leaves the steps of other assignments alone, and says of whom it knows nothing', () => {
    const board = new Board(snapshot());
    const told = (assignment: string, member: string) =>
      board.take({ type: 'step', assignment, step: step(member) });
    expect(told('another', 'm0')).toBe(true);
    expect(told('a', 'joined-since')).toBe(false);
    expect(panelOf(board, NOON).wall.started).toBe(0);
  });
});

describe('the teacher is needed', () => {
  const five = (...choices: string[]) =>
    choices.map((choice, i) => step(`m${i}`, { answers: chose(choice) }));
  const titles = (steps: readonly Step[], now = NOON) =>
    panel({ steps }, now).needs.map(({ title }) => title);

  it('where more than half of five or more chose the same wrong option', () => {
    expect(titles(five('fact', 'fact', 'fact', 'label', 'label'))).toEqual([
      'Question 4: 3 of 5 chose “fact”',
    ]);
    expect(titles(five('fact', 'fact', 'fact', 'fact'))).toEqual([]);
    expect(titles(five('fact', 'fact', 'fact', 'label', 'label', 'label'))).toEqual([]);
    expect(titles(five('label', 'label', 'label', 'label', 'label'))).toEqual([]);
  });

  it('by who is stuck, and by who is not sitting there any more no longer', () => {
    expect(titles([step('m2')], NOON + STUCK_AFTER)).toEqual(['Hanna P.']);
    expect(titles([step('m2')], NOON + LEFT_AFTER)).toEqual([]);
  });

  it('by reports, until they are handled', () => {
    const board = new Board(snapshot());
    board.take({ type: 'reported', id: 'r1', member: 'm3' });
    expect(panelOf(board, NOON).needs).toMatchObject([
      { title: 'Jan R. reported a question', href: '/classes/c/reports' },
    ]);
    board.take({ type: 'reported', id: 'r2', member: 'm4' });
    expect(panelOf(board, NOON).needs).toMatchObject([{ title: '2 reports of questions' }]);
    board.take({ type: 'handled', id: 'r1' });
    board.take({ type: 'handled', id: 'r2' });
    expect(panelOf(board, NOON).needs).toEqual([]);
  });
});

describe('the wall', () => {
  const steps = [
    step('m0', { place: at(7) }),
    step('m1', { place: at(9) }),
    step('m2', { place: at(4) }),
    step('m3', { place: null }),
  ];

  it('counts who is where, and every pupil once', () => {
    const { wall } = panel({ steps });
    expect(wall).toMatchObject({ pupils: 6, started: 4, finished: 1, median: 'median question 7' });
    expect(wall.places.filter(({ count }) => count > 0).map(({ words, count }) => [words, count])).toEqual([
      ['Not started', 2],
      ['Question 4', 1],
      ['Question 7', 1],
      ['Question 9', 1],
      ['Finished', 1],
    ]);
    expect(wall.places.reduce((sum, { count }) => sum + count, 0)).toBe(members.length);
  });

  it('is told no name and no id of a pupil', () => {
    const sent = JSON.stringify(wallMessageFor(null, panel({ steps, reports: [{ id: 'r', member: 'm0' }] })));
    for (const { id, name } of members) {
      expect(sent).not.toContain(name);
      expect(sent).not.toContain(`"${id}"`);
    }
  });
});

describe('messages', () => {
  it('bring a page to what is now, whatever changed, and there is none when nothing did', () => {
    const one = panel({ steps: [step('m0')] });
    const two = panel({ steps: [step('m0', { place: at(2) }), step('m1', { place: null })] });
    const joined = panel({ members: [...members, { id: 'm9', name: 'Žana' }], steps: [step('m9')] });
    expect(messageFor(one, one)).toBeNull();
    expect(messageFor(one, two)?.lines?.map(({ member }) => member)).toEqual(['m0', 'm1']);
    let page = one;
    for (const next of [two, joined, one]) {
      const message = messageFor(page, next);
      if (message !== null) page = taken(page, message);
      expect(page).toEqual(next);
    }
  });
});
