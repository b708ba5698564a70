// Spot: mark the loaded phrases in a passage; phrases that only report are decoys. Schema, view, judge, explanation.
import * as v from 'valibot';
import { itemCommon, passage, prose, slug } from '../content/parts.ts';
import type { Passage } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { askedCommon, flagsOf, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const spotSchema = v.strictObject({
  kind: v.literal('spot'),
  ...itemCommon,
  /** The passage that is printed; every phrase lies inside it. */
  passage,
  /** In the order of the text. Those without "loaded: true" are decoys. */
  phrases: v.pipe(
    v.array(
      v.strictObject({ id: slug, ...passage.entries, loaded: v.optional(v.literal(true)), why: prose }),
    ),
    v.minLength(4),
    v.maxLength(10),
  ),
});
export type SpotItem = v.InferOutput<typeof spotSchema>;

export interface SpotPhrase {
  readonly id: string;
  readonly cite: Passage;
}
export interface SpotAsked extends AskedCommon {
  readonly kind: 'spot';
  readonly passage: Passage;
  readonly phrases: readonly SpotPhrase[];
  /** How many phrases are loaded: the page says so. */
  readonly choose: number;
}

export const spotResponse = v.strictObject({ kind: v.literal('spot'), marked: v.array(v.string()) });
export type SpotResponse = v.InferOutput<typeof spotResponse>;

export interface SpotExplanation {
  readonly kind: 'spot';
  readonly passage: Passage;
  readonly phrases: readonly (SpotPhrase & {
    readonly loaded: boolean;
    readonly marked: boolean;
    readonly why: string;
  })[];
}

const phrase = ({ id, p, at, quote }: SpotItem['phrases'][number]): SpotPhrase => ({
  id,
  cite: { p, at, quote },
});
const isLoaded = ({ loaded }: SpotItem['phrases'][number]): boolean => loaded === true;

export const ask = (item: SpotItem): SpotAsked => ({
  kind: 'spot',
  ...askedCommon(item),
  passage: item.passage,
  phrases: item.phrases.map(phrase),
  choose: item.phrases.filter(isLoaded).length,
});

/** The phrases stand in their sentence: there is nothing to shuffle. */
export const arrange = (asked: SpotAsked): SpotAsked => asked;

export function refuse(asked: SpotAsked, { marked }: SpotResponse): Refusal | null {
  if (marked.length === 0) return refusal('incomplete_response', 'Mark at least one phrase.');
  if (new Set(marked).size < marked.length)
    return refusal('malformed_response', 'A phrase was sent twice: mark each at most once.');
  return unknownId(
    asked.id,
    marked,
    asked.phrases.map(({ id }) => id),
  );
}

/** max((hits − false alarms) / k, 0), k being the number of loaded phrases: as for multiple select. */
export function judge(item: SpotItem, { marked }: SpotResponse): Judgement {
  const flags = flagsOf(item.phrases, isLoaded, ({ id }) => marked.includes(id));
  const points = Math.max((flags.hits - flags.falseAlarms) / flags.signals, 0);
  return judgement(points, flags.hits, flags.signals, flags);
}

export const explain = (item: SpotItem, response: SpotResponse | null): SpotExplanation => ({
  kind: 'spot',
  passage: item.passage,
  phrases: item.phrases.map((each) => ({
    ...phrase(each),
    loaded: isLoaded(each),
    marked: response?.marked.includes(each.id) ?? false,
    why: each.why,
  })),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: SpotAsked): SpotResponse => ({
  kind: 'spot',
  marked: asked.phrases.slice(0, asked.choose).map(({ id }) => id),
});
