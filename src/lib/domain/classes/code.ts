// Class codes and the keys of cards: characters that are not taken for one another on a blackboard, however they are typed.

/**
 * 21 signs: without 0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B and U/V, and without the vowels, so that no code is a word. (6 stays,
 * for G is gone, and V for U.) Six of them are 21⁶ = 85,766,121 codes, 26.4 bits.
 */
export const CODE_ALPHABET = 'CDFHJKMNPQRTVWXY34679';
export const CODE_LENGTH = 6;

/** The key of a pupil's card: 88 bits, and still short enough to be typed from paper. */
export const KEY_LENGTH = 20;

/** A whole number from 0 to n − 1, each as likely as the others. */
export type Chance = (n: number) => number;

const drawn = (length: number, below: Chance): string =>
  Array.from({ length }, () => CODE_ALPHABET.charAt(below(CODE_ALPHABET.length))).join('');

export const newCode = (below: Chance): string => drawn(CODE_LENGTH, below);
export const newKey = (below: Chance): string => drawn(KEY_LENGTH, below);

/** What a Cyrillic keyboard writes for the same shapes. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  С: 'C',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
};

/** What was meant, or null when it can be none: any case, with spaces, hyphens and Cyrillic lookalikes. */
function read(typed: string, length: number): string | null {
  const signs = [
    ...typed
      .normalize('NFC')
      .toUpperCase()
      .replaceAll(/[\s\p{Pd}._]/gu, ''),
  ].map((sign) => LOOKALIKES[sign] ?? sign);
  return signs.length === length && signs.every((sign) => CODE_ALPHABET.includes(sign))
    ? signs.join('')
    : null;
}

export const readCode = (typed: string): string | null => read(typed, CODE_LENGTH);
export const readKey = (typed: string): string | null => read(typed, KEY_LENGTH);

/** As it is printed, in groups of four: `K7M4-QXCD-…`. */
export const keyWords = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1-');

/** As it is written on the board: `K7M 4QX`. */
export const codeWords = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
