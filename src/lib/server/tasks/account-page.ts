// The account page: who one is here, and what becomes of one's classes when the account is deleted.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as ownership from '../stores/ownership.ts';
import * as wordKeys from '../stores/word-keys.ts';

export interface AccountPage {
  readonly name: string;
  readonly email: string | null;
  readonly signInName: string | null;
  readonly hasPassword: boolean;
  /** When the key of words was made; null without one. */
  readonly words: number | null;
  readonly teaches: boolean;
  /** Names of classes that a co-teacher takes over, and of those that end. */
  readonly passOn: readonly string[];
  readonly end: readonly string[];
}

/** Null for somebody without an account. */
export async function accountPage({ db }: Services, person: PersonId | null): Promise<AccountPage | null> {
  const account = person === null ? null : await accounts.find(db, person);
  if (account === null) return null;
  const owned = await ownership.ownedBy(db, account.person);
  const names = (inherited: boolean): string[] =>
    owned.filter(({ heir }) => (heir !== null) === inherited).map(({ name }) => name);
  const { name, email, signInName, teaches } = account;
  const words = await wordKeys.of(db, account.person);
  return {
    ...{ name, email, signInName, teaches },
    hasPassword: account.passwordHash !== null,
    words: words?.createdAt ?? null,
    ...{ passOn: names(true), end: names(false) },
  };
}
