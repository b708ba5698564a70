// What is counted of the answers, and how an answer and its rule are said, for every kind of item.
import { describe, expect, it } from 'vitest';
import { kinds, quiz } from '../../../../tests/fixtures/activities.ts';
import type { Item } from '../content/schema.ts';
import { judge, type Response } from '../items/index.ts';
import { answersOf } from './answers.ts';
import { itemStatistics } from './items.ts';
import { ruleOf, saidOf } from './said.ts';

const item = (id: string): Item =>
  [...quiz.items, ...kinds.items].find((one) => one.id === id) ?? expect.fail(`no item ${id}`);
/** The counts of each group, by its id: answers that nobody gave left out. */
const counts = (id: string, responses: readonly Response[]): Record<string, Record<string, number>> =>
  Object.fromEntries(
    answersOf(item(id), responses).map((group) => [
      group.id,
      Object.fromEntries(
        group.answers.flatMap((answer) => (answer.count === 0 ? [] : [[answer.id, answer.count]])),
      ),
    ]),
  );
const right = (id: string): (string | string[])[] =>
  answersOf(item(id), []).map(({ answers }) => answers.filter((one) => one.right).map((one) => one.id));

describe('the answers given', () => {
  it('to a single choice are counted by option', () => {
    const chose = (choice: string): Response => ({ kind: 'single', choice });
    expect(counts('first', [chose('a'), chose('b'), chose('b')])).toEqual({ item: { a: 1, b: 2 } });
    expect(right('first')).toEqual([['a']]);
  });
  it('to a multiple choice by tick', () => {
    const ticked = (...choices: string[]): Response => ({ kind: 'multiple', choices });
    expect(counts('second', [ticked('a', 'b'), ticked('a', 'd')])).toEqual({ item: { a: 2, b: 1, d: 1 } });
    expect(right('second')).toEqual([['a', 'b']]);
  });
  it('to an order by card and place', () => {
    const put = (...sequence: string[]): Response => ({ kind: 'order', sequence });
    expect(counts('third', [put('x', 'y', 'z'), put('x', 'z', 'y')])).toEqual({
      x: { 1: 2 },
      y: { 2: 1, 3: 1 },
      z: { 2: 1, 3: 1 },
    });
    expect(right('third')).toEqual([['1'], ['2'], ['3']]);
  });
  it('to a match by pair', () => {
    const matched = (proud: string, cross: string): Response => ({
      kind: 'match',
      pairs: [
        { left: 'proud', answer: proud },
        { left: 'cross', answer: cross },
      ],
    });
    expect(counts('fourth', [matched('mayor', 'baker'), matched('mayor', 'mayor')])).toEqual({
      proud: { mayor: 2 },
      cross: { baker: 1, mayor: 1 },
    });
    expect(right('fourth')).toEqual([['mayor'], ['ferryman']]);
  });
  it('to a blank by spelling, where case and accents make no difference, the most frequent first', () => {
    const wrote = (text: string): Response => ({ kind: 'fill', text });
    const [group] = answersOf(item('fill'), [wrote('Berrow'), wrote('key aldham'), wrote(' KEY Ałdham ')]);
    expect(group?.answers).toEqual([
      { id: 'key aldham', label: { text: 'KEY Ałdham' }, right: true, count: 2 },
      { id: 'berrow', label: { text: 'Berrow' }, right: false, count: 1 },
    ]);
  });
  it('to a number by its value, however it was typed', () => {
    const wrote = (value: string): Response => ({ kind: 'numeric', value });
    expect(counts('numeric', [wrote('1991'), wrote('1 991'), wrote('1890')])).toEqual({
      item: { 1991: 2, 1890: 1 },
    });
    expect(answersOf(item('numeric'), [wrote('1991')])[0]?.answers[0]?.right).toBe(true);
  });
  it('to passages by tag', () => {
    const tagged = (tag: 'opinion' | 'attributed'): Response => ({
      kind: 'classify',
      tags: ['opened', 'called', 'pride'].map((passage) => ({ passage, tag })),
    });
    expect(counts('classify', [tagged('opinion'), tagged('attributed')]).pride).toEqual({
      opinion: 1,
      attributed: 1,
    });
    expect(right('classify')).toEqual([['fact to check'], ['attributed'], ['opinion']]);
  });
  it('to phrases by mark', () => {
    const marked = (...ids: string[]): Response => ({ kind: 'spot', marked: ids });
    expect(counts('spot', [marked('the-pride', 'mayor'), marked('mayor')])).toEqual({
      item: { mayor: 2, 'the-pride': 1 },
    });
  });
  it('to statements by verdict, with hits and false alarms summed over all', () => {
    const judged = (sound: boolean): Response => ({
      kind: 'sound',
      verdicts: ['s1', 's2', 's3', 's4'].map((statement) => ({ statement, sound })),
    });
    expect(counts('sound', [judged(true), judged(false), judged(false)]).s1).toEqual({ true: 1, false: 2 });
    const takings = [judged(true), judged(false), judged(false)].map((response) => ({
      items: [{ item: 'sound', points: judge(item('sound'), response).points }],
      responses: { sound: response },
    }));
    expect(itemStatistics([item('sound')], takings)[0]?.flags).toEqual({
      hits: 4,
      signals: 6,
      falseAlarms: 4,
      noise: 6,
    });
  });
  it('of another kind than the item has now are left out', () => {
    expect(counts('first', [{ kind: 'numeric', value: '7' }])).toEqual({ item: {} });
  });
});

describe('an answer in words, and the rule that gave its points', () => {
  const cases: readonly (readonly [string, Response, readonly string[], RegExp])[] = [
    ['first', { kind: 'single', choice: 'b' }, ['Option b'], /^One point for the right option/],
    [
      'second',
      { kind: 'multiple', choices: ['a', 'b', 'c'] },
      ['Option a', 'Option b', 'Option c'],
      /^2 right less 1 wrong, divided by the 2 right options/,
    ],
    [
      'third',
      { kind: 'order', sequence: ['x', 'z', 'y'] },
      ['1. Card x', '2. Card z', '3. Card y'],
      /^1 of 3 cards in their place, each worth 1\/3/,
    ],
    [
      'fourth',
      { kind: 'match', pairs: [{ left: 'proud', answer: 'mayor' }] },
      ['Proud → The mayor'],
      /^1 of 2 matched/,
    ],
    ['fill', { kind: 'fill', text: 'Berrow' }, ['Berrow'], /half a point where one letter differs/],
    ['numeric', { kind: 'numeric', value: '1989' }, ['1989'], /or one at most 1 away/],
    [
      'classify',
      { kind: 'classify', tags: [{ passage: 'pride', tag: 'opinion' }] },
      ['“the pride of the valley” → opinion'],
      /^1 of 3 passages tagged rightly/,
    ],
    [
      'spot',
      { kind: 'spot', marked: ['the-pride', 'mayor'] },
      ['“the pride”', '“the mayor”'],
      /^1 hit less 1 false alarm, divided by the 1 loaded phrases/,
    ],
    [
      'sound',
      { kind: 'sound', verdicts: [{ statement: 's2', sound: false }] },
      ['Statement s2 → Not supported'],
      /^1 of 4 statements judged rightly/,
    ],
  ];
  for (const [id, response, said, rule] of cases)
    it(`fits an item of kind ${response.kind}`, () => {
      expect(saidOf(item(id), response)).toEqual(said);
      expect(ruleOf(item(id), response)).toMatch(rule);
    });
  it('says that an item was left open', () => {
    expect(ruleOf(item('first'), null)).toBe('Left open: 0 points.');
  });
});
