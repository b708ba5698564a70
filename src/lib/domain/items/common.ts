// What all item kinds share: the judgement, the explanation's skeleton, and refusing ids a question does not have.
import { refusal, type Refusal } from '../kernel/refusal.ts';
import type { Citation, Passage } from '../content/parts.ts';
import type { Pool, Skill } from '../content/vocabulary.ts';

/** The public part of an item: what a browser may receive before the answer is locked. */
export interface AskedCommon {
  readonly id: string;
  readonly skill: Skill;
  readonly stem: string;
  readonly hint?: string | undefined;
  readonly show?: Passage | undefined;
}

/** The authored fields every kind has beside its own. */
export interface ItemCommon extends AskedCommon {
  readonly pool: Pool;
  readonly fact: string;
  readonly cites: readonly Citation[];
  readonly absent?: readonly string[] | undefined;
  readonly habit?: string | undefined;
  readonly tellings?: string | undefined;
  readonly references?: readonly string[] | undefined;
}

/** The fields of `ItemCommon` that may be shown with the question. Written out one by one: nothing slips through. */
export const askedCommon = (item: ItemCommon): AskedCommon => ({
  id: item.id,
  skill: item.skill,
  stem: item.stem,
  ...(item.hint === undefined ? {} : { hint: item.hint }),
  ...(item.show === undefined ? {} : { show: item.show }),
});

export type Verdict = 'right' | 'partly right' | 'wrong';

/**
 * Signal detection over one set of statements or phrases (Green and Swets 1966): of `signals` that should be flagged
 * (loaded, unsupported, a judgement) `hits` were, of `noise` that should not be flagged `falseAlarms` were.
 */
export interface Flags {
  readonly hits: number;
  readonly signals: number;
  readonly falseAlarms: number;
  readonly noise: number;
}

/** Points from 0 to 1, and how many parts of how many were right, as told to the learner. */
export interface Judgement {
  readonly points: number;
  readonly verdict: Verdict;
  readonly right: number;
  readonly of: number;
  /** Only for kinds that judge statements or phrases. */
  readonly flags?: Flags | undefined;
}

export const judgement = (points: number, right: number, of: number, flags?: Flags): Judgement => ({
  points,
  verdict: points === 1 ? 'right' : points > 0 ? 'partly right' : 'wrong',
  right,
  of,
  ...(flags === undefined ? {} : { flags }),
});

/** Counts flags: `parts` are all that could be flagged, `isSignal` those that should be, `flagged` those that were. */
export function flagsOf<T>(
  parts: readonly T[],
  isSignal: (part: T) => boolean,
  flagged: (part: T) => boolean,
): Flags {
  const signals = parts.filter(isSignal);
  const noise = parts.filter((part) => !isSignal(part));
  return {
    hits: signals.filter(flagged).length,
    signals: signals.length,
    falseAlarms: noise.filter(flagged).length,
    noise: noise.length,
  };
}

/** Refuses the first id that is not among `known`. */
export function unknownId(item: string, given: readonly string[], known: readonly string[]): Refusal | null {
  const stray = given.find((id) => !known.includes(id));
  return stray === undefined
    ? null
    : refusal(
        'unknown_option',
        `"${stray.slice(0, 40)}" is not part of ${item}: choose from ${known.join(', ')}.`,
      );
}
