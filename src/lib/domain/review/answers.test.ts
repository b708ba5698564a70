// Which answers of a log count for review, one question as an activity of its own, and how things went over time.
import { describe, expect, it } from 'vitest';
import { kinds, quiz, track } from '../../../../tests/fixtures/activities.ts';
import type { AttemptEvent, LoggedEvent } from '../attempt/events.ts';
import { decide } from '../attempt/decide.ts';
import { begin } from '../attempt/machine.ts';
import { open, seal } from '../content/redact.ts';
import type { CommandId } from '../kernel/ids.ts';
import { answersIn, type Answering } from './answers.ts';
import { daysIn } from './day.ts';
import { historyOf, WEEKS } from './history.ts';
import { narrowed, reviewablesOf } from './items.ts';

const log = (...events: AttemptEvent[]): LoggedEvent[] =>
  events.map((event, seq) => ({ seq, command: `command ${seq}` as CommandId, at: 1000 + seq, event }));
const responded = (choice: string, certainty?: 'sure'): AttemptEvent => ({
  type: 'responded',
  item: 'first',
  response: { kind: 'single', choice },
  ...(certainty === undefined ? {} : { certainty }),
});
const about: Answering = { id: 'a', course: quiz.course, form: 'open', item: null, branch: null };

describe('the answers of a log', () => {
  it('are the first ones in practice, with their certainty; a second try is none', () => {
    const events = log({ type: 'began' }, responded('b', 'sure'), {
      type: 'retried',
      item: 'first',
      response: { kind: 'single', choice: 'a' },
    });
    expect(answersIn(quiz, about, events)).toEqual([
      {
        course: quiz.course,
        item: 'first',
        skill: quiz.items[0]?.skill,
        at: 1001,
        correct: false,
        certainty: 'sure',
        attempt: 'a',
        seq: 1,
        review: false,
      },
    ]);
  });

  it('are the ones that stood at the end of a test', () => {
    const events = log({ type: 'began' }, responded('b'), { type: 'visited', item: 'first' }, responded('a'));
    expect(answersIn(quiz, { ...about, form: 'sealed' }, events)).toMatchObject([{ correct: true, seq: 3 }]);
  });

  it('leave out what a branch has only copied', () => {
    const events = log({ type: 'began' }, responded('b'));
    expect(answersIn(quiz, { ...about, branch: { seq: 2 } }, events)).toEqual([]);
  });

  it('count an answer that is right in parts as wrong', () => {
    const item = quiz.items.find(({ kind }) => kind === 'multiple');
    const events = log({
      type: 'responded',
      item: item?.id ?? '',
      response: { kind: 'multiple', choices: ['a'] },
    });
    expect(answersIn(quiz, about, events)).toMatchObject([{ item: 'second', correct: false }]);
  });
});

describe('what may come in review', () => {
  it('is of the practice pool alone, with questions of scenarios', () => {
    const found = reviewablesOf([quiz, track, kinds]);
    const keys = [...found.values()].map(({ item }) => item);
    expect(keys).toContain('q1');
    const pool = quiz.items.filter((item) => item.pool === 'assessment').map(({ id }) => id);
    expect(pool.length).toBeGreaterThan(0);
    expect(keys.filter((key) => pool.includes(key))).toEqual([]);
    expect([...reviewablesOf([{ ...quiz, draw: { per_skill: 1 } }])]).toEqual([]);
  });

  it.each([
    [quiz, 'first'],
    [track, 'q1'],
  ] as const)('can be asked alone', (activity, item) => {
    const one = narrowed(activity, item);
    expect(one?.items.map(({ id }) => id)).toEqual([item]);
    if (one === null) return;
    const playable = open(one);
    const state = begin(playable);
    expect(state.at).toBe(`ask_${item}`);
    const command = { type: 'respond', item, response: { kind: 'single', choice: 'a' } } as const;
    expect(decide(playable, state, command)).toMatchObject({ value: { state: { at: `explain_${item}` } } });
  });

  it('is never a question that practice does not show, from the whole activity or the open one', () => {
    expect(narrowed(quiz, 'fifth')).toBeNull();
    expect(narrowed(open(quiz), 'fifth')).toBeNull();
    expect(JSON.stringify(seal(quiz))).toContain('fifth');
  });
});

describe('how things went', () => {
  it('is told by skill and certainty, of all time and by week', () => {
    const one = { course: 'c', item: 'i', attempt: 'a', seq: 1, review: true } as const;
    const DAY = 86_400_000;
    const history = historyOf(
      [
        { ...one, skill: 'chronology', at: 0, correct: true, certainty: 'sure' },
        { ...one, skill: 'chronology', at: 100 * DAY, correct: false, certainty: 'sure' },
        { ...one, skill: 'chronology', at: 93 * DAY, correct: true, certainty: null },
      ],
      daysIn('UTC'),
      100,
    );
    expect(history.skills).toMatchObject([{ of: 'chronology', all: { answers: 3, right: 2 } }]);
    expect(history.certainty).toMatchObject([{ of: 'sure', all: { answers: 2, right: 1 } }]);
    expect(history.skills[0]?.weeks.map(({ answers }) => answers)).toEqual(
      Array.from({ length: WEEKS }, (_, i) => (i >= WEEKS - 2 ? 1 : 0)),
    );
  });
});
