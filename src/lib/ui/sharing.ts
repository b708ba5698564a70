// What is handed to the share sheet: words that name nobody who plays, and an address that anybody may open.
import { passageHref, type AttemptHead } from '#lib/domain/content/cards.ts';
import { parseProse } from '#lib/domain/content/prose.ts';
import type { Claim } from '#lib/domain/content/schema.ts';
import { count, dateWords, points, SIDE_NAMES } from './words.ts';

export interface Shared {
  readonly text: string;
  /** A path of this app. */
  readonly path: string;
}

type Played = Pick<AttemptHead, 'course' | 'activity' | 'title' | 'form' | 'scored'>;

/** A result: what was played and the score, with the address of what was played and never of the attempt. */
export const resultShared = (
  { course, activity, title, form, scored }: Played,
  score: { readonly points: number; readonly max: number },
): Shared => {
  const came = `${points(score.points)} of ${count(score.max, 'point')}, in ${form === 'open' ? 'practice' : 'a test'}`;
  return {
    text: `${title}: ${scored ? came : 'played to the end, unscored'}.`,
    path: `/courses/${course}/${activity}`,
  };
};

/** Prose without its pointers: beside it stands where the words are. */
const spoken = (prose: string): string =>
  parseProse(prose)
    .flatMap((part) => (part.kind === 'text' ? [part.text] : part.kind === 'cite' ? [] : [`“${part.text}”`]))
    .join('')
    .trim();

/** A claim of the article: its words as printed, never without whose they are and where they stand. */
export const claimShared = (
  course: string,
  title: string,
  { cite, speaker, claimant, tag, as_of }: Claim,
): Shared => ({
  text: `“${cite.quote}” – ${spoken(speaker)} (${SIDE_NAMES[claimant]}); ${tag}, as of ${dateWords(as_of)}. “${title}”, paragraph ${cite.p}`,
  path: passageHref(course, cite.p, cite.at),
});
