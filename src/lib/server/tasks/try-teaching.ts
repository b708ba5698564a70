// "Try without an account": the visitor becomes a guest who teaches a sample class, and keeps it when signing up.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as people from '../stores/people.ts';
import * as samples from '../stores/sample-classes.ts';
import { createSampleClass } from './create-sample-class.ts';
import type { Before, SignedIn } from './sign-in.ts';

/** A guest's sample class is deleted after so many days. */
export const GUEST_SAMPLE_DAYS = samples.GUEST_DAYS;

export const tryTeaching = (
  { sessions }: Services,
  { before, now, newId }: { readonly before: Before; readonly now: number; readonly newId: () => string },
): Promise<SignedIn> =>
  sessions.change(async (trx) => {
    // 1 Who it is: somebody known, or a new guest.
    const known = before.person !== null && (await people.exists(trx, before.person));
    const person = known ? (before.person as PersonId) : (newId() as PersonId);
    if (!known) await people.create(trx, person, now);

    // 2 One sample class is enough: a form sent twice makes no second.
    if ((await samples.ownedBy(trx, person)) === null) await createSampleClass(trx, person, now, newId);

    if (!(await accounts.isGuest(trx, person))) await samples.keep(trx, person, now);

    // 3 A new role, so a new session.
    await sessions.end(trx, before.cookie);
    return { cookie: await sessions.begin(trx, person, now), teaches: true, kept: 0 };
  });
