// Codes are read however they are typed, and made from every sign of the alphabet.
import { expect, it } from 'vitest';
import { CODE_ALPHABET, codeWords, keyWords, newCode, newKey, readCode, readKey } from './code.ts';

it('a code is read in any case, with spaces, hyphens or dashes, and from a Cyrillic keyboard', () => {
  for (const typed of [
    'K7M4QX',
    'k7m4qx',
    ' K7M 4QX ',
    'k7m-4qx',
    'K7M–4QX',
    'k 7 m 4 q x',
    'К7М4QХ',
    'к7м 4qх',
  ])
    expect(readCode(typed), typed).toBe('K7M4QX');
});

it('what is too short, too long or has another sign is no code', () => {
  for (const typed of ['', 'K7M4Q', 'K7M4QXX', 'K7M4QO', 'K7M4Q1', 'K7M4Q?', '😀7M4QX'])
    expect(readCode(typed), typed).toBeNull();
});

it('a new code takes each sign as chance says, and is read back from the board', () => {
  const numbers = [0, 20, 7, 3, 11, 16];
  const code = newCode((n) => {
    expect(n).toBe(CODE_ALPHABET.length);
    return numbers.shift() ?? 0;
  });
  expect(code).toBe('C9NHT3');
  expect(codeWords(code)).toBe('C9N HT3');
  expect(readCode(codeWords(code))).toBe(code);
});

it('the key of a card is printed in groups of four and read back however it is typed', () => {
  let next = 0;
  const key = newKey((n) => next++ % n);
  expect(keyWords(key)).toBe('CDFH-JKMN-PQRT-VWXY-3467');
  for (const typed of [key, keyWords(key), keyWords(key).toLowerCase(), 'cdfh jkmn pqrt vwxy 3467'])
    expect(readKey(typed), typed).toBe(key);
  expect(readKey(key.slice(1))).toBeNull();
});

it('no sign of the alphabet is easily taken for another', () => {
  for (const pair of ['0O', '1I', '1L', 'IL', '2Z', '5S', '6G', '8B', 'UV'])
    expect([...pair].filter((sign) => CODE_ALPHABET.includes(sign)).length, pair).toBeLessThan(2);
  expect(new Set(CODE_ALPHABET).size).toBe(21);
});
