// Changes to one's own account: name, role, ways to sign in, and deleting it. What matters asks for a proof once more.
import { emailKey } from '#lib/domain/account/fields.ts';
import { signInKey } from '#lib/domain/account/sign-in-name.ts';
import { readWords, wordsKey } from '#lib/domain/account/words.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { hashOfToken } from '../auth/cookie.ts';
import { isConflict } from '../db/failures.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as limits from '../stores/rate-limits.ts';
import * as resets from '../stores/password-resets.ts';
import * as wordKeys from '../stores/word-keys.ts';
import { deletePersonIn } from './delete-person.ts';
import { triesKey, TRIES, type NotSignedIn } from './sign-in.ts';

export const renameAccount = ({ sessions }: Services, person: PersonId, name: string): Promise<void> =>
  sessions.change((trx) => accounts.rename(trx, person, name));

/**
 * A learner becomes a teacher; as with every change of role, a new session takes the place of the old one. Null for an
 * account without an e-mail address and a password: whoever has pupils can be written to.
 */
export const startTeaching = (
  { sessions }: Services,
  {
    person,
    cookie,
    now,
  }: { readonly person: PersonId; readonly cookie: string | undefined; readonly now: number },
): Promise<string | null> =>
  sessions.change(async (trx) => {
    const account = await accounts.find(trx, person);
    if (account?.email == null || account.passwordHash === null) return null;
    await accounts.makeTeacher(trx, person);
    await sessions.end(trx, cookie);
    return sessions.begin(trx, person, now);
  });

interface Proven {
  readonly person: PersonId;
  /** The password they have now, or their key of words. */
  readonly current: string;
  readonly now: number;
}

/** Whether it is the account's own password or key; counted with the tries to sign in. */
async function proven(
  { db, commit, passwords }: Services,
  { person, current, now }: Proven,
): Promise<Result<{ readonly key: string }, NotSignedIn>> {
  const key = triesKey(person);
  const allowed = await commit((trx) => limits.limited(trx, key, TRIES, now));
  if (!allowed.ok) return err({ code: 'limited', retryAfter: allowed.retryAfter });
  const words = readWords(current);
  const own = words.ok ? await wordKeys.of(db, person) : null;
  if (words.ok && own?.tokenHash === hashOfToken(words.value)) return ok({ key });
  const account = await accounts.find(db, person);
  const right = await passwords.verify(current, account?.passwordHash ?? null);
  return right ? ok({ key }) : err({ code: 'wrong' });
}

/** What is changed together with the end of every session, on every device; gives the cookie of the one that begins here. */
const anew = (
  { sessions }: Services,
  { person, now }: Pick<Proven, 'person' | 'now'>,
  change: (trx: Db) => Promise<void>,
): Promise<string> =>
  sessions.change(async (trx) => {
    await limits.forgive(trx, triesKey(person));
    await change(trx);
    await sessions.endAll(trx, person);
    return sessions.begin(trx, person, now);
  });

/** `taken`: the address or the sign-in name is another account's. */
export type NotChanged = NotSignedIn | { readonly code: 'taken' };

export interface NewPassword extends Proven {
  readonly password: string;
  /** For an account that had neither name nor address to sign in with. */
  readonly signInName?: string | null;
}

export async function changePassword(
  services: Services,
  { password, signInName = null, ...asked }: NewPassword,
): Promise<Result<string, NotChanged>> {
  const checked = await proven(services, asked);
  if (!checked.ok) return checked;
  const { person } = asked;
  const passwordHash = await services.passwords.hash(password);
  const changed = anew(services, asked, async (trx) => {
    await accounts.setPassword(trx, person, passwordHash);
    if (signInName !== null) await accounts.setSignInName(trx, person, signInName, signInKey(signInName));
    await resets.dropOf(trx, person);
  });
  return unlessTaken(changed);
}

/** An address for an account that has none; one that has keeps its own. */
export async function addEmail(
  services: Services,
  { email, ...asked }: Proven & { readonly email: string },
): Promise<Result<string, NotChanged>> {
  const checked = await proven(services, asked);
  if (!checked.ok) return checked;
  return unlessTaken(
    anew(services, asked, (trx) => accounts.setEmail(trx, asked.person, email, emailKey(email))),
  );
}

async function unlessTaken(changed: Promise<string>): Promise<Result<string, NotChanged>> {
  try {
    return ok(await changed);
  } catch (error) {
    if (!isConflict(error)) throw error;
    return err({ code: 'taken' });
  }
}

/**
 * New words in place of the old ones, or the first. An account with a password asks for it, or for the words before; one
 * without asks for nothing: whoever has lost the words and is still signed in here has nothing else to show.
 */
export async function replaceWords(
  services: Services,
  { words, ...asked }: Proven & { readonly words: readonly string[] },
): Promise<Result<string, NotSignedIn>> {
  const { person, now } = asked;
  const account = await accounts.find(services.db, person);
  if (account === null) return err({ code: 'wrong' });
  const checked = account.passwordHash === null ? ok(null) : await proven(services, asked);
  if (!checked.ok) return checked;
  const tokenHash = hashOfToken(wordsKey(words));
  return ok(await anew(services, asked, (trx) => wordKeys.set(trx, person, { tokenHash, createdAt: now })));
}

export async function deleteAccount(services: Services, asked: Proven): Promise<Result<null, NotSignedIn>> {
  const checked = await proven(services, asked);
  if (!checked.ok) return checked;
  await services.sessions.change(async (trx) => {
    await limits.forgive(trx, checked.value.key);
    await deletePersonIn(trx, asked.person);
  });
  return ok(null);
}
