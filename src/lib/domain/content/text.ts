// The source text: its paragraphs, where words stand in it, and when two spellings of a quotation are the same.
import type { Passage } from './parts.ts';

/** Paragraph n is line n of the text; one line break at the very end begins no paragraph. */
export const paragraphsOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

/** Apostrophes and quotation marks of any shape become one, and any run of spaces one space. */
export const normalised = (words: string): string =>
  words
    .replace(/[’‘“”"']/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

export interface Place {
  readonly p: number;
  readonly at: readonly [number, number];
}

/** Every place of the exact words, in the order of the text. */
export function placesOf(paragraphs: readonly string[], words: string): Place[] {
  if (words === '') return [];
  return paragraphs.flatMap((text, i) => {
    const places: Place[] = [];
    for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + 1))
      places.push({ p: i + 1, at: [from, from + words.length] });
    return places;
  });
}

/** The printed spelling of words that differ from the text in marks, spaces or capitals alone; null if there is none. */
export function printedLike(paragraphs: readonly string[], words: string): string | null {
  const escaped = (char: string): string => char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const loose = [...normalised(words)]
    .map((c) => (c === "'" ? '[’‘“”"\']' : c === ' ' ? '\\s+' : escaped(c)))
    .join('');
  for (const text of paragraphs) {
    const found = loose === '' ? null : new RegExp(loose, 'iu').exec(text);
    if (found !== null) return found[0];
  }
  return null;
}

/** Whether quoted words stand in the text; “…” joins pieces that follow each other in one paragraph. */
export function occurs(paragraphs: readonly string[], quoted: string): boolean {
  const pieces = normalised(quoted)
    .split(/\[?…\]?/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const follow = (text: string): boolean => {
    let from = 0;
    return pieces.every((piece) => {
      const at = text.indexOf(piece, from);
      from = at + piece.length;
      return at >= 0;
    });
  };
  return pieces.length > 0 && paragraphs.some((text) => follow(normalised(text)));
}

/** Number of the first paragraph in which a word beginning with `term` occurs, capitals aside; null if none does. */
export function paragraphWith(paragraphs: readonly string[], term: string): number | null {
  const escaped = normalised(term).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const begins = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}`, 'iu');
  const at = paragraphs.findIndex((text) => begins.test(normalised(text)));
  return at < 0 ? null : at + 1;
}

/** The words of a text with the place where each begins: letters and digits, with an apostrophe, stop or hyphen inside. */
export const wordsIn = (text: string): { readonly word: string; readonly from: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)].map((match) => ({
    word: match[0],
    from: match.index,
  }));

export const isVerbatim = (paragraphs: readonly string[], { p, at, quote }: Passage): boolean =>
  paragraphs[p - 1]?.slice(at[0], at[1]) === quote;
