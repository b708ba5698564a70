// What a person may ask for in an attempt: a closed union, parsed at every boundary before anything looks at it.
import * as v from 'valibot';
import { CERTAINTIES } from '../content/vocabulary.ts';
import { responseSchema } from '../items/index.ts';
import type { CommandId } from '../kernel/ids.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { err, ok, type Result } from '../kernel/result.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const commandSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('respond'),
    item: id,
    response: responseSchema,
    certainty: v.optional(v.picklist(CERTAINTIES)),
  }),
  v.strictObject({ type: v.literal('retry'), item: id, response: responseSchema }),
  v.strictObject({ type: v.literal('visit'), item: id }),
  v.strictObject({ type: v.literal('move'), scene: id, move: id }),
  /** `reading` null: the learner goes on without a guess. */
  v.strictObject({ type: v.literal('guess'), scene: id, reading: v.nullable(id) }),
  /** `from` is the step the learner was on, so that a second tap cannot skip the next one. */
  v.strictObject({ type: v.literal('go_on'), from: id }),
  v.strictObject({ type: v.literal('hand_in') }),
]);
export type Command = v.InferOutput<typeof commandSchema>;

/** A command as sent: `id` makes repeating it harmless, `position` is the seq its event is to have. */
export const envelopeSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)),
  position: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  command: commandSchema,
});
export interface Envelope {
  readonly id: CommandId;
  readonly position: number;
  readonly command: Command;
}

/** Reads anything as a command; extra fields (a score, say) make it malformed as a whole. */
export function parseEnvelope(input: unknown): Result<Envelope, Refusal> {
  const read = v.safeParse(envelopeSchema, input);
  if (read.success) return ok({ ...read.output, id: read.output.id as CommandId });
  const issue = read.issues[0];
  const where = v.getDotPath(issue) ?? 'the request';
  return err(
    refusal('malformed_command', `${where}: ${issue.message.slice(0, 120)}. Send it again from the page.`),
  );
}
