// Signing in: the right password opens the account, and what a guest has done in this browser goes with them.
import { emailKey } from '#lib/domain/account/fields.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as attempts from '../stores/attempts.ts';
import * as merging from '../stores/merging.ts';
import * as limits from '../stores/rate-limits.ts';

/** Wrong passwords for one account before the next must wait. An address is no measure: a whole school shares one. */
export const TRIES: limits.Limit = { most: 10, per: 15 * 60_000 };
export const triesKey = (email: string): string => limits.limitKey('sign-in', emailKey(email));

/** Who is at the browser before the form is sent. */
export interface Before {
  readonly person: PersonId | null;
  readonly cookie: string | undefined;
}
export interface SignedIn {
  /** The cookie of a session that begins now; the one before is ended. */
  readonly cookie: string;
  readonly teaches: boolean;
  /** Answers that came along. */
  readonly kept: number;
}
export type NotSignedIn =
  { readonly code: 'wrong' } | { readonly code: 'limited'; readonly retryAfter: number };

/** The guest among them, if it is one: what they have done goes with them. */
export async function guestOf(db: Db, { person }: Before): Promise<PersonId | null> {
  return person !== null && (await accounts.isGuest(db, person)) ? person : null;
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly before: Before;
  /** What was done in this browser is somebody else's, and stays with the guest. */
  readonly leave?: boolean;
  readonly now: number;
  readonly newId: () => string;
}

/** The answer, and the time it takes, are the same for a wrong password and for an account that does not exist. */
export async function signIn(
  services: Services,
  { email, password, before, leave = false, now, newId }: SignIn,
): Promise<Result<SignedIn, NotSignedIn>> {
  const { db, commit, passwords, sessions } = services;

  // 1 Not too often: counted before it is tried, so that many at once are no way around.
  const key = triesKey(email);
  const allowed = await commit((trx) => limits.limited(trx, key, TRIES, now));
  if (!allowed.ok) return err({ code: 'limited', retryAfter: allowed.retryAfter });

  // 2 Is it the password?
  const account = await accounts.byEmail(db, emailKey(email));
  const right = await passwords.verify(password, account?.passwordHash ?? null);
  if (account === null || !right) return err({ code: 'wrong' });

  // 3 What the guest has done becomes the account's, and a new session takes the place of the old one.
  const signedIn = await sessions.change(async (trx) => {
    await limits.forgive(trx, key);
    await sessions.end(trx, before.cookie);
    const guest = leave ? null : await guestOf(trx, before);
    const kept = guest === null ? 0 : await attempts.answersOf(trx, guest);
    if (guest !== null) await merging.persons(trx, guest, account.person, newId);
    const cookie = await sessions.begin(trx, account.person, now);
    return { cookie, kept, teaches: account.teaches };
  });
  return ok(signedIn);
}
