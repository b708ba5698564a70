// A forgotten password: a link that works once within an hour, sent by e-mail or printed for whoever runs the installation.
import { emailKey } from '#lib/domain/account/fields.ts';
import { hashOfToken, newToken } from '../auth/cookie.ts';
import type { Connection } from '../db/connect.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as resets from '../stores/password-resets.ts';
import * as limits from '../stores/rate-limits.ts';
import { triesKey } from './sign-in.ts';

export const RESET_MINUTES = 60;
/** Letters to one address, whether it has an account or not. */
const LETTERS: limits.Limit = { most: 3, per: 60 * 60_000 };

/** A new link for the account with this address; null when there is none. */
export async function newResetLink(
  { db, commit }: Pick<Connection, 'db' | 'commit'>,
  { email, origin, now }: { readonly email: string; readonly origin: string; readonly now: number },
): Promise<string | null> {
  const account = await accounts.byEmail(db, emailKey(email));
  if (account === null) return null;
  const token = newToken();
  const reset = {
    tokenHash: hashOfToken(token),
    person: account.person,
    expiresAt: now + RESET_MINUTES * 60_000,
  };
  await commit((trx) => resets.create(trx, reset));
  return new URL(`/reset-password/${token}`, origin).href;
}

const letter = (link: string): string => `Somebody asked for a new password for your account at Demarche.

To set one, open this link within ${RESET_MINUTES} minutes. It works once.

${link}

If it was not you, leave this e-mail alone: your password stays as it is.
`;

/**
 * Sends a link if the address has an account. Whoever asks is answered before anything of that is done: neither the
 * answer nor its time says whether there is an account.
 */
export async function sendResetLink(
  services: Services,
  { email, origin, now }: { readonly email: string; readonly origin: string; readonly now: number },
): Promise<limits.Allowed> {
  const { mail, commit, log } = services;
  if (mail === null) return { ok: true };
  const key = limits.limitKey('reset', emailKey(email));
  const allowed = await commit((trx) => limits.limited(trx, key, LETTERS, now));
  if (!allowed.ok) return allowed;
  const sent = async (): Promise<void> => {
    const link = await newResetLink(services, { email, origin, now });
    if (link !== null)
      await mail.send({ to: email, subject: 'A new password for Demarche', text: letter(link) });
  };
  // The message of such a fault may hold the address, which no log may.
  void sent().catch((fault: { code?: string }) =>
    log.error({ reason: fault.code ?? 'unknown' }, 'an e-mail could not be sent'),
  );
  return allowed;
}

/** Whether the link may still be used. */
export const isResetOpen = async ({ db }: Services, token: string, now: number): Promise<boolean> =>
  (await resets.find(db, hashOfToken(token), now)) !== null;

/** Sets the new password, uses the link up and signs out everywhere. False when the link was used or has run out. */
export async function resetPassword(
  services: Services,
  { token, password, now }: { readonly token: string; readonly password: string; readonly now: number },
): Promise<boolean> {
  const { passwords, sessions } = services;
  if (!(await isResetOpen(services, token, now))) return false;
  const passwordHash = await passwords.hash(password);
  return sessions.change(async (trx) => {
    const person = await resets.take(trx, hashOfToken(token), now);
    if (person === null) return false;
    await accounts.setPassword(trx, person, passwordHash);
    await resets.dropOf(trx, person);
    await sessions.endAll(trx, person);
    await limits.forgive(trx, triesKey(person));
    return true;
  });
}
