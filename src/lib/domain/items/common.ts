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

/** Points from 0 to 1, and how many parts of how many were right, as told to the learner. */
export interface Judgement {
  readonly points: number;
  readonly verdict: Verdict;
  readonly right: number;
  readonly of: number;
}

export const judgement = (points: number, right: number, of: number): Judgement => ({
  points,
  verdict: points === 1 ? 'right' : points > 0 ? 'partly right' : 'wrong',
  right,
  of,
});

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
