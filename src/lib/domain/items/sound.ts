// Sound or not: each of several statements is judged by one of two words. Schema, public view, judge and explanation.
import * as v from 'valibot';
import { itemCommon, passage, prose, slug } from '../content/parts.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { shuffled } from '../kernel/random.ts';
import { askedCommon, flagsOf, judgement, unknownId, type AskedCommon, type Judgement } from './common.ts';

export const soundSchema = v.strictObject({
  kind: v.literal('sound'),
  ...itemCommon,
  /** The two words to choose from, the one for a sound statement first: Supported, Not supported. */
  labels: v.strictTuple([prose, prose]),
  statements: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        text: prose,
        sound: v.boolean(),
        why: prose,
        /** The passage that decides it, shown after the answer. */
        cite: v.optional(passage),
      }),
    ),
    v.minLength(4),
    v.maxLength(6),
  ),
});
export type SoundItem = v.InferOutput<typeof soundSchema>;

export interface SoundStatement {
  readonly id: string;
  readonly text: string;
}
export interface SoundAsked extends AskedCommon {
  readonly kind: 'sound';
  readonly labels: readonly [sound: string, unsound: string];
  readonly statements: readonly SoundStatement[];
}

export const soundResponse = v.strictObject({
  kind: v.literal('sound'),
  verdicts: v.array(v.strictObject({ statement: v.string(), sound: v.boolean() })),
});
export type SoundResponse = v.InferOutput<typeof soundResponse>;

export interface SoundExplanation {
  readonly kind: 'sound';
  readonly labels: readonly [sound: string, unsound: string];
  readonly statements: readonly (SoundStatement & {
    readonly given: boolean | null;
    readonly sound: boolean;
    readonly right: boolean;
    readonly why: string;
    readonly cite: v.InferOutput<typeof passage> | null;
  })[];
}

export const ask = (item: SoundItem): SoundAsked => ({
  kind: 'sound',
  ...askedCommon(item),
  labels: item.labels,
  statements: item.statements.map(({ id, text }) => ({ id, text })),
});

export const arrange = (asked: SoundAsked, seed: string): SoundAsked => ({
  ...asked,
  statements: shuffled(asked.statements, `${seed}/${asked.id}`),
});

export function refuse(asked: SoundAsked, { verdicts }: SoundResponse): Refusal | null {
  const judged = verdicts.map(({ statement }) => statement);
  const known = asked.statements.map(({ id }) => id);
  const stray = unknownId(asked.id, judged, known);
  if (stray !== null) return stray;
  if (new Set(judged).size < judged.length)
    return refusal('malformed_response', 'One statement was judged twice: choose one word for each.');
  return judged.length < known.length
    ? refusal('incomplete_response', 'Judge each of the statements.')
    : null;
}

/** Statements judged rightly divided by statements; flags count the unsound ones that were told from the sound. */
export function judge(item: SoundItem, { verdicts }: SoundResponse): Judgement {
  const given = new Map(verdicts.map(({ statement, sound }) => [statement, sound]));
  const right = item.statements.filter(({ id, sound }) => given.get(id) === sound).length;
  const flags = flagsOf(
    item.statements,
    ({ sound }) => !sound,
    ({ id }) => given.get(id) === false,
  );
  return judgement(right / item.statements.length, right, item.statements.length, flags);
}

export const explain = (item: SoundItem, response: SoundResponse | null): SoundExplanation => ({
  kind: 'sound',
  labels: item.labels,
  statements: item.statements.map(({ id, text, sound, why, cite }) => {
    const given = response?.verdicts.find(({ statement }) => statement === id)?.sound ?? null;
    return { id, text, given, sound, right: given === sound, why, cite: cite ?? null };
  }),
});

/** Some response that `refuse` lets through; whether it is right is left to chance. */
export const some = (asked: SoundAsked): SoundResponse => ({
  kind: 'sound',
  verdicts: asked.statements.map(({ id }) => ({ statement: id, sound: true })),
});
