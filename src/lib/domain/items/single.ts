// Single choice: one right option of two to four. Schema, public view, judge and explanation.
import * as v from 'valibot';
import { itemCommon, prose, slug } from '../content/parts.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const option = v.strictObject({
  id: slug,
  text: prose,
  right: v.optional(v.literal(true)),
  /** Why it is right, or how one might come to think it. */
  why: prose,
});

export const singleSchema = v.strictObject({
  kind: v.literal('single'),
  ...itemCommon,
  options: v.pipe(v.array(option), v.minLength(2), v.maxLength(4, 'at most four options')),
});
export type SingleItem = v.InferOutput<typeof singleSchema>;

export interface SingleAsked extends AskedCommon {
  readonly kind: 'single';
  readonly options: readonly { readonly id: string; readonly text: string }[];
}
export const singleResponse = v.strictObject({ kind: v.literal('single'), choice: v.string() });
export type SingleResponse = v.InferOutput<typeof singleResponse>;

/** One option as shown after the answer; `chosen` and `right` are both said in words by the component. */
export interface ExplainedOption {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly chosen: boolean;
  readonly right: boolean;
}
export interface SingleExplanation {
  readonly kind: 'single';
  readonly options: readonly ExplainedOption[];
}

/** The question without its key; the order is the author's until `arrange` shuffles it for one attempt. */
export const ask = (item: SingleItem): SingleAsked => ({
  kind: 'single',
  ...askedCommon(item),
  options: item.options.map(({ id, text }) => ({ id, text })),
});

export const arrange = (asked: SingleAsked, seed: string): SingleAsked => ({
  ...asked,
  options: shuffled(asked.options, `${seed}/${asked.id}`),
});

/** Null when the response can be taken, else why not. */
export const refuse = (asked: SingleAsked, response: SingleResponse): Refusal | null =>
  unknownId(
    asked.id,
    [response.choice],
    asked.options.map((o) => o.id),
  );

/** One point for the right option, none otherwise. */
export function judge(item: SingleItem, response: SingleResponse): Judgement {
  const right = item.options.some((o) => o.right === true && o.id === response.choice) ? 1 : 0;
  return judgement(right, right, 1);
}

export const explain = (item: SingleItem, response: SingleResponse | null): SingleExplanation => ({
  kind: 'single',
  options: item.options.map((o) => ({
    id: o.id,
    text: o.text,
    why: o.why,
    chosen: o.id === response?.choice,
    right: o.right === true,
  })),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: SingleAsked): SingleResponse => ({
  kind: 'single',
  choice: asked.options[0]?.id ?? '',
});
