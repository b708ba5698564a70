// Multiple select: two or more right options; wrong ticks cost. Schema, public view, judge and explanation.
import * as v from 'valibot';
import { itemCommon } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';
import { option, type ExplainedOption } from './single.ts';

export const multipleSchema = v.strictObject({
  kind: v.literal('multiple'),
  ...itemCommon,
  options: v.pipe(v.array(option), v.minLength(3), v.maxLength(4, 'at most four options')),
});
export type MultipleItem = v.InferOutput<typeof multipleSchema>;

export interface MultipleAsked extends AskedCommon {
  readonly kind: 'multiple';
  /** How many options are right: the legend says so. */
  readonly choose: number;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}
export const multipleResponse = v.strictObject({ kind: v.literal('multiple'), choices: v.array(v.string()) });
export type MultipleResponse = v.InferOutput<typeof multipleResponse>;
export interface MultipleExplanation {
  readonly kind: 'multiple';
  readonly options: readonly ExplainedOption[];
}

const keys = (item: MultipleItem): string[] => item.options.filter((o) => o.right === true).map((o) => o.id);

export const ask = (item: MultipleItem): MultipleAsked => ({
  kind: 'multiple',
  ...askedCommon(item),
  choose: keys(item).length,
  options: item.options.map(({ id, text }) => ({ id, text })),
});

export const arrange = (asked: MultipleAsked, seed: string): MultipleAsked => ({
  ...asked,
  options: shuffled(asked.options, `${seed}/${asked.id}`),
});

export function refuse(asked: MultipleAsked, response: MultipleResponse): Refusal | null {
  if (response.choices.length === 0) return refusal('incomplete_response', 'Tick at least one option.');
  if (new Set(response.choices).size < response.choices.length)
    return refusal('malformed_response', 'An option was sent twice: tick each at most once.');
  return unknownId(
    asked.id,
    response.choices,
    asked.options.map((o) => o.id),
  );
}

/** max((right − wrong) / k, 0), k being the number of keys: the rule of the product, stated to the learner. */
export function judge(item: MultipleItem, response: MultipleResponse): Judgement {
  const key = keys(item);
  const right = response.choices.filter((id) => key.includes(id)).length;
  const wrong = response.choices.length - right;
  return judgement(Math.max((right - wrong) / key.length, 0), right, key.length);
}

export const explain = (item: MultipleItem, response: MultipleResponse | null): MultipleExplanation => ({
  kind: 'multiple',
  options: item.options.map((o) => ({
    id: o.id,
    text: o.text,
    why: o.why,
    chosen: response?.choices.includes(o.id) ?? false,
    right: o.right === true,
  })),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: MultipleAsked): MultipleResponse => ({
  kind: 'multiple',
  choices: asked.options.slice(0, asked.choose).map(({ id }) => id),
});
