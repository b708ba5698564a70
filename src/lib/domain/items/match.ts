// Match: each entry on the left gets one of the answers on the right; at least one answer is left over.
import * as v from 'valibot';
import { itemCommon, passage, prose, side, slug } from '../content/parts.ts';
import type { Passage } from '../content/parts.ts';
import type { Side } from '../content/vocabulary.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const matchSchema = v.strictObject({
  kind: v.literal('match'),
  ...itemCommon,
  /** What the answers are, in the singular: "speaker", "neutral wording". */
  answer_name: prose,
  answers: v.pipe(
    v.array(v.strictObject({ id: slug, text: prose, side: v.optional(side) })),
    v.minLength(3),
    v.maxLength(6),
  ),
  pairs: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        /** The words to match: a passage of the source, or text in the app's own voice. */
        quote: v.optional(passage),
        text: v.optional(prose),
        answer: slug,
        why: prose,
      }),
    ),
    v.minLength(2),
    v.maxLength(5),
  ),
});
export type MatchItem = v.InferOutput<typeof matchSchema>;

export interface MatchAnswer {
  readonly id: string;
  readonly text: string;
  readonly side?: Side | undefined;
}
export interface MatchLeft {
  readonly id: string;
  readonly quote?: Passage | undefined;
  readonly text?: string | undefined;
}
export interface MatchAsked extends AskedCommon {
  readonly kind: 'match';
  readonly answer_name: string;
  readonly lefts: readonly MatchLeft[];
  readonly answers: readonly MatchAnswer[];
}
/** `pairs` gives the chosen answer for each left entry. */
export const matchResponse = v.strictObject({
  kind: v.literal('match'),
  pairs: v.array(v.strictObject({ left: v.string(), answer: v.string() })),
});
export type MatchResponse = v.InferOutput<typeof matchResponse>;
export interface MatchExplanation {
  readonly kind: 'match';
  readonly pairs: readonly (MatchLeft & {
    readonly given: MatchAnswer | null;
    readonly answer: MatchAnswer;
    readonly right: boolean;
    readonly why: string;
  })[];
}

const left = ({ id, quote, text }: MatchItem['pairs'][number]): MatchLeft => ({
  id,
  ...(quote === undefined ? {} : { quote }),
  ...(text === undefined ? {} : { text }),
});

/** The two lists without their pairing; answers by id, so that the author's order gives nothing away. */
export const ask = (item: MatchItem): MatchAsked => ({
  kind: 'match',
  ...askedCommon(item),
  answer_name: item.answer_name,
  lefts: item.pairs.map(left),
  answers: [...item.answers].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

export const arrange = (asked: MatchAsked, seed: string): MatchAsked => ({
  ...asked,
  lefts: shuffled(asked.lefts, `${seed}/${asked.id}/left`),
  answers: shuffled(asked.answers, `${seed}/${asked.id}/right`),
});

export function refuse(asked: MatchAsked, response: MatchResponse): Refusal | null {
  const lefts = response.pairs.map((p) => p.left);
  const stray =
    unknownId(
      asked.id,
      lefts,
      asked.lefts.map((l) => l.id),
    ) ??
    unknownId(
      asked.id,
      response.pairs.map((p) => p.answer),
      asked.answers.map((a) => a.id),
    );
  if (stray !== null) return stray;
  if (new Set(lefts).size < lefts.length)
    return refusal('malformed_response', 'One entry was matched twice: choose one answer for each.');
  return lefts.length < asked.lefts.length
    ? refusal('incomplete_response', `Choose a ${asked.answer_name} for each entry.`)
    : null;
}

/** Entries with their right answer divided by entries. */
export function judge(item: MatchItem, response: MatchResponse): Judgement {
  const given = new Map(response.pairs.map((p) => [p.left, p.answer]));
  const right = item.pairs.filter((p) => given.get(p.id) === p.answer).length;
  return judgement(right / item.pairs.length, right, item.pairs.length);
}

export function explain(item: MatchItem, response: MatchResponse | null): MatchExplanation {
  const answer = (id: string | undefined): MatchAnswer | null =>
    item.answers.find((a) => a.id === id) ?? null;
  return {
    kind: 'match',
    pairs: item.pairs.map((pair) => {
      const given = answer(response?.pairs.find((p) => p.left === pair.id)?.answer);
      return {
        ...left(pair),
        given,
        answer: answer(pair.answer) ?? { id: pair.answer, text: pair.answer },
        right: given?.id === pair.answer,
        why: pair.why,
      };
    }),
  };
}

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: MatchAsked): MatchResponse => ({
  kind: 'match',
  pairs: asked.lefts.map(({ id }, i) => ({ left: id, answer: asked.answers[i]?.id ?? '' })),
});
