// Classify: each of several passages gets one of the four tags of reading. Schema, public view, judge and explanation.
import * as v from 'valibot';
import { itemCommon, passage, prose, slug } from '../content/parts.ts';
import type { Passage } from '../content/parts.ts';
import { READING_TAGS, type ReadingTag } from '../content/vocabulary.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, flagsOf, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const classifySchema = v.strictObject({
  kind: v.literal('classify'),
  ...itemCommon,
  passages: v.pipe(
    v.array(v.strictObject({ id: slug, ...passage.entries, tag: v.picklist(READING_TAGS), why: prose })),
    v.minLength(3),
    v.maxLength(6),
  ),
});
export type ClassifyItem = v.InferOutput<typeof classifySchema>;

export interface ClassifyPassage {
  readonly id: string;
  readonly cite: Passage;
}
export interface ClassifyAsked extends AskedCommon {
  readonly kind: 'classify';
  readonly passages: readonly ClassifyPassage[];
}

export const classifyResponse = v.strictObject({
  kind: v.literal('classify'),
  tags: v.array(v.strictObject({ passage: v.string(), tag: v.picklist(READING_TAGS) })),
});
export type ClassifyResponse = v.InferOutput<typeof classifyResponse>;

export interface ClassifyExplanation {
  readonly kind: 'classify';
  readonly passages: readonly (ClassifyPassage & {
    readonly given: ReadingTag | null;
    readonly tag: ReadingTag;
    readonly right: boolean;
    readonly why: string;
  })[];
}

const shown = ({ id, p, at, quote }: ClassifyItem['passages'][number]): ClassifyPassage => ({
  id,
  cite: { p, at, quote },
});

/** The passages without their tags, in the order of the text until `arrange` shuffles them for one attempt. */
export const ask = (item: ClassifyItem): ClassifyAsked => ({
  kind: 'classify',
  ...askedCommon(item),
  passages: item.passages.map(shown),
});

export const arrange = (asked: ClassifyAsked, seed: string): ClassifyAsked => ({
  ...asked,
  passages: shuffled(asked.passages, `${seed}/${asked.id}`),
});

export function refuse(asked: ClassifyAsked, response: ClassifyResponse): Refusal | null {
  const tagged = response.tags.map((each) => each.passage);
  const known = asked.passages.map(({ id }) => id);
  const stray = unknownId(asked.id, tagged, known);
  if (stray !== null) return stray;
  if (new Set(tagged).size < tagged.length)
    return refusal('malformed_response', 'One passage was tagged twice: choose one tag for each.');
  return tagged.length < known.length
    ? refusal('incomplete_response', 'Choose a tag for each passage.')
    : null;
}

/** Opinion and forecast are judgements; a fact to check and an attributed statement could be looked up. */
const isJudgement = (tag: ReadingTag | undefined): boolean => tag === 'opinion' || tag === 'forecast';

/** Passages with their right tag divided by passages; flags count judgements told from reports. */
export function judge(item: ClassifyItem, response: ClassifyResponse): Judgement {
  const given = new Map(response.tags.map((each) => [each.passage, each.tag]));
  const right = item.passages.filter(({ id, tag }) => given.get(id) === tag).length;
  const flags = flagsOf(
    item.passages,
    ({ tag }) => isJudgement(tag),
    ({ id }) => isJudgement(given.get(id)),
  );
  return judgement(right / item.passages.length, right, item.passages.length, flags);
}

export const explain = (item: ClassifyItem, response: ClassifyResponse | null): ClassifyExplanation => ({
  kind: 'classify',
  passages: item.passages.map((each) => {
    const given = response?.tags.find(({ passage: id }) => id === each.id)?.tag ?? null;
    return { ...shown(each), given, tag: each.tag, right: given === each.tag, why: each.why };
  }),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: ClassifyAsked): ClassifyResponse => ({
  kind: 'classify',
  tags: asked.passages.map(({ id }) => ({ passage: id, tag: 'opinion' })),
});
