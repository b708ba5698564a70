// Keys of words: signing up with one, signing in with one, and another in its place.
import { newWords, wordsKey } from '#lib/domain/account/words.ts';
import type { Chance } from '#lib/domain/classes/code.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { hashOfToken } from '../auth/cookie.ts';
import { isConflict } from '../db/failures.ts';
import type { Services } from '../services.ts';
import * as accounts from '../stores/accounts.ts';
import * as limits from '../stores/rate-limits.ts';
import * as wordKeys from '../stores/word-keys.ts';
import { guess } from './guess.ts';
import { enter, type Before, type SignedIn } from './sign-in.ts';
import { found, type Here } from './sign-up.ts';

/** Wrong keys from one address before each further answer takes its time. Right ones count for nothing. */
export const WRONG_KEYS: limits.Limit = { most: 20, per: 10 * 60_000 };
/** Who gave no name is called so, until they do. */
export const NAMELESS = 'Learner';

/** Words to be shown, and what the page sends back so that these very words, made here, become the key. */
export interface OfferedWords {
  readonly words: readonly string[];
  readonly sealed: string;
}

/** Nothing is stored of them before they are sent back: a page that is closed has made no key. */
export function offerWords({ sessions }: Services, below: Chance): OfferedWords {
  const words = newWords(below);
  return { words, sealed: sessions.seal(wordsKey(words)) };
}

/** The words that a page sends back; null when they are not ours. */
export const offeredWords = ({ sessions }: Services, sealed: string): string[] | null =>
  sessions.unseal(sealed)?.split('-') ?? null;

/** An account that these words alone open. The same form sent twice, or sent again because no answer came, signs in. */
export async function signUpWithWords(
  services: Services,
  { words, ...here }: Here & { readonly words: readonly string[] },
): Promise<SignedIn> {
  const { db, sessions } = services;
  const tokenHash = hashOfToken(wordsKey(words));
  const again = async (): Promise<SignedIn | null> => {
    const person = await wordKeys.find(db, tokenHash);
    return person === null ? null : open(services, { person, ...here, leave: false });
  };
  const before = await again();
  if (before !== null) return before;
  const account = {
    ...{ name: NAMELESS, email: null, emailKey: null, signInName: null, signInKey: null },
    ...{ passwordHash: null, teaches: false },
  };
  try {
    return await sessions.change((trx) =>
      found(services, trx, account, here, (person) =>
        wordKeys.set(trx, person, { tokenHash, createdAt: here.now }),
      ),
    );
  } catch (error) {
    const meanwhile = isConflict(error) ? await again() : null;
    if (meanwhile === null) throw error;
    return meanwhile;
  }
}

interface Open extends Here {
  readonly person: PersonId;
  readonly leave: boolean;
}

async function open(services: Services, { person, ...here }: Open): Promise<SignedIn | null> {
  const account = await accounts.find(services.db, person);
  return account === null
    ? null
    : services.sessions.change((trx) => enter(services, trx, { account, ...here }));
}

export interface SignInWithWords {
  /** Written in its one way, as `readWords` gives it. */
  readonly key: string;
  readonly before: Before;
  readonly leave: boolean;
  readonly address: string;
  readonly now: number;
  readonly newId: () => string;
}

/** `wait`: too many wrong keys came from this address, and too many wait, so this one was not looked at. */
export async function signInWithWords(
  services: Services,
  { key, address, ...here }: SignInWithWords,
): Promise<SignedIn | 'wrong' | 'wait'> {
  // 1 Whose? At an address of many wrong keys, one is looked up after the other.
  const look = (): Promise<PersonId | null> => wordKeys.find(services.db, hashOfToken(key));
  const tries = limits.limitKey('words', address);
  const person = await guess(services, { key: tries, limit: WRONG_KEYS, now: here.now, look });
  if (person === 'full') return 'wait';

  // 2 The account is open, as with a password.
  return (person === null ? null : await open(services, { person, ...here })) ?? 'wrong';
}
