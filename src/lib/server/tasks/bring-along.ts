// The one place where a guest becomes part of somebody who is there already: of an account, or of the pupil of a card.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import * as accounts from '../stores/accounts.ts';
import * as attempts from '../stores/attempts.ts';
import * as merging from '../stores/merging.ts';
import * as people from '../stores/people.ts';

export interface BringAlong {
  /** Who was at the browser before; nobody is null. Only a guest comes along: an account or another pupil never does. */
  readonly guest: PersonId | null;
  readonly into: PersonId;
  readonly newId: () => string;
}

/**
 * All that the guest has done is `into`'s from now on, and the guest is nobody; gives how many answers came along. Two
 * who bring the same guest at once, or one who makes it an account meanwhile, take turns: what the guest has done comes
 * to one of them whole.
 */
export async function bringAlong(trx: Db, { guest, into, newId }: BringAlong): Promise<number> {
  if (guest === null || guest === into) return 0;
  await people.hold(trx, [guest, into]);
  if (!(await accounts.isGuest(trx, guest))) return 0;
  const kept = await attempts.answersOf(trx, guest);
  await merging.persons(trx, guest, into, newId);
  return kept;
}
