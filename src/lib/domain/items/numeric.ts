// Numeric: a number (a year, a count) is asked for, with a tolerance where one is stated to the learner.
import * as v from 'valibot';
import { itemCommon, prose } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { askedCommon, judgement, type AskedCommon, type Judgement } from './common.ts';

const amount = v.number();
export const numericSchema = v.strictObject({
  kind: v.literal('numeric'),
  ...itemCommon,
  /** What the number counts, in the singular: "year", "person". */
  unit: prose,
  answer: amount,
  /** How far off still counts; said to the learner beside the field. */
  tolerance: v.optional(v.pipe(amount, v.minValue(0))),
  why: prose,
  /** Wrong numbers that people really give, with how one comes to them. */
  traps: v.optional(v.pipe(v.array(v.strictObject({ value: amount, why: prose })), v.maxLength(4))),
});
export type NumericItem = v.InferOutput<typeof numericSchema>;

export interface NumericAsked extends AskedCommon {
  readonly kind: 'numeric';
  readonly unit: string;
  readonly tolerance: number;
}

/** The digits as typed: the log keeps what was written, not what was made of it. */
export const numericResponse = v.strictObject({
  kind: v.literal('numeric'),
  value: v.pipe(v.string(), v.maxLength(24, 'write at most 24 signs')),
});
export type NumericResponse = v.InferOutput<typeof numericResponse>;

export interface NumericExplanation {
  readonly kind: 'numeric';
  readonly unit: string;
  readonly given: string | null;
  readonly answer: number;
  readonly tolerance: number;
  readonly right: boolean;
  readonly why: string;
  /** Why this very number is a natural mistake, where the author foresaw it. */
  readonly trap: string | null;
}

/** The number a person wrote, or null: spaces between digits, a decimal comma and a true minus are all read. */
export function numberIn(text: string): number | null {
  const plain = text.replace(/\s/g, '').replace('−', '-').replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

const isRight = ({ answer, tolerance = 0 }: NumericItem, text: string): boolean => {
  const value = numberIn(text);
  return value !== null && Math.abs(value - answer) <= tolerance;
};

export const ask = (item: NumericItem): NumericAsked => ({
  kind: 'numeric',
  ...askedCommon(item),
  unit: item.unit,
  tolerance: item.tolerance ?? 0,
});

/** There is nothing to shuffle. */
export const arrange = (asked: NumericAsked): NumericAsked => asked;

export function refuse(_asked: NumericAsked, { value }: NumericResponse): Refusal | null {
  if (value.trim() === '') return refusal('incomplete_response', 'Write a number.');
  return numberIn(value) === null
    ? refusal('malformed_response', `"${value.slice(0, 24)}" is not a number: write it in digits.`)
    : null;
}

/** One point for the number, or one within the stated tolerance of it. */
export function judge(item: NumericItem, response: NumericResponse): Judgement {
  const right = isRight(item, response.value) ? 1 : 0;
  return judgement(right, right, 1);
}

export function explain(item: NumericItem, response: NumericResponse | null): NumericExplanation {
  const given = response === null ? null : numberIn(response.value);
  return {
    kind: 'numeric',
    unit: item.unit,
    given: response?.value ?? null,
    answer: item.answer,
    tolerance: item.tolerance ?? 0,
    right: response !== null && isRight(item, response.value),
    why: item.why,
    trap: item.traps?.find((trap) => trap.value === given)?.why ?? null,
  };
}

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: NumericAsked): NumericResponse => ({
  kind: 'numeric',
  value: String(asked.tolerance),
});
