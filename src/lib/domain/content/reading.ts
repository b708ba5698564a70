// What the reading pages show: the text, and beside it parallel accounts, a timeline and what came after.
import type { Reference, Source } from './compiled.ts';
import type { Claim, CourseEvent, Epilogue, Omission } from './schema.ts';
import type { Side } from './vocabulary.ts';

/** The pages of a course beside its activities, by their names in addresses. */
export const SOURCE_PAGES = ['source', 'accounts', 'timeline', 'epilogue'] as const;
export type SourcePageName = (typeof SOURCE_PAGES)[number];

/** Something with the outside sources themselves, where the authored form has their keys. */
export type Referred<T> = Omit<T, 'references'> & { readonly references: readonly Reference[] };

export type Correction = Referred<Source['corrections'][number]>;
export type LeftOut = Referred<Omission>;
export type DatedEvent = Referred<CourseEvent>;
export type LaterItem = Referred<Epilogue['items'][number]>;

/** A forecast never comes without the claim it is: the words, and whose they are. */
export type TracedForecast = Referred<Omit<Epilogue['forecasts'][number], 'claim' | 'after'>> & {
  readonly claim: Claim;
  readonly after: readonly Pick<LaterItem, 'id' | 'title' | 'when'>[];
};

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

/** The fields of an address. */
interface Asked {
  readonly get: (name: string) => string | null;
}

/** The mark that an address asks for, kept inside its paragraph; null when it names none that exists. */
export function markOf(paragraphs: readonly string[], asked: Asked): Mark | null {
  const [p, from, to] = ['p', 'from', 'to'].map((name) => whole(asked.get(name)));
  const text = paragraphs[(p ?? 0) - 1];
  if (p == null || text === undefined || from == null || to == null) return null;
  const end = Math.min(to, text.length);
  return from < end ? { p, from, to: end } : null;
}
