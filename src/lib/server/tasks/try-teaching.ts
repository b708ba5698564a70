// "Try without an account": the visitor becomes a guest who teaches a sample class, and keeps it when signing up.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as people from '../stores/people.ts';
import * as samples from '../stores/sample-classes.ts';
import { sampleClass, storeSampleClass } from './create-sample-class.ts';
import type { Before, SignedIn } from './sign-in.ts';

/** A guest's sample class is deleted after so many days. */
export const GUEST_SAMPLE_DAYS = samples.GUEST_DAYS;

export async function tryTeaching(
  { db, library, sessions }: Services,
  { before, now, newId }: { readonly before: Before; readonly now: number; readonly newId: () => string },
): Promise<SignedIn> {
  // 1 What the class has done is played before anything is locked: it takes longer than writing it down.
  const has = async (trx: Db, person: PersonId | null): Promise<boolean> =>
    person !== null && (await samples.ownedBy(trx, person)) !== null;
  const sample = (await has(db, before.person)) ? null : sampleClass(library, now, newId);

  return sessions.change(async (trx) => {
    // 2 Who it is: somebody known, or a new guest.
    const known = before.person !== null && (await people.exists(trx, before.person));
    const person = known ? (before.person as PersonId) : (newId() as PersonId);
    if (!known) await people.create(trx, person, now);

    // 3 One sample class is enough: a form sent twice makes no second.
    if (sample !== null && !(await has(trx, person))) await storeSampleClass(trx, person, sample, now);
    if (!(await accounts.isGuest(trx, person))) await samples.keep(trx, person, now);

    // 4 A new role, so a new session.
    await sessions.end(trx, before.cookie);
    return { cookie: await sessions.begin(trx, person, now), teaches: true, kept: 0 };
  });
}
