// Class codes: six characters that are not taken for one another on a blackboard, however they are typed.

/**
 * 21 signs: without 0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B and U/V, and without the vowels, so that no code is a word. (6 stays,
 * for G is gone, and V for U.) Six of them are 21⁶ = 85,766,121 codes, 26.4 bits.
 */
export const CODE_ALPHABET = 'CDFHJKMNPQRTVWXY34679';
export const CODE_LENGTH = 6;

/** A code from chance: `below(n)` gives a whole number from 0 to n − 1, each as likely as the others. */
export const newCode = (below: (n: number) => number): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET.charAt(below(CODE_ALPHABET.length))).join('');

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

/** The code that was meant, or null when it can be none: any case, with spaces, hyphens and Cyrillic lookalikes. */
export function readCode(typed: string): string | null {
  const signs = [
    ...typed
      .normalize('NFC')
      .toUpperCase()
      .replaceAll(/[\s\p{Pd}._]/gu, ''),
  ].map((sign) => LOOKALIKES[sign] ?? sign);
  return signs.length === CODE_LENGTH && signs.every((sign) => CODE_ALPHABET.includes(sign))
    ? signs.join('')
    : null;
}

/** As it is written on the board: `K7M 4QX`. */
export const codeWords = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
