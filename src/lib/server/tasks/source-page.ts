// The source reader: the text as printed with its card, the corrections of its translation, and who says what in it.
import type { Course, Source } from '#lib/domain/content/compiled.ts';
import type { Correction, LeftOut } from '#lib/domain/content/reading.ts';
import type { Claim } from '#lib/domain/content/schema.ts';
import { wordsIn } from '#lib/domain/content/text.ts';
import { SIDES, type Side } from '#lib/domain/content/vocabulary.ts';
import { referring } from './references.ts';

/** The words to open at: offsets in the paragraph, as a passage has them. */
export interface Mark {
  readonly p: number;
  readonly from: number;
  readonly to: number;
}
export interface SourcePage {
  readonly course: { readonly id: string; readonly title: string };
  readonly source: Omit<Source, 'corrections'>;
  readonly corrections: readonly Correction[];
  readonly omissions: readonly LeftOut[];
  readonly claims: readonly Claim[];
  readonly mark: Mark | null;
  /** Words inside quotation marks, by the side they are ascribed to; sides that are not quoted are listed with 0. */
  readonly quotedWords: readonly { readonly side: Side; readonly words: number }[];
  /** Words of the whole text. */
  readonly allWords: number;
}

/** Whole numbers of at most six digits; anything else is no number. */
const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;

/** The mark that an address asks for, kept inside its paragraph; null when it names none that exists. */
export function markOf(paragraphs: readonly string[], asked: URLSearchParams): Mark | null {
  const [p, from, to] = ['p', 'from', 'to'].map((name) => whole(asked.get(name)));
  const text = paragraphs[(p ?? 0) - 1];
  if (p == null || text === undefined || from == null || to == null) return null;
  const end = Math.min(to, text.length);
  return from < end ? { p, from, to: end } : null;
}

/** Every stretch between quotation marks, straight or typographic: [first, end) without the marks. */
const quotations = (text: string): [number, number][] =>
  [...text.matchAll(/"([^"]*)"|“([^”]*)”|«([^»]*)»/g)].map((m) => [m.index + 1, m.index + m[0].length - 1]);

/**
 * Quoted words by side: the words of each quotation that lie within a claim ascribed to a named person or a group.
 * A quotation that several claims of one side share is counted once.
 */
function quotedWords(paragraphs: readonly string[], claims: readonly Claim[]): SourcePage['quotedWords'] {
  const ascribed = claims.filter(({ attribution }) => attribution === 'named' || attribution === 'group');
  return SIDES.filter((side) => side !== 'article').map((side) => {
    const counted = new Set<string>();
    for (const { claimant, cite } of ascribed) {
      if (claimant !== side) continue;
      const text = paragraphs[cite.p - 1] ?? '';
      for (const [first, end] of quotations(text))
        for (const { word, from } of wordsIn(text.slice(first, end)))
          if (first + from >= cite.at[0] && first + from + word.length <= cite.at[1])
            counted.add(`${cite.p} ${first + from}`);
    }
    return { side, words: counted.size };
  });
}

export function sourcePage(course: Course, asked: URLSearchParams): SourcePage {
  const { corrections, ...source } = course.printed;
  return {
    course: { id: course.id, title: course.title },
    source,
    corrections: corrections.map(referring(course)),
    omissions: course.omissions.map(referring(course)),
    claims: course.claims,
    mark: markOf(source.paragraphs, asked),
    quotedWords: quotedWords(source.paragraphs, course.claims),
    allWords: source.paragraphs.reduce((sum, text) => sum + wordsIn(text).length, 0),
  };
}
