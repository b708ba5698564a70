// A key of words, written on paper, that opens an account without an e-mail address: making one, and reading what is typed.
import type { Chance } from '../classes/code.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { WORD_LIST } from './word-list.ts';

/**
 * Seven words of 1024, each as likely as the others at each place: 7 × log2(1024) = 70 bits. A wrong key keeps the next
 * from its address waiting for two seconds, so a thousand addresses that guess at 10,000 accounts at once try 500 a
 * second and need 2^70 / 10^4 / 500 s = 7 million years for one of them. Whoever has stolen the database and tries 10^11
 * a second needs 2^70 / 10^11 s = 370 years for a given account, so one plain sha256 is kept, as of cards.
 */
export const KEY_WORDS = 7;

export const newWords = (below: Chance): string[] =>
  Array.from({ length: KEY_WORDS }, () => WORD_LIST[below(WORD_LIST.length)] ?? '');

/** The one way in which a key is written where it is compared or hashed. */
export const wordsKey = (words: readonly string[]): string => words.join('-');

const LISTED: ReadonlySet<string> = new Set(WORD_LIST);
const LONGEST = Math.max(...WORD_LIST.map(({ length }) => length));

/** The listed words that these letters are made of, one after the other; null when they are not. No word begins another. */
function spelled(letters: string): string[] | null {
  const words: string[] = [];
  for (let at = 0; at < letters.length;) {
    const lengths = Array.from({ length: LONGEST }, (_, i) => i + 1);
    const word = lengths.map((length) => letters.slice(at, at + length)).find((part) => LISTED.has(part));
    if (word === undefined) return null;
    words.push(word);
    at += word.length;
  }
  return words;
}

/** More than any key is long; the rest is not read. */
const MOST_TYPED = 400;
const SHOWN = 20;

/**
 * The words that were typed, in any case, with spaces, hyphens, numbers, line breaks or nothing between them; or a
 * sentence that says what is wrong. It tells only what the list says, which is no secret.
 */
function listed(typed: string): Result<string[], string> {
  const parts = typed
    .slice(0, MOST_TYPED)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((part) => part !== '');
  const words = spelled(parts.join(''));
  if (words !== null) return ok(words);
  const strange = parts.find((part) => spelled(part) === null) ?? parts.join(' ');
  return err(`“${[...strange].slice(0, SHOWN).join('')}” is not one of the words. Look at it once more.`);
}

const NUMBERS = ['no words', 'one word', 'two words', 'three words', 'four words', 'five words', 'six words'];

/** The key, written in its one way, or what is wrong with what was typed. */
export function readWords(typed: string): Result<string, string> {
  const words = listed(typed);
  if (!words.ok) return words;
  const { length } = words.value;
  if (length === KEY_WORDS) return ok(wordsKey(words.value));
  return err(
    length === 0
      ? 'Write your seven words.'
      : `A key has seven words, in their order. This has ${NUMBERS[length] ?? 'more'}.`,
  );
}

/**
 * Whether somebody has these words before them: the first and the last of them, or all. What is wrong, or undefined. A
 * page that was loaded anew shows other words than those on the paper.
 */
export function checkFault(typed: string, words: readonly string[]): string | undefined {
  const read = listed(typed);
  if (!read.ok) return read.error;
  if (read.value.length === 0) return 'Write the first and the last word, from what you wrote down.';
  const key = wordsKey(read.value);
  return key === wordsKey(words) || key === wordsKey([words[0] ?? '', words.at(-1) ?? ''])
    ? undefined
    : 'These are not the first and the last of the words above. Write down the words above.';
}
