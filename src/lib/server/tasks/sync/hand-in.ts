// An answer file: what a device could not send, saved there and handed in by the pupil, or by who teaches them.
import { readAttempt, readSync } from '#lib/domain/sync/read.ts';
import type { Receipt } from '#lib/domain/sync/messages.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import { fresh } from '../live.ts';
import { apart } from '../../uploads/apart.ts';
import { theirs } from './owner.ts';
import { sync } from './sync.ts';

export interface HandIn {
  readonly person: PersonId | null;
  readonly enter: () => Promise<PersonId>;
  /** What the file holds. */
  readonly file: Uint8Array;
  readonly now: number;
}

/** What became of each attempt of the file, with its title where there is such an attempt. */
export interface HandedIn {
  readonly attempts: readonly (Receipt & { readonly title: string | null })[];
}

const NO_FILE = refusal('malformed_command', 'Choose the file that was saved as “answers”, as it was saved.');

export async function handIn(
  services: Services,
  { person, enter, file, now }: HandIn,
): Promise<Result<HandedIn, Refusal>> {
  // 1 What is in it?
  const parsed = await apart('answers', file);
  if (!parsed.ok) return parsed;
  const message = parsed.value;
  const read = readSync(message);
  if (!read.ok) return err(NO_FILE);
  const { owner, attempts } = read.value;

  // 2 One's own goes the way of all answers from devices.
  if (await theirs(services, person, owner)) {
    const who = person ?? (await enter());
    const done = await sync(services, { person: who, enter, message, now });
    return done.ok ? ok(await titled(services, done.value.receipts)) : done;
  }

  // 3 Whoever teaches the class hands in for a pupil, attempt by attempt; anybody else's is as if it did not exist.
  const receipts: Receipt[] = [];
  for (const sent of attempts) {
    const pupil = await pupilOf(services, person, sent);
    if (pupil === null)
      return err(refusal('another_owner', 'Only they, or who teaches them, can hand them in.'));
    const one = { owner: services.sessions.ownerOf(pupil), attempts: [sent] };
    const done = await sync(services, { person: pupil, enter, message: one, now });
    if (!done.ok) return done;
    receipts.push(...done.value.receipts);
  }
  return ok(await titled(services, receipts));
}

/** Whose attempt it is, if it was made for an assignment that this person teaches. */
async function pupilOf(services: Services, person: PersonId | null, sent: unknown): Promise<PersonId | null> {
  const read = readAttempt(sent);
  const found = read.ok ? await fresh(services, read.value.attempt) : null;
  if (found === null) return null;
  const work = (await assigned.works(services.db, [found.attempt.id])).get(found.attempt.id);
  const taught = work === undefined ? null : await taughtAssignment(services.db, person, work.assignment);
  return taught === null ? null : found.attempt.person;
}

async function titled(services: Services, receipts: readonly Receipt[]): Promise<HandedIn> {
  const attempts = receipts.map(async (receipt) => {
    // Only of an attempt that was theirs is a position told.
    const found = receipt.position === null ? null : await fresh(services, receipt.attempt as AttemptId);
    return { ...receipt, title: found?.version.activity.title ?? null };
  });
  return { attempts: await Promise.all(attempts) };
}
