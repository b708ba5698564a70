// Changes to one's own account: name, role, password, and deleting it. What matters asks for the password once more.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as limits from '../stores/rate-limits.ts';
import * as resets from '../stores/password-resets.ts';
import { deletePersonIn } from './delete-person.ts';
import { triesKey, TRIES, type NotSignedIn } from './sign-in.ts';

export const renameAccount = ({ sessions }: Services, person: PersonId, name: string): Promise<void> =>
  sessions.change((trx) => accounts.rename(trx, person, name));

/** A learner becomes a teacher; as with every change of role, a new session takes the place of the old one. */
export const startTeaching = (
  { sessions }: Services,
  {
    person,
    cookie,
    now,
  }: { readonly person: PersonId; readonly cookie: string | undefined; readonly now: number },
): Promise<string> =>
  sessions.change(async (trx) => {
    await accounts.makeTeacher(trx, person);
    await sessions.end(trx, cookie);
    return sessions.begin(trx, person, now);
  });

interface Proven {
  readonly person: PersonId;
  /** The password they have now. */
  readonly current: string;
  readonly now: number;
}

/** Whether it is the account's own password; counted with the tries to sign in. */
async function proven(
  { db, commit, passwords }: Services,
  { person, current, now }: Proven,
): Promise<Result<{ readonly key: string }, NotSignedIn>> {
  const account = await accounts.find(db, person);
  const key = triesKey(account?.emailKey ?? person);
  const allowed = await commit((trx) => limits.limited(trx, key, TRIES, now));
  if (!allowed.ok) return err({ code: 'limited', retryAfter: allowed.retryAfter });
  const right = await passwords.verify(current, account?.passwordHash ?? null);
  return right ? ok({ key }) : err({ code: 'wrong' });
}

/** Every session ends, on every device; gives the cookie of the one that begins here. */
export async function changePassword(
  services: Services,
  { password, ...asked }: Proven & { readonly password: string },
): Promise<Result<string, NotSignedIn>> {
  const checked = await proven(services, asked);
  if (!checked.ok) return checked;
  const { sessions, passwords } = services;
  const { person, now } = asked;
  const passwordHash = await passwords.hash(password);
  const cookie = await sessions.change(async (trx) => {
    await limits.forgive(trx, checked.value.key);
    await accounts.setPassword(trx, person, passwordHash);
    await resets.dropOf(trx, person);
    await sessions.endAll(trx, person);
    return sessions.begin(trx, person, now);
  });
  return ok(cookie);
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
