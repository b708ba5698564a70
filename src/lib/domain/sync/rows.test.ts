// What the app on the device lists: whose, what waits, what did not count, how far along.
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../content/catalogue.ts';
import type { AttemptId, CommandId, ContentHash } from '../kernel/ids.ts';
import type { Held, HeldEvent } from './held.ts';
import { ownOf, progressOf, refusedRows, shelfOf, waitingRows } from './rows.ts';

const id = 'an-attempt-of-the-rows' as AttemptId;
const hash = 'a'.repeat(64) as ContentHash;
const context = { responses: {}, moves: {} };
const held = (change: Partial<Held['attempt']> = {}, events: readonly HeldEvent[] = []): Held => ({
  attempt: {
    id,
    owner: 'me',
    head: { id, title: 'First', kind: 'quiz', form: 'open', hash, work: null, scored: true },
    content: hash,
    begin: null,
    base: { position: 1, state: { done: false, context } },
    refused: null,
    touchedAt: 1,
    ...change,
  } as Held['attempt'],
  events,
});
const answer = (position: number, item: string, unsent = true): HeldEvent => ({
  attempt: id,
  position,
  id: `command-${position}` as CommandId,
  command: { type: 'respond', item, response: { kind: 'single', choice: 'a' } },
  at: position * 1000,
  ...(unsent ? { unsent: id } : {}),
});
const goOn = (position: number): HeldEvent => ({
  ...answer(position, ''),
  command: { type: 'go_on', from: 'explain_a' },
});
const catalogue: Catalogue = {
  courses: [
    {
      id: 'c',
      title: 'C',
      source: { paragraphs: 2, bytes: 9, hash },
      modules: ['one', 'two'].map((name, i) => ({
        id: name,
        title: name,
        when: '',
        activities: [
          {
            id: name,
            kind: 'quiz',
            title: 'Quiz',
            minutes: 3,
            seat: null,
            parts: 2,
            hash: i === 0 ? hash : ('b'.repeat(64) as ContentHash),
            bytes: 100,
          },
        ],
      })),
    },
  ],
};

it('lists one’s own and what was never anybody’s, and nothing of others', () => {
  const [mine, nobodys, theirs] = ['me', null, 'you'].map((owner) => held({ owner }));
  expect(ownOf([mine!, nobodys!, theirs!], 'me')).toEqual([mine, nobodys]);
  expect(ownOf([mine!, nobodys!, theirs!], null)).toEqual([nobodys]);
});

describe('what waits', () => {
  it('counts answers, not the steps between them, and says when the last was given', () => {
    const one = held({}, [answer(1, 'a', false), goOn(2), answer(3, 'b')]);
    expect(waitingRows([one, held()])).toMatchObject([{ id, answers: 1, at: 3000, scored: false }]);
  });
});

describe('what did not count', () => {
  it('is one row for each attempt, with the reason', () => {
    const refusal = { code: 'stale_position', message: 'Taken.' } as const;
    const aside = [{ ...answer(1, 'a', false), refusal }];
    expect(refusedRows([held()], aside)).toMatchObject([{ answers: 1, refusal, goesOn: true }]);
    expect(refusedRows([held({ refused: refusal })], [])).toMatchObject([{ answers: 0, goesOn: false }]);
    expect(refusedRows([held()], [])).toEqual([]);
  });
});

describe('the shelf', () => {
  it('has what is here with how far along it is, and by name what is not', () => {
    const { rows, away, others } = shelfOf(catalogue, [hash], [held({}, [answer(1, 'a')])]);
    expect(rows).toMatchObject([
      { course: 'c', title: 'one', progress: { answered: 1, of: 2, done: false } },
    ]);
    expect(away.map((module) => module.id)).toEqual(['two']);
    expect(others).toEqual([]);
  });
  it('leads back to an attempt at a version that is no longer given out, and never to a review', () => {
    const old = held({ content: 'old', head: { ...held().attempt.head, hash: 'old' as ContentHash } });
    expect(shelfOf(catalogue, [hash], [old]).others).toEqual([{ id, title: 'First' }]);
    expect(shelfOf(catalogue, [], [held({ content: `${hash}/item` })]).others).toEqual([]);
  });
  it('knows an attempt that is over here before the server does', () => {
    const over = held({}, [answer(1, 'a'), goOn(2), answer(3, 'b'), goOn(4)]);
    expect(progressOf(over, 2)).toMatchObject({ answered: 2, done: true });
    expect(progressOf(held({}, [answer(1, 'a')]), 1)).toMatchObject({ done: false });
  });
});
