// Keys of words: the list is even and plain, and what is typed from paper is understood.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORD_LIST } from './word-list.ts';
import { checkFault, KEY_WORDS, newWords, readWords, wordsKey } from './words.ts';

/** One letter more, less or other, or two changed about. */
const isNear = (a: string, b: string): boolean => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [x, y] = [a.slice(i), b.slice(i)];
  return (
    x.slice(1) === y.slice(1) ||
    x.slice(1) === y ||
    x === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  );
};

describe('the list', () => {
  it('has 1024 different words of 3 to 8 small letters, in order: 70 bits for a key', () => {
    expect(WORD_LIST).toHaveLength(1024);
    expect([...new Set(WORD_LIST)].sort()).toEqual([...WORD_LIST]);
    expect(WORD_LIST.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
    expect(KEY_WORDS * Math.log2(WORD_LIST.length)).toBe(70);
  });

  it('has no word that begins another, and no two that a slip makes one', () => {
    const pairs = WORD_LIST.flatMap((one, i) => WORD_LIST.slice(i + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => other.startsWith(one))).toEqual([]);
    expect(pairs.filter(([one, other]) => isNear(one, other))).toEqual([]);
  });
});

/** Chance that gives these numbers, and sees that all of the list is asked for. */
const given = (numbers: readonly number[]) => {
  const left = [...numbers];
  return (n: number): number => {
    expect(n).toBe(WORD_LIST.length);
    return left.shift() ?? 0;
  };
};

it('every key is read back, with whatever stands between its words', () => {
  const between = fc.constantFrom(' ', '-', '', '  ', '\n', ', ', ' 3. ', '\u2013', '_');
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 1023 }), { minLength: KEY_WORDS, maxLength: KEY_WORDS }),
      between,
      fc.boolean(),
      (numbers, space, large) => {
        const words = newWords(given(numbers));
        const typed = ` ${words.join(space)} `;
        expect(readWords(large ? typed.toUpperCase() : typed)).toEqual({ ok: true, value: wordsKey(words) });
      },
    ),
  );
});

const words = newWords(given([0, 1, 2, 3, 4, 5, 6]));

it('the order counts', () => {
  expect(readWords([...words].reverse().join(' '))).not.toEqual(readWords(words.join(' ')));
});

it('says which word is not on the list, or how many are missing', () => {
  const fault = (typed: string) => {
    const read = readWords(typed);
    return read.ok ? '' : read.error;
  };
  expect(fault('')).toBe('Write your seven words.');
  expect(fault(' 1. – ')).toBe('Write your seven words.');
  expect(fault(words.slice(1).join(' '))).toContain('This has six words.');
  expect(fault([...words, ...words].join(' '))).toContain('This has more.');
  expect(fault([...words.slice(1), 'qqqq'].join(' '))).toContain('“qqqq” is not one of the words');
  expect(fault(`${words.join(' ')} ${'x'.repeat(5000)}`)).toContain(`“${'x'.repeat(20)}”`);
});

it('the check takes the first and the last word, or all of them, and nothing else', () => {
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  for (const typed of [`${first} ${last}`, `${first.toUpperCase()}, ${last}`, words.join('\n')])
    expect(checkFault(typed, words)).toBeUndefined();
  for (const typed of [
    '',
    first,
    `${last} ${first}`,
    `${first} ${first}`,
    'nonsense',
    words.slice(1).join(' '),
  ])
    expect(checkFault(typed, words), typed).toBeTypeOf('string');
});
