// Settings: which of them can hold together, what they say in a sentence, and which attempt counts.
import { describe, expect, it } from 'vitest';
import { countedOf, type Taken } from './counting.ts';
import { sentenceOf } from './sentence.ts';
import { defaultSettings, faultsOf, formFor, policyOf, type Settings } from './settings.ts';

const counted = (change: Partial<Settings> = {}): Settings => ({ ...defaultSettings('counted'), ...change });
const practice = (change: Partial<Settings> = {}): Settings => ({
  ...defaultSettings('practice'),
  ...change,
});

describe('settings', () => {
  it('hold together when nothing was opened', () => {
    expect(faultsOf('counted', counted())).toEqual({});
    expect(faultsOf('practice', practice())).toEqual({});
  });

  it.each([
    [
      'counted work explained at once',
      'counted',
      counted({ feedback: 'at once', attempts: 2 }),
      ['attempts'],
    ],
    ['the same without a limit', 'counted', counted({ feedback: 'at once', attempts: null }), ['attempts']],
    ['practice explained later', 'practice', practice({ feedback: 'after closing' }), ['feedback']],
    ['practice with a minute limit', 'practice', practice({ minutes: 20 }), ['minutes']],
  ] as const)('%s is refused at its field', (_what, mode, settings, fields) => {
    expect(Object.keys(faultsOf(mode, settings))).toEqual(fields);
  });

  it('let counted work be explained at once in its one attempt', () => {
    const settings = counted({ feedback: 'at once' });
    expect(faultsOf('counted', settings)).toEqual({});
    expect(policyOf(settings)).toEqual({ feedback: 'at once', shuffled: true, certainty: true });
    expect(policyOf(counted()).feedback).toBe('end');
  });

  it('play counted work sealed and practice open, and what has one form in that form', () => {
    expect(formFor('counted', ['open', 'sealed'])).toBe('sealed');
    expect(formFor('practice', ['open', 'sealed'])).toBe('open');
    expect(formFor('practice', ['sealed'])).toBe('sealed');
    expect(formFor('counted', [])).toBeNull();
  });
});

describe('the sentence', () => {
  it('says the defaults', () => {
    expect(sentenceOf('counted', counted())).toBe(
      'One attempt, which counts; explained after closing; options shuffled; certainty asked; any seat; no minute limit.',
    );
    expect(sentenceOf('practice', practice())).toBe(
      'Any number of attempts, none of which counts; explained at once; options shuffled; certainty asked; any seat; no minute limit.',
    );
  });

  it('says what was changed', () => {
    const settings = counted({
      attempts: 3,
      counts: 'last',
      feedback: 'after handing in',
      shuffled: false,
      certainty: false,
      seats: ['minsk', 'washington'],
      minutes: 40,
    });
    expect(sentenceOf('counted', settings)).toBe(
      '3 attempts; the last one counts; explained after handing in; options in one order for all; certainty not asked; seats: Minsk, Washington; 40 minutes for each attempt.',
    );
  });
});

describe('the attempt that counts', () => {
  const taken = (number: number, points: number | null, handedInAt: number | null = number): Taken => ({
    number,
    points,
    handedInAt,
  });
  // In no particular order, as a database may give them; the fourth is not handed in.
  const attempts = [taken(3, 5), taken(1, 4), taken(4, null, null), taken(2, 7)];

  it.each([
    ['first', 1],
    ['best', 2],
    ['last', 3],
  ] as const)('by "%s" is number %i', (counts, number) => {
    expect(countedOf(attempts, counts)?.number).toBe(number);
  });

  it('of equally good ones is the earliest', () => {
    expect(countedOf([taken(2, 5), taken(1, 5)], 'best')?.number).toBe(1);
  });

  it('is none while none is handed in', () => {
    for (const counts of ['first', 'best', 'last'] as const)
      expect(countedOf([taken(1, null, null)], counts)).toBeNull();
  });

  it('is one without points where there is no other', () => {
    expect(countedOf([taken(1, null), taken(2, 0)], 'best')?.number).toBe(2);
    expect(countedOf([taken(1, null)], 'best')?.number).toBe(1);
  });
});
