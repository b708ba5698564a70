// What each kind of item accepts, what it pays, and what its public form keeps to itself.
import { describe, expect, it } from 'vitest';
import type { Item } from '../content/schema.ts';
import { arrange, ask, explain, judge, refuse, type Response } from './index.ts';

const common = {
  pool: 'practice',
  skill: 'chronology',
  fact: 'bridge',
  stem: 'When was the bridge opened?',
  cites: [{ p: 1, at: [0, 4], quote: 'bridge opened', relation: 'states' }],
} as const satisfies Partial<Item>;

const single: Item = {
  ...common,
  kind: 'single',
  id: 'bridge-year',
  cites: [{ p: 1, at: [0, 4], quote: 'SECRET quote', relation: 'states' }],
  options: [
    { id: 'a', text: '1990', right: true, why: 'SECRET why' },
    { id: 'b', text: '1991', why: 'SECRET why' },
    { id: 'c', text: '1992', why: 'SECRET why' },
  ],
};
const multiple: Item = {
  ...common,
  kind: 'multiple',
  id: 'who-came',
  options: [
    { id: 'a', text: 'the mayor', right: true, why: 'SECRET why' },
    { id: 'b', text: 'the ferryman', right: true, why: 'SECRET why' },
    { id: 'c', text: 'the baker', why: 'SECRET why' },
    { id: 'd', text: 'the miller', why: 'SECRET why' },
  ],
};
const order: Item = {
  ...common,
  kind: 'order',
  id: 'bridge-story',
  ends: ['Earliest', 'Latest'],
  cards: [
    { id: 'plan', text: 'The plan', mark: 'SECRET 1988', why: 'SECRET why' },
    { id: 'build', text: 'The building', why: 'SECRET why' },
    { id: 'open', text: 'The opening', why: 'SECRET why' },
  ],
};
const match: Item = {
  ...common,
  kind: 'match',
  id: 'who-said',
  answer_name: 'speaker',
  answers: [
    { id: 'mayor', text: 'The mayor' },
    { id: 'baker', text: 'The baker' },
    { id: 'miller', text: 'The miller' },
  ],
  pairs: [
    { id: 'proud', text: 'It is our pride', answer: 'mayor', why: 'SECRET why' },
    { id: 'late', text: 'It came late', answer: 'baker', why: 'SECRET why' },
  ],
};
const all = [single, multiple, order, match];

const choose = (...choices: string[]): Response => ({ kind: 'multiple', choices });
const sequence = (...ids: string[]): Response => ({ kind: 'order', sequence: ids });
const pairs = (...chosen: [string, string][]): Response => ({
  kind: 'match',
  pairs: chosen.map(([left, answer]) => ({ left, answer })),
});

describe('the public form', () => {
  it.each(all)('of $id holds no key, explanation, citation, pool or fact', (item) => {
    const sent = JSON.stringify(arrange(ask(item), 'seed'));
    expect(sent).not.toContain('SECRET');
    expect(sent).not.toMatch(/"(right|why|cites|pool|fact|answer|absent|mark)"/);
  });

  it('is shuffled for an attempt, and the same seed gives the same order', () => {
    const orders = Array.from({ length: 20 }, (_, i) => JSON.stringify(arrange(ask(single), `seed ${i}`)));
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(arrange(ask(single), 'one')).toEqual(arrange(ask(single), 'one'));
  });

  it('of an order item never starts in the right order', () => {
    for (let n = 0; n < 50; n++) {
      const asked = ask({ ...order, id: `story-${n}` });
      expect(asked.kind === 'order' && asked.cards.map((c) => c.id)).not.toEqual(['plan', 'build', 'open']);
    }
  });

  it('of a multiple item says how many are right', () => {
    expect(ask(multiple)).toMatchObject({ choose: 2 });
  });
});

describe('points', () => {
  it('single: one for the right option, none otherwise', () => {
    expect(judge(single, { kind: 'single', choice: 'a' })).toMatchObject({ points: 1, verdict: 'right' });
    expect(judge(single, { kind: 'single', choice: 'b' })).toMatchObject({ points: 0, verdict: 'wrong' });
  });

  it.each([
    [choose('a', 'b'), 1],
    [choose('a'), 0.5],
    [choose('a', 'b', 'c'), 0.5],
    [choose('a', 'c'), 0],
    [choose('c', 'd'), 0],
    [choose('a', 'b', 'c', 'd'), 0],
  ])('multiple: max((right - wrong) / k, 0) for %j is %d', (response, points) => {
    expect(judge(multiple, response).points).toBe(points);
  });

  it('order: cards in their place divided by cards', () => {
    expect(judge(order, sequence('plan', 'build', 'open')).points).toBe(1);
    expect(judge(order, sequence('build', 'plan', 'open'))).toMatchObject({
      right: 1,
      of: 3,
      verdict: 'partly right',
    });
    expect(judge(order, sequence('build', 'open', 'plan')).points).toBe(0);
  });

  it('match: right entries divided by entries, and one answer may serve twice', () => {
    expect(judge(match, pairs(['proud', 'mayor'], ['late', 'baker'])).points).toBe(1);
    expect(judge(match, pairs(['proud', 'mayor'], ['late', 'mayor'])).points).toBe(0.5);
  });
});

describe('a response is refused', () => {
  it.each([
    ['an option that is not there', single, { kind: 'single', choice: 'z' }, 'unknown_option'],
    ['a name of the object prototype', single, { kind: 'single', choice: '__proto__' }, 'unknown_option'],
    ['nothing ticked', multiple, choose(), 'incomplete_response'],
    ['one option twice', multiple, choose('a', 'a'), 'malformed_response'],
    ['a card missing', order, sequence('plan', 'open'), 'incomplete_response'],
    ['a card twice', order, sequence('plan', 'plan', 'open'), 'malformed_response'],
    ['an entry without an answer', match, pairs(['proud', 'mayor']), 'incomplete_response'],
    ['an entry matched twice', match, pairs(['proud', 'mayor'], ['proud', 'baker']), 'malformed_response'],
    ['an answer that is not there', match, pairs(['proud', 'king'], ['late', 'baker']), 'unknown_option'],
    ['a response of another kind', single, choose('a'), 'malformed_response'],
  ] as const)('for %s', (_what, item, response, code) => {
    expect(refuse(ask(item), response as Response)).toMatchObject({ code });
  });

  it.each(all)('never for the right answer of $id', (item) => {
    const right: Record<Item['kind'], Response> = {
      single: { kind: 'single', choice: 'a' },
      multiple: choose('a', 'b'),
      order: sequence('plan', 'build', 'open'),
      match: pairs(['proud', 'mayor'], ['late', 'baker']),
    };
    expect(refuse(ask(item), right[item.kind])).toBeNull();
    expect(judge(item, right[item.kind])).toMatchObject({ points: 1, verdict: 'right' });
  });
});

describe('the explanation', () => {
  it('says for each option whether it was chosen, whether it is right, and why', () => {
    expect(explain(single, { kind: 'single', choice: 'b' })).toMatchObject({
      options: [
        { id: 'a', chosen: false, right: true, why: 'SECRET why' },
        { id: 'b', chosen: true, right: false },
        { id: 'c', chosen: false, right: false },
      ],
    });
  });

  it('of an order item gives each card its right place and the place it was given', () => {
    expect(explain(order, sequence('build', 'plan', 'open'))).toMatchObject({
      cards: [
        { id: 'plan', place: 2, right: false },
        { id: 'build', place: 1, right: false },
        { id: 'open', place: 3, right: true },
      ],
    });
  });

  it.each(all)('of $id stands without a response', (item) => {
    expect(JSON.stringify(explain(item, null))).toContain('SECRET why');
  });
});
