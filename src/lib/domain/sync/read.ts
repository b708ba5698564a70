// Reads a message of a device: the whole within its limits, then attempt by attempt and event by event, each strictly.
import * as v from 'valibot';
import { envelopeSchema } from '../attempt/commands.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { MOST_ATTEMPTS, MOST_EVENTS, type Beginning, type ComeBack, type SentEvent } from './messages.ts';

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A claim of a device whose clock may say anything; what is kept must be a date. */
const claimed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));

const syncSchema = v.strictObject({
  owner: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
  attempts: v.pipe(v.array(v.unknown()), v.maxLength(MOST_ATTEMPTS)),
  enter: v.optional(v.literal(true)),
});
const attemptSchema = v.strictObject({
  attempt: id,
  begin: v.optional(v.unknown()),
  events: v.pipe(v.array(v.unknown()), v.maxLength(MOST_EVENTS)),
});
const beginningSchema = v.strictObject({
  course: name,
  activity: name,
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  seed: id,
  item: v.optional(name),
  command: id,
  at: claimed,
});
const eventSchema = v.strictObject({ ...envelopeSchema.entries, at: claimed });
/** Made by the server, or by a device of at least 128 random bits. */
const way = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,43}$/));
const comeBackSchema = v.strictObject({ wayBack: way, next: way });

export interface UnreadSync {
  readonly owner: string | null;
  readonly attempts: readonly unknown[];
  readonly enter: boolean;
}

/** An attempt of a message whose parts are still to be read, one after the other. */
export interface UnreadAttempt {
  readonly attempt: AttemptId;
  readonly begin: unknown;
  readonly events: readonly unknown[];
}

/** Every object has these by inheritance, so a schema cannot tell whether one was sent. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];
const DEEPEST = 12;

/** The first name in it that no message of ours has, wherever it stands; null when there is none. */
function foreignName(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return 'too deep a nesting';
  const inherited = INHERITED.find((key) => Object.hasOwn(value, key) && !Array.isArray(value));
  if (inherited !== undefined) return inherited;
  for (const inner of Object.values(value)) {
    const found = foreignName(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function read<S extends v.GenericSchema>(schema: S, input: unknown): Result<v.InferOutput<S>, Refusal> {
  const foreign = foreignName(input);
  if (foreign !== null) return err(refusal('malformed_command', `"${foreign}" is not part of an answer.`));
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'the message';
  return err(refusal('malformed_command', `${where}: ${issue.message.slice(0, 120)}.`));
}

/** The message with its attempts unread; a fault in one of them is not a fault of the others. */
export function readSync(input: unknown): Result<UnreadSync, Refusal> {
  const parsed = v.safeParse(syncSchema, input);
  if (parsed.success) return ok({ ...parsed.output, enter: parsed.output.enter === true });
  const [issue] = parsed.issues;
  return err(
    refusal('malformed_command', `${v.getDotPath(issue) ?? 'the message'}: ${issue.message.slice(0, 120)}.`),
  );
}

export function readAttempt(input: unknown): Result<UnreadAttempt, Refusal> {
  const parsed = v.safeParse(attemptSchema, input);
  if (parsed.success)
    return ok({ ...parsed.output, attempt: parsed.output.attempt as AttemptId, begin: parsed.output.begin });
  const [issue] = parsed.issues;
  return err(
    refusal('malformed_command', `${v.getDotPath(issue) ?? 'the attempt'}: ${issue.message.slice(0, 120)}.`),
  );
}

export const readBeginning = (input: unknown): Result<Beginning, Refusal> =>
  read(beginningSchema, input) as Result<Beginning, Refusal>;

export const readComeBack = (input: unknown): Result<ComeBack, Refusal> => read(comeBackSchema, input);

export const readEvent = (input: unknown): Result<SentEvent, Refusal> =>
  read(eventSchema, input) as Result<SentEvent, Refusal>;
