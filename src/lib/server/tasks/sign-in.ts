// Signing in with a password: it opens the account, and what a guest has done in this browser goes with them.
import { whoKey } from '#lib/domain/account/fields.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as limits from '../stores/rate-limits.ts';
import { bringAlong } from './bring-along.ts';

/** Wrong passwords for one account before the next must wait. An address is no measure: a whole school shares one. */
export const TRIES: limits.Limit = { most: 10, per: 15 * 60_000 };
/** Counted for the account, however it was named; for what names none, under that. */
export const triesKey = (whose: string): string => limits.limitKey('sign-in', whose);

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

export interface Enter {
  readonly account: Pick<accounts.Account, 'person' | 'teaches'>;
  readonly before: Before;
  /** What was done in this browser is somebody else's, and stays with the guest. */
  readonly leave: boolean;
  readonly now: number;
  readonly newId: () => string;
}

/** In a `change`: what the guest has done becomes the account's, and a new session takes the place of the old one. */
export async function enter(
  { sessions }: Services,
  trx: Db,
  { account: { person, teaches }, before, leave, now, newId }: Enter,
): Promise<SignedIn> {
  // People are held before anything of theirs is touched, here as in signing up: two at once wait, and never for each other.
  const kept = await bringAlong(trx, { guest: leave ? null : before.person, into: person, newId });
  await sessions.end(trx, before.cookie);
  return { cookie: await sessions.begin(trx, person, now), kept, teaches };
}

export interface SignIn {
  /** An e-mail address or a sign-in name. */
  readonly who: string;
  readonly password: string;
  readonly before: Before;
  readonly leave?: boolean;
  readonly now: number;
  readonly newId: () => string;
}

/** The account with this address or sign-in name. */
export async function accountOf(db: Db, who: string): Promise<accounts.Account | null> {
  const key = whoKey(who);
  return who.includes('@') ? accounts.byEmail(db, key) : accounts.bySignInName(db, key);
}

/** The answer, and the time it takes, are the same for a wrong password and for an account that does not exist. */
export async function signIn(
  services: Services,
  { who, password, before, leave = false, now, newId }: SignIn,
): Promise<Result<SignedIn, NotSignedIn>> {
  const { db, commit, passwords, sessions } = services;

  // 1 Not too often: counted before it is tried, so that many at once are no way around.
  const account = await accountOf(db, who);
  const key = triesKey(account?.person ?? whoKey(who));
  const allowed = await commit((trx) => limits.limited(trx, key, TRIES, now));
  if (!allowed.ok) return err({ code: 'limited', retryAfter: allowed.retryAfter });

  // 2 Is it the password?
  const right = await passwords.verify(password, account?.passwordHash ?? null);
  if (account === null || !right) return err({ code: 'wrong' });

  // 3 The account is open.
  const signedIn = await sessions.change(async (trx) => {
    await limits.forgive(trx, key);
    return enter(services, trx, { account, before, leave, now, newId });
  });
  return ok(signedIn);
}
