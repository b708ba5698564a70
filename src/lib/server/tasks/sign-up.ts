// Signing up: a guest keeps who they are, with every answer, and is an account from now on.
import { emailKey, type SignUp } from '#lib/domain/account/fields.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { isConflict } from '../db/failures.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as attempts from '../stores/attempts.ts';
import * as people from '../stores/people.ts';
import * as samples from '../stores/sample-classes.ts';
import { guestOf, signIn, type Before, type NotSignedIn, type SignedIn } from './sign-in.ts';

export interface SignUpHere extends SignUp {
  readonly before: Before;
  readonly now: number;
  readonly newId: () => string;
}

/** `taken`: the address has an account, and the password is not its own. */
export type NotSignedUp = { readonly code: 'taken' } | Extract<NotSignedIn, { code: 'limited' }>;

export async function signUp(
  services: Services,
  { name, email, password, teaches, before, now, newId }: SignUpHere,
): Promise<Result<SignedIn, NotSignedUp>> {
  const { db, passwords, sessions } = services;

  // 1 An address that has an account: with its own password this is signing in (a form sent twice), else it is taken.
  const instead = async (): Promise<Result<SignedIn, NotSignedUp>> => {
    const signedIn = await signIn(services, { email, password, before, now, newId });
    return signedIn.ok || signedIn.error.code === 'limited'
      ? (signedIn as Result<SignedIn, NotSignedUp>)
      : err({ code: 'taken' });
  };
  if ((await accounts.byEmail(db, emailKey(email))) !== null) return instead();

  // 2 The guest, or a new person, gets the account; every older session of theirs is ended, and one begins.
  const passwordHash = await passwords.hash(password);
  try {
    const signedUp = await sessions.change(async (trx) => {
      const guest = await guestOf(trx, before);
      const person = guest ?? (newId() as PersonId);
      if (guest === null) await people.create(trx, person, now);
      await accounts.create(trx, {
        person,
        name,
        email,
        emailKey: emailKey(email),
        passwordHash,
        teaches,
        createdAt: now,
      });
      await samples.keep(trx, person, now);
      await sessions.end(trx, before.cookie);
      await sessions.endAll(trx, person);
      const kept = await attempts.answersOf(trx, person);
      return { cookie: await sessions.begin(trx, person, now), kept, teaches };
    });
    return ok(signedUp);
  } catch (error) {
    // Somebody signed up with this address, or this guest with another, while the password was being hashed.
    if (!isConflict(error)) throw error;
    return instead();
  }
}
