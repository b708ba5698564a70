// Fill: a word or name is missing from a sentence. Case and accents are forgiven, one wrong letter is called near.
import * as v from 'valibot';
import { itemCommon, prose } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { askedCommon, judgement, type AskedCommon, type Judgement } from './common.ts';

/** Marks the place of the missing words in an authored sentence. */
export const BLANK = '___';

/** A wrong answer that people really give, with how one comes to it. */
const trap = v.strictObject({ text: prose, why: prose });
export const fillSchema = v.strictObject({
  kind: v.literal('fill'),
  ...itemCommon,
  /** In the app's own voice, with one ___ for what is missing. */
  sentence: prose,
  /** Spellings that are right, the usual one first; case, accents and outer punctuation need not be repeated. */
  accept: v.pipe(v.array(prose), v.minLength(1), v.maxLength(8)),
  why: prose,
  traps: v.optional(v.pipe(v.array(trap), v.maxLength(4))),
});
export type FillItem = v.InferOutput<typeof fillSchema>;

export interface FillAsked extends AskedCommon {
  readonly kind: 'fill';
  /** What stands before and after the blank. */
  readonly sentence: readonly [before: string, after: string];
}

export const fillResponse = v.strictObject({
  kind: v.literal('fill'),
  text: v.pipe(v.string(), v.maxLength(120, 'write at most 120 signs')),
});
export type FillResponse = v.InferOutput<typeof fillResponse>;

export interface FillExplanation {
  readonly kind: 'fill';
  readonly sentence: readonly [before: string, after: string];
  readonly given: string | null;
  readonly match: 'right' | 'near' | 'wrong';
  readonly answer: string;
  readonly why: string;
  /** Why this very answer is a natural mistake, where the author foresaw it. */
  readonly trap: string | null;
}

const halves = ({ sentence }: FillItem): readonly [string, string] => {
  const [before = '', after = ''] = sentence.split(BLANK);
  return [before, after];
};

/** Letters that Unicode does not take apart into a letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

/** Lower case, no accents, one space between words, nothing but letters and digits at either end. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøđßæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Shorter words have too many neighbours that are other words. */
const SHORTEST_NEAR = 5;

/** Whether one letter was changed, added or left out, or two neighbours were swapped (optimal string alignment of 1). */
function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (long.length > short.length) return short.slice(i) === long.slice(i + 1);
  const swapped = short[i] === long[i + 1] && short[i + 1] === long[i];
  return short.slice(i + 1) === long.slice(i + 1) || (swapped && short.slice(i + 2) === long.slice(i + 2));
}

function matchOf(item: FillItem, text: string): FillExplanation['match'] {
  const given = folded(text);
  const right = item.accept.map(folded);
  if (right.includes(given)) return 'right';
  // A foreseen mistake that differs by one letter is that mistake, not a slip of the finger.
  if (item.traps?.some((each) => folded(each.text) === given) === true) return 'wrong';
  return right.some((word) => word.length >= SHORTEST_NEAR && isOneEdit(word, given)) ? 'near' : 'wrong';
}

export const ask = (item: FillItem): FillAsked => ({
  kind: 'fill',
  ...askedCommon(item),
  sentence: halves(item),
});

/** There is nothing to shuffle. */
export const arrange = (asked: FillAsked): FillAsked => asked;

export const refuse = (_asked: FillAsked, response: FillResponse): Refusal | null =>
  folded(response.text) === '' ? refusal('incomplete_response', 'Write the missing word.') : null;

/** One point for an accepted spelling, half a point for one that differs from it by one letter. */
export function judge(item: FillItem, response: FillResponse): Judgement {
  const points = { right: 1, near: 0.5, wrong: 0 }[matchOf(item, response.text)];
  return judgement(points, points === 1 ? 1 : 0, 1);
}

export function explain(item: FillItem, response: FillResponse | null): FillExplanation {
  const given = response?.text ?? null;
  return {
    kind: 'fill',
    sentence: halves(item),
    given,
    match: given === null ? 'wrong' : matchOf(item, given),
    answer: item.accept[0] ?? '',
    why: item.why,
    trap: item.traps?.find((each) => given !== null && folded(each.text) === folded(given))?.why ?? null,
  };
}

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: FillAsked): FillResponse => ({
  kind: 'fill',
  text: asked.id,
});
