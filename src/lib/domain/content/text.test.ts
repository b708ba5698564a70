// Where words stand in a text, and when two spellings are the same words.
import { describe, expect, test } from 'vitest';
import { occurs, paragraphsOf, paragraphWith, placesOf, printedLike } from './text.ts';

const TEXT = ['Two senators met in Minsk.', 'He said: "It\'s over", and Minsk was silent.'];

test('paragraph n is line n, with or without a line break at the end', () => {
  expect(paragraphsOf('a\nb')).toEqual(['a', 'b']);
  expect(paragraphsOf('a\r\nb\n')).toEqual(['a', 'b']);
  expect(paragraphsOf('a\n\nb')).toEqual(['a', '', 'b']);
});

test('every place of the words is found', () => {
  expect(placesOf(TEXT, 'Minsk')).toEqual([
    { p: 1, at: [20, 25] },
    { p: 2, at: [26, 31] },
  ]);
  expect(placesOf(TEXT, '')).toEqual([]);
});

test('the printed spelling is found behind other marks, spaces and capitals', () => {
  expect(printedLike(TEXT, 'he said:  “it’s over”')).toBe('He said: "It\'s over"');
  expect(printedLike(TEXT, 'he never said')).toBeNull();
});

describe('quoted words', () => {
  test.each([
    ['It’s over', true],
    ['He said: ‘It’s over’', true],
    ['He … silent', true],
    ['silent … He', false],
    ['met in Minsk. … silent', false],
    ['it’s over', false],
    ['…', false],
  ])('%s: %s', (quoted, real) => {
    expect(occurs(TEXT, quoted)).toBe(real);
  });
});

test('an absent word is looked for at the beginning of words, capitals aside', () => {
  expect(paragraphWith(TEXT, 'NATO')).toBeNull();
  expect(paragraphWith(TEXT, 'SENATOR')).toBe(1);
  expect(paragraphWith(TEXT, 'silen')).toBe(2);
});
