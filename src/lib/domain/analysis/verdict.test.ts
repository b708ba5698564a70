// The verdicts of item analysis, each at the figures that call for it.
import { describe, expect, it } from 'vitest';
import type { Item } from '../content/schema.ts';
import type { AnswerGroup } from './answers.ts';
import { mostFrequentWrong, short, verdictOf, verdictWords } from './verdict.ts';

const group = (counts: Record<string, number>, right: string, several = false): AnswerGroup => ({
  id: 'item',
  about: null,
  several,
  answers: Object.entries(counts).map(([text, count]) => ({
    id: text,
    label: { text },
    right: text === right,
    count,
  })),
});
const said = (
  groups: readonly AnswerGroup[],
  facility: number,
  discrimination: number | null,
  n = 17,
): string => verdictWords(verdictOf(groups, { n, answered: n, facility, discrimination }), 'single');

describe('the verdict on an item', () => {
  const spread = [group({ claim: 10, fact: 4, opinion: 3 }, 'claim')];

  it('names the error that most made', () => {
    expect(said([group({ fact: 11, claim: 6 }, 'claim')], 6 / 17, 0.41)).toBe(
      'Common error: 11 chose “fact”',
    );
  });
  it('names none where the right answer was given more often', () => {
    expect(said([group({ fact: 8, claim: 9 }, 'claim')], 9 / 17, 0.36)).toBe('Working');
  });
  it('names none that only two made', () => {
    expect(said([group({ fact: 2, claim: 1, opinion: 2 }, 'claim')], 0.3, 0.3, 5)).toBe('Working');
  });
  it('asks half of all where several answers may be given at once', () => {
    const ticks = (fact: number): AnswerGroup[] => [group({ fact, claim: 3 }, 'claim', true)];
    expect(said(ticks(8), 0.4, 0.3)).toBe('Working');
    expect(said(ticks(9), 0.4, 0.3)).toBe('Common error: 9 chose “fact”');
  });
  it('suspects the key before the answers where the strong miss it more often than the weak', () => {
    expect(said([group({ fact: 11, claim: 6 }, 'claim')], 6 / 17, -0.2)).toBe(
      'Does not separate: check the key',
    );
  });
  it('tells apart what separates well, works, and does not', () => {
    expect(said(spread, 0.58, 0.41)).toBe('Separates strong from weak');
    expect(said(spread, 0.58, 0.36)).toBe('Working');
    expect(said(spread, 0.71, 0.08)).toBe('Does not separate: check the key');
    expect(said(spread, 0.58, null)).toBe('Working');
  });
  it('calls easy what nearly all had right, and hard what hardly anybody had', () => {
    expect(said(spread, 0.96, 0.12)).toBe('Very easy');
    expect(said([group({ a: 2, b: 4, c: 5, d: 3 }, 'a')], 0.14, 0.3, 14)).toMatch(/^Common error: 5/);
    expect(said([], 0.1, 0.3)).toBe('Very hard');
  });
  it('does not judge fewer than five answers', () => {
    expect(said(spread, 1, null, 4)).toBe('Too few answers to judge');
  });
  it('says in the words of the kind what was done', () => {
    const verdict = {
      kind: 'common error',
      count: 7,
      answer: { text: 'place 2' },
      about: { text: 'The flood' },
    } as const;
    expect(verdictWords(verdict, 'order')).toBe('Common error: 7 put “The flood” in place 2');
    expect(verdictWords({ ...verdict, answer: { text: '1991' } }, 'numeric')).toBe(
      'Common error: 7 wrote “1991”',
    );
    const words = (kind: Item['kind'], text: string): string =>
      verdictWords({ ...verdict, answer: { text } }, kind).replace('Common error: ', '');
    expect(words('spot', 'coup')).toBe('7 marked “coup”');
    expect(words('multiple', 'A bridge')).toBe('7 ticked “A bridge”');
    expect(words('match', 'the mayor')).toBe('7 matched “The flood” with “the mayor”');
    expect(words('classify', 'opinion')).toBe('7 tagged “The flood” as opinion');
    expect(words('sound', 'Supported')).toBe('7 judged “The flood” as “Supported”');
  });
});

describe('the most frequent wrong answer', () => {
  it('is told of any kind, common or not: the first of equals over all parts', () => {
    const first = { ...group({ fact: 9, claim: 3 }, 'fact'), about: { text: 'the coup' } };
    const second = { ...group({ fact: 4, claim: 8 }, 'claim'), about: { text: 'the pride' } };
    expect(mostFrequentWrong([first, second])).toEqual({
      ...{ count: 4, answer: { text: 'fact' }, about: { text: 'the pride' } },
    });
    expect(mostFrequentWrong([group({ a: 5, b: 3, c: 3 }, 'a')])?.answer.text).toBe('b');
  });
  it('is none where all were right, and none that a single one gave', () => {
    expect(mostFrequentWrong([group({ a: 9, b: 0 }, 'a')])).toBeNull();
    expect(mostFrequentWrong([group({ a: 9, b: 1, c: 1 }, 'a')])).toBeNull();
    expect(mostFrequentWrong([])).toBeNull();
  });
});

describe('a label in a line', () => {
  it('is cut at a word, and its quotation marks are made single', () => {
    expect(short('A statement, “so-called”')).toBe('A statement, ‘so-called’');
    expect(short('The article reports it as a fact, and names a source for it')).toBe(
      'The article reports it as a fact, and…',
    );
    expect(short('x'.repeat(60))).toBe(`${'x'.repeat(40)}…`);
  });
});
