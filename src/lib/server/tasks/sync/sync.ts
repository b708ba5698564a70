// Takes what a device has collected: every step is decided again, and of each attempt the accepted beginning is kept.
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import type { Receipt } from '#lib/domain/sync/messages.ts';
import {
  readAttempt,
  readBeginning,
  readEvent,
  readSync,
  type UnreadAttempt,
} from '#lib/domain/sync/read.ts';
import type { Services } from '../../services.ts';
import * as limits from '../../stores/rate-limits.ts';
import { fresh, type Live } from '../live.ts';
import { recordCommand } from '../record-command.ts';
import { beginHere } from './begin-here.ts';
import { ownerOf, theirs } from './owner.ts';

/** Messages of one person: far more than one who answers quickly sends. */
const MESSAGES: limits.Limit = { most: 240, per: 60_000 };

export interface SyncHere {
  readonly person: PersonId | null;
  /** A visitor who asks for it becomes a guest, for there is something to keep. */
  readonly enter: () => Promise<PersonId>;
  readonly message: unknown;
  readonly now: number;
}
export interface SyncDone {
  readonly owner: string | null;
  readonly receipts: readonly Receipt[];
}

/** Refused as a whole: nothing of it was looked at. `storage_unavailable` may be sent again as it is. */
export async function sync(services: Services, asked: SyncHere): Promise<Result<SyncDone, Refusal>> {
  const done = await take(services, asked);
  // That an answer found no room was counted when it was to be recorded.
  if (!done.ok && done.error.code !== 'storage_unavailable') counted(services, done.error);
  return done;
}

async function take(
  services: Services,
  { person: asked, enter, message, now }: SyncHere,
): Promise<Result<SyncDone, Refusal>> {
  // 1 Within its limits, and not too often.
  const read = readSync(message);
  if (!read.ok) return read;
  const { owner, attempts } = read.value;
  if (asked !== null && attempts.length > 0) {
    const key = limits.limitKey('sync', asked);
    const allowed = await services.commit((trx) => limits.limited(trx, key, MESSAGES, now));
    if (!allowed.ok) return err(refusal('too_often', `Try again in ${allowed.retryAfter} seconds.`));
  }

  // 2 Whose is it? What somebody else has done on this device is not looked at.
  if (!(await theirs(services, asked, owner)))
    return err(refusal('another_owner', 'Sign in as the one who gave them; they are kept on the device.'));
  const person = asked ?? (read.value.enter && attempts.length === 0 ? await enter() : null);
  if (attempts.length === 0) return ok({ owner: ownerOf(services, person), receipts: [] });
  if (person === null) return err(refusal('no_session', 'It asks to be, and sends the answers again.'));

  // 3 Attempt by attempt, step by step.
  const receipts: Receipt[] = [];
  for (const sent of attempts) {
    const receipt = await taken(services, person, sent, now);
    if (receipt.refusal?.code === 'storage_unavailable') return err(receipt.refusal);
    receipts.push(receipt);
  }
  return ok({ owner: ownerOf(services, person), receipts });
}

const nameOf = (sent: unknown): string =>
  typeof sent === 'object' && sent !== null && 'attempt' in sent ? String(sent.attempt).slice(0, 64) : '';

async function taken(services: Services, person: PersonId, sent: unknown, now: number): Promise<Receipt> {
  const read = readAttempt(sent);
  if (!read.ok) return refused(services, nameOf(sent), 0, read.error);
  const { attempt, begin, events } = read.value;

  // The beginning, where the server does not know of it.
  let found = await fresh(services, attempt);
  if (found === null && begin !== undefined) {
    const beginning = readBeginning(begin);
    if (!beginning.ok) return refused(services, attempt, 0, beginning.error);
    const begun = await beginHere(services, { person, attempt, beginning: beginning.value, now });
    if (!begun.ok) return refused(services, attempt, 0, begun.error, beginning.value.command);
    found = await fresh(services, attempt);
  }
  if (found === null || found.attempt.person !== person)
    return refused(services, attempt, 0, refusal('unknown_attempt', 'Look for it among your past attempts.'));
  return recorded(services, person, { attempt, begin, events }, found, now);
}

/** The steps one after the other; the first that is refused ends it. */
async function recorded(
  services: Services,
  person: PersonId,
  { attempt, events }: UnreadAttempt,
  from: Live,
  now: number,
): Promise<Receipt> {
  let { position } = from;
  for (const [accepted, sent] of events.entries()) {
    const read = readEvent(sent);
    if (!read.ok)
      return stopped(services, attempt, accepted, { ...counted(services, read.error), ...placeOf(sent) });
    const { at: claimedAt, ...envelope } = read.value;
    const place = { position: envelope.position, command: envelope.id };
    if (envelope.position > position)
      return stopped(services, attempt, accepted, {
        ...counted(services, refusal('out_of_order', `Step ${position} comes next.`)),
        ...place,
      });
    const answer = await recordCommand(services, { person, attempt, envelope, now, claimedAt });
    if (!answer.ok) return stopped(services, attempt, accepted, { ...answer.refusal, ...place });
    position = answer.now.position;
  }
  // Asked where it stands, and nothing else.
  const state = events.length === 0 ? from.state : null;
  return { attempt, position, accepted: events.length, refusal: null, state };
}

/** Where an unreadable step says it stands. */
function placeOf(sent: unknown): { readonly position: number; readonly command: string | null } {
  const { position, id } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  return {
    position: typeof position === 'number' && Number.isSafeInteger(position) ? position : 0,
    command: typeof id === 'string' ? id.slice(0, 64) : null,
  };
}

async function stopped(
  services: Services,
  attempt: AttemptId,
  accepted: number,
  why: NonNullable<Receipt['refusal']>,
): Promise<Receipt> {
  const now = await fresh(services, attempt);
  return { attempt, position: now?.position ?? null, accepted, refusal: why, state: now?.state ?? null };
}

/** What is refused here never comes to be recorded, where refusals are counted. */
function counted<W extends Refusal>({ metrics }: Services, why: W): W {
  metrics.refused(why.code);
  return why;
}

const refused = (
  services: Services,
  attempt: string,
  position: number,
  why: Refusal,
  command: CommandId | null = null,
): Receipt => ({
  ...{ attempt, position: null, accepted: 0, state: null },
  refusal: { ...counted(services, why), position, command },
});
