// What each kind of item accepts, what it pays, and what its public form keeps to itself.
import { describe, expect, it } from 'vitest';
import type { Item } from '../content/schema.ts';
import { arrange, ask, explain, judge, refuse, someResponse, type Response } from './index.ts';

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
const fill: Item = {
  ...common,
  kind: 'fill',
  id: 'river-name',
  sentence: 'The river is called ___ on the map.',
  accept: ['Łahojščyna'],
  why: 'SECRET why',
  traps: [{ text: 'Łohojsk', why: 'SECRET trap' }],
};
const numeric: Item = {
  ...common,
  kind: 'numeric',
  id: 'bridge-length',
  unit: 'metre',
  answer: 1990.5,
  tolerance: 2,
  why: 'SECRET why',
  traps: [{ value: 1980, why: 'SECRET trap' }],
};
const classify: Item = {
  ...common,
  kind: 'classify',
  id: 'kinds-of-words',
  passages: [
    { id: 'opened', p: 1, at: [0, 13], quote: 'bridge opened', tag: 'fact to check', why: 'SECRET why' },
    { id: 'said', p: 1, at: [20, 34], quote: 'the mayor said', tag: 'attributed', why: 'SECRET why' },
    { id: 'pride', p: 2, at: [0, 5], quote: 'pride', tag: 'opinion', why: 'SECRET why' },
    { id: 'soon', p: 2, at: [9, 21], quote: 'will be soon', tag: 'forecast', why: 'SECRET why' },
  ],
};
const spot: Item = {
  ...common,
  kind: 'spot',
  id: 'loaded-words',
  passage: { p: 1, at: [10, 44], quote: 'the stubborn mayor opened the folly' },
  phrases: [
    { id: 'stubborn', p: 1, at: [14, 22], quote: 'stubborn', loaded: true, why: 'SECRET why' },
    { id: 'mayor', p: 1, at: [23, 28], quote: 'mayor', why: 'SECRET why' },
    { id: 'opened', p: 1, at: [29, 35], quote: 'opened', why: 'SECRET why' },
    { id: 'folly', p: 1, at: [36, 45], quote: 'the folly', loaded: true, why: 'SECRET why' },
  ],
};
const sound: Item = {
  ...common,
  kind: 'sound',
  id: 'supported',
  labels: ['Supported', 'Not supported'],
  statements: [
    { id: 'opened', text: 'It was opened', sound: true, why: 'SECRET why' },
    { id: 'paid', text: 'It was paid for', sound: false, why: 'SECRET why' },
    { id: 'used', text: 'It was used', sound: true, why: 'SECRET why' },
    { id: 'loved', text: 'It was loved', sound: false, why: 'SECRET why' },
  ],
};
const all = [single, multiple, order, match, fill, numeric, classify, spot, sound];

const choose = (...choices: string[]): Response => ({ kind: 'multiple', choices });
const sequence = (...ids: string[]): Response => ({ kind: 'order', sequence: ids });
const pairs = (...chosen: [string, string][]): Response => ({
  kind: 'match',
  pairs: chosen.map(([left, answer]) => ({ left, answer })),
});
const write = (text: string): Response => ({ kind: 'fill', text });
const digits = (value: string): Response => ({ kind: 'numeric', value });
type Tag = 'fact to check' | 'attributed' | 'opinion' | 'forecast';
const tags = (...chosen: [string, Tag][]): Response => ({
  kind: 'classify',
  tags: chosen.map(([passage, tag]) => ({ passage, tag })),
});
const mark = (...marked: string[]): Response => ({ kind: 'spot', marked });
const verdicts = (...chosen: [string, boolean][]): Response => ({
  kind: 'sound',
  verdicts: chosen.map(([statement, isSound]) => ({ statement, sound: isSound })),
});
const RIGHT: Record<Item['kind'], Response> = {
  single: { kind: 'single', choice: 'a' },
  multiple: choose('a', 'b'),
  order: sequence('plan', 'build', 'open'),
  match: pairs(['proud', 'mayor'], ['late', 'baker']),
  fill: write('Łahojščyna'),
  numeric: digits('1990.5'),
  classify: tags(
    ['opened', 'fact to check'],
    ['said', 'attributed'],
    ['pride', 'opinion'],
    ['soon', 'forecast'],
  ),
  spot: mark('stubborn', 'folly'),
  sound: verdicts(['opened', true], ['paid', false], ['used', true], ['loved', false]),
};

describe('the public form', () => {
  it.each(all)('of $id holds no key, explanation, citation, pool or fact', (item) => {
    const sent = JSON.stringify(arrange(ask(item), 'seed'));
    expect(sent).not.toContain('SECRET');
    expect(sent).not.toMatch(
      /"(right|why|cites|pool|fact|answer|absent|mark|accept|traps|tag|loaded|sound)":/,
    );
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

  it.each([multiple, spot])('of $id says how many are right', (item) => {
    expect(ask(item)).toMatchObject({ choose: 2 });
  });

  it('of a fill item has its sentence in two halves', () => {
    expect(ask(fill)).toMatchObject({ sentence: ['The river is called ', ' on the map.'] });
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

describe('points and flags', () => {
  it('classify: right tags divided by passages; opinion and forecast are flags', () => {
    const given = tags(
      ['opened', 'fact to check'],
      ['said', 'opinion'],
      ['pride', 'forecast'],
      ['soon', 'forecast'],
    );
    expect(judge(classify, given)).toEqual({
      points: 0.5,
      verdict: 'partly right',
      right: 2,
      of: 4,
      flags: { hits: 2, signals: 2, falseAlarms: 1, noise: 2 },
    });
  });

  it.each([
    [mark('stubborn', 'folly'), 1, 2, 0],
    [mark('stubborn'), 0.5, 1, 0],
    [mark('stubborn', 'folly', 'mayor'), 0.5, 2, 1],
    [mark('stubborn', 'mayor'), 0, 1, 1],
    [mark('stubborn', 'mayor', 'opened', 'folly'), 0, 2, 2],
  ])('spot: max((hits - false alarms) / k, 0) for %j is %d', (response, points, hits, falseAlarms) => {
    expect(judge(spot, response)).toMatchObject({
      points,
      flags: { hits, signals: 2, falseAlarms, noise: 2 },
    });
  });

  it('sound: right judgements divided by statements; unsound ones are flags', () => {
    const given = verdicts(['opened', false], ['paid', false], ['used', true], ['loved', true]);
    expect(judge(sound, given)).toEqual({
      points: 0.5,
      verdict: 'partly right',
      right: 2,
      of: 4,
      flags: { hits: 1, signals: 2, falseAlarms: 1, noise: 2 },
    });
  });

  it.each([single, multiple, order, match, fill, numeric])('$kind has no flags', (item) => {
    expect(judge(item, RIGHT[item.kind]).flags).toBeUndefined();
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
    ['nothing written', fill, write(''), 'incomplete_response'],
    ['nothing but spaces and stops', fill, write(' … '), 'incomplete_response'],
    ['no number', numeric, digits(' '), 'incomplete_response'],
    ['a number in words', numeric, digits('ninety'), 'malformed_response'],
    ['two numbers', numeric, digits('1990-1991'), 'malformed_response'],
    ['a passage without a tag', classify, tags(['opened', 'opinion']), 'incomplete_response'],
    [
      'a passage tagged twice',
      classify,
      tags(['opened', 'opinion'], ['opened', 'forecast']),
      'malformed_response',
    ],
    ['a passage that is not there', classify, tags(['constructor', 'opinion']), 'unknown_option'],
    ['nothing marked', spot, mark(), 'incomplete_response'],
    ['a phrase marked twice', spot, mark('mayor', 'mayor'), 'malformed_response'],
    ['a phrase that is not there', spot, mark('mayor', 'river'), 'unknown_option'],
    ['a statement left open', sound, verdicts(['opened', true]), 'incomplete_response'],
    ['a statement judged twice', sound, verdicts(['opened', true], ['opened', false]), 'malformed_response'],
    ['a statement that is not there', sound, verdicts(['built', true]), 'unknown_option'],
  ] as const)('for %s', (_what, item, response, code) => {
    expect(refuse(ask(item), response as Response)).toMatchObject({ code });
  });

  it.each(all)('never for the right answer of $id', (item) => {
    expect(refuse(ask(item), RIGHT[item.kind])).toBeNull();
    expect(judge(item, RIGHT[item.kind])).toMatchObject({ points: 1, verdict: 'right' });
  });

  it.each(all)('never for some answer to $id', (item) => {
    const asked = ask(item);
    expect(refuse(asked, someResponse(asked))).toBeNull();
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

  it('of a spot item tells hits, misses and false alarms apart', () => {
    expect(explain(spot, mark('folly', 'mayor'))).toMatchObject({
      phrases: [
        { id: 'stubborn', loaded: true, marked: false },
        { id: 'mayor', loaded: false, marked: true },
        { id: 'opened', loaded: false, marked: false },
        { id: 'folly', loaded: true, marked: true },
      ],
    });
  });

  it.each(all)('of $id stands without a response', (item) => {
    expect(JSON.stringify(explain(item, null))).toContain('SECRET why');
  });
});
