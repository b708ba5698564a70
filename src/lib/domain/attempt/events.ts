// The facts an attempt's log holds, in the past tense. They keep raw responses, never points.
import * as v from 'valibot';
import { CERTAINTIES } from '../content/vocabulary.ts';
import { responseSchema } from '../items/index.ts';
import type { CommandId } from '../kernel/ids.ts';

const certainty = v.optional(v.picklist(CERTAINTIES));

/** One fact for each accepted command, and one that time may add; the first of every log is `began`. */
export const attemptEventSchema = v.variant('type', [
  v.strictObject({ type: v.literal('began') }),
  v.strictObject({ type: v.literal('responded'), item: v.string(), response: responseSchema, certainty }),
  /** A second answer after the explanation, in practice only: kept, never scored. */
  v.strictObject({ type: v.literal('retried'), item: v.string(), response: responseSchema }),
  v.strictObject({ type: v.literal('visited'), item: v.string() }),
  v.strictObject({ type: v.literal('moved'), scene: v.string(), move: v.string() }),
  v.strictObject({ type: v.literal('guessed'), scene: v.string(), reading: v.nullable(v.string()) }),
  v.strictObject({ type: v.literal('went_on'), from: v.string() }),
  v.strictObject({ type: v.literal('handed_in') }),
  /** Time ended it, not the person: it is handed in as it stood. No command leads here. */
  v.strictObject({ type: v.literal('ended'), because: v.picklist(['time is up', 'closed']) }),
]);
export type AttemptEvent = v.InferOutput<typeof attemptEventSchema>;

/** An event with its place in the log: `seq` from 0, `at` in epoch milliseconds on the deciding side's clock. */
export interface LoggedEvent {
  readonly seq: number;
  readonly command: CommandId;
  readonly at: number;
  readonly event: AttemptEvent;
  /** When a device says it happened there, in epoch milliseconds on its own clock; nothing is decided by it. */
  readonly claimedAt?: number | null;
}
