// Records one command of a person in an attempt: decided here, durable before it is answered, and harmless when repeated.
import type { Envelope } from '#lib/domain/attempt/commands.ts';
import { refusedAt } from '#lib/domain/assignment/deadline.ts';
import { decide } from '#lib/domain/attempt/decide.ts';
import { OVER } from '#lib/domain/attempt/steps.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { isConflict, isUnavailable } from '../db/failures.ts';
import { adding } from '../db/group-commit.ts';
import type { Services } from '../services.ts';
import * as assigned from '../stores/assigned.ts';
import * as attempts from '../stores/attempts.ts';
import * as reviews from '../stores/reviews.ts';
import * as scores from '../stores/scores.ts';
import { endFor, isHeld, settle, workOf } from './assignments/work.ts';
import { fresh, nowOf, type Live, type Now } from './live.ts';
import { scoreOf } from './regrade/rules.ts';
import { answersAfter } from './review/record.ts';
import { announce } from './watching/announce.ts';

export type Recorded =
  | { readonly ok: true; readonly form: 'open' | 'sealed'; readonly now: Now }
  /** `now` is null for an attempt that is not this person's, and when nothing can be read either. */
  | { readonly ok: false; readonly refusal: Refusal; readonly now: Now | null };

export interface RecordCommand {
  readonly person: PersonId | null;
  readonly attempt: AttemptId;
  readonly envelope: Envelope;
  /** Epoch milliseconds on the server's clock. */
  readonly now: number;
  /** When the device says it happened, for an answer that was kept there first. */
  readonly claimedAt?: number | null;
}

const UNKNOWN = refusal('unknown_attempt', 'Look for it among your past attempts.');
const STALE = refusal('stale_position', 'The page shows where the attempt stands now: go on from there.');
const UNAVAILABLE = refusal('storage_unavailable', 'Keep this page open and send it again in a moment.');

export async function recordCommand(services: Services, asked: RecordCommand): Promise<Recorded> {
  const recorded = await tried(services, asked);
  if (!recorded.ok) services.metrics.refused(recorded.refusal.code);
  return recorded;
}

async function tried(services: Services, asked: RecordCommand): Promise<Recorded> {
  try {
    return await decided(services, asked);
  } catch (error) {
    // What became of the write is not known: the next command must look at the database again.
    services.live.delete(asked.attempt);
    if (!isUnavailable(error)) throw error;
    services.log.error({ reason: (error as Error).message }, 'the database did not take an answer');
    return { ok: false, refusal: UNAVAILABLE, now: null };
  }
}

async function decided(services: Services, asked: RecordCommand): Promise<Recorded> {
  const { live, db } = services;
  const { person, attempt: id, envelope, now, claimedAt = null } = asked;
  const position = envelope.position;

  // 1 May they? 2 Content at the pinned hash. 3 The state kept at the last position.
  let found = live.get(id) ?? null;
  // An attempt goes with a guest into an account: what is remembered of it may name the guest.
  if (found === null || found.position !== position || found.attempt.person !== person)
    found = await fresh(services, id);
  if (found === null || found.attempt.person !== person) return { ok: false, refusal: UNKNOWN, now: null };

  // 4 In time, where an assignment sets one? What was recorded before stands.
  const work = await workOf(db, found.attempt);
  // Another process may have given it to somebody else since it was remembered here.
  if (work !== null && work.person !== person) return { ok: false, refusal: UNKNOWN, now: null };
  const held = isHeld(work, now);
  const tooLate = work === null ? null : refusedAt(endFor(work, found.attempt.createdAt), now);
  if (tooLate !== null && (!found.state.done || found.state.at === OVER))
    return repeatedOr(services, await settle(services, found, work, now), held, asked, tooLate);
  if (found.position !== position) return repeatedOr(services, found, held, asked, STALE);

  // 5 Decide.
  const outcome = decide(found.playable, found.state, envelope.command);
  if (!outcome.ok) return repeatedOr(services, found, held, asked, outcome.error);

  // 6 Append: the fact, the state after it, what it says for review, and the score when that ends the attempt.
  const { event, state } = outcome.value;
  const { attempt, version } = found;
  const logged = { seq: position, command: envelope.id, at: now, event, claimedAt };
  const answers = await answersAfter(db, found, logged, state.done);
  try {
    await services.commit(
      adding(attempts.appended(id, logged, state), async (trx) => {
        await reviews.add(trx, attempt.person, answers);
        if (state.done && work !== null) await assigned.handIn(trx, id, now);
        if (state.done && attempt.scored)
          await scores.put(trx, id, await scoreOf(trx, services.library, version, attempt, state));
      }),
    );
  } catch (error) {
    if (!isConflict(error)) throw error;
    const ahead = await fresh(services, id);
    return repeatedOr(services, ahead ?? found, held, asked, STALE);
  }
  const after: Live = { ...found, position: position + 1, latestAt: now, state };
  live.set(id, after);

  // 7 View, and whoever watches the class is told.
  const seen = await nowOf(services, after, held, now);
  if (work !== null) announce(services, work, after, seen.view);
  return { ok: true, form: attempt.form, now: seen };
}

/** A command that is in the log already is answered as if it had just been done; any other gets the refusal. */
async function repeatedOr(
  services: Services,
  found: Live,
  held: boolean,
  asked: RecordCommand,
  otherwise: Refusal,
): Promise<Recorded> {
  const now = await nowOf(services, found, held, asked.now);
  return (await attempts.hasCommand(services.db, found.attempt.id, asked.envelope.id))
    ? { ok: true, form: found.attempt.form, now }
    : { ok: false, refusal: otherwise, now };
}
