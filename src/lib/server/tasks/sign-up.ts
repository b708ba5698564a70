// Signing up: a guest keeps who they are, with every answer, and is an account from now on.
import { emailKey, type SignUp } from '#lib/domain/account/fields.ts';
import { signInKey } from '#lib/domain/account/sign-in-name.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { isConflict } from '../db/failures.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as attempts from '../stores/attempts.ts';
import * as people from '../stores/people.ts';
import * as samples from '../stores/sample-classes.ts';
import { guestOf, signIn, type Before, type NotSignedIn, type SignedIn } from './sign-in.ts';

export interface Here {
  readonly before: Before;
  readonly now: number;
  readonly newId: () => string;
}

/**
 * In a `change`: the guest, or a new person, gets the account; every older session of theirs is ended, and one begins.
 * `also` adds what else belongs to it.
 */
export async function found(
  { sessions }: Services,
  trx: Db,
  account: Omit<accounts.Account, 'person' | 'createdAt'>,
  { before, now, newId }: Here,
  also: (person: PersonId) => Promise<void> = () => Promise.resolve(),
): Promise<SignedIn> {
  if (before.person !== null) await people.hold(trx, [before.person]);
  const guest = await guestOf(trx, before);
  const person = guest ?? (newId() as PersonId);
  if (guest === null) await people.create(trx, person, now);
  await accounts.create(trx, { ...account, person, createdAt: now });
  await also(person);
  await samples.keep(trx, person, now);
  await sessions.end(trx, before.cookie);
  await sessions.endAll(trx, person);
  const kept = await attempts.answersOf(trx, person);
  return { cookie: await sessions.begin(trx, person, now), kept, teaches: account.teaches };
}

/** `taken`: the address or the sign-in name has an account, and this is not its owner signing in. */
export type NotSignedUp =
  | { readonly code: 'taken'; readonly field: 'email' | 'sign_in_name' }
  | Extract<NotSignedIn, { code: 'limited' }>;

export async function signUp(
  services: Services,
  { name, email, signInName = null, password, teaches, ...here }: SignUp & Here,
): Promise<Result<SignedIn, NotSignedUp>> {
  const { db, passwords, sessions } = services;

  // 1 An address that has an account: with its own password this is signing in (a form sent twice), else it is taken.
  // A name is taken by chance far more often, and whoever tries it must not use up its owner's tries: there, only the
  // browser that has just made the account is its owner's.
  const instead = async (): Promise<Result<SignedIn, NotSignedUp> | null> => {
    const byEmail = email === null ? null : await accounts.byEmail(db, emailKey(email));
    const byName = signInName === null ? null : await accounts.bySignInName(db, signInKey(signInName));
    const field = byName !== null && byName.person !== byEmail?.person ? 'sign_in_name' : 'email';
    const who = field === 'email' ? email : signInName;
    if ((byEmail === null && byName === null) || who === null) return null;
    if (field === 'sign_in_name' && byName?.person !== here.before.person)
      return err({ code: 'taken', field });
    const signedIn = await signIn(services, { who, password, ...here });
    if (signedIn.ok) return signedIn;
    return signedIn.error.code === 'limited' ? err(signedIn.error) : err({ code: 'taken', field });
  };
  const before = await instead();
  if (before !== null) return before;

  // 2 The account.
  const account = {
    ...{ name, email, signInName, teaches },
    emailKey: email === null ? null : emailKey(email),
    signInKey: signInName === null ? null : signInKey(signInName),
    passwordHash: await passwords.hash(password),
  };
  try {
    return ok(await sessions.change((trx) => found(services, trx, account, here)));
  } catch (error) {
    // Somebody signed up with this address or name, or this guest with another, while the password was being hashed.
    const meanwhile = isConflict(error) ? await instead() : null;
    if (meanwhile === null) throw error;
    return meanwhile;
  }
}
