// Sessions: who stands behind a cookie. A guest has one from the first thing begun; looking at pages makes none.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Connection } from '../db/connect.ts';
import type { Unit } from '../db/group-commit.ts';
import type { Db } from '../db/tables.ts';
import { lru } from '../lru.ts';
import * as people from '../stores/people.ts';
import * as sessions from '../stores/sessions.ts';
import type { Visitor } from '../stores/sessions.ts';
import * as settings from '../stores/settings.ts';
import { hashOfToken, newSecret, newToken, openCookie, sealToken } from './cookie.ts';

const DAY = 86_400_000;
export const SESSION_DAYS = 180;
/**
 * For so many milliseconds at most is a session believed that another process has ended. An account's is asked for
 * more often: there, somebody may have signed out everywhere for a reason.
 */
const TRUSTED = { guest: 60_000, account: 5_000 } as const;
const REMEMBERED = 10_000;

export interface Sessions {
  /** The person behind a cookie, and whether the cookie should be sent again because its time was extended. */
  readonly recognise: (
    cookie: string | undefined,
    now: number,
  ) => Promise<(Visitor & { readonly extended: boolean }) | null>;
  /** A new person with a session; gives the cookie to set. */
  readonly enter: (
    now: number,
    newId: () => string,
  ) => Promise<{ readonly person: PersonId; readonly cookie: string }>;
  /**
   * Commits a unit that begins or ends sessions, or changes a person's name or role. What this process remembers of
   * anybody is forgotten with it.
   */
  readonly change: <T>(unit: Unit<T>) => Promise<T>;
  /** In a `change`: another session for this person; gives the cookie to set. */
  readonly begin: (trx: Db, person: PersonId, now: number) => Promise<string>;
  /** In a `change`: ends the session of this cookie. */
  readonly end: (trx: Db, cookie: string | undefined) => Promise<void>;
  /** In a `change`: signs the person out everywhere. */
  readonly endAll: (trx: Db, person: PersonId) => Promise<void>;
}

interface Known {
  readonly visitor: Visitor;
  readonly until: number;
}

export async function createSessions({ db, commit }: Connection): Promise<Sessions> {
  const secret = await settings.keep(db, 'cookie_secret', newSecret());
  const known = lru<string, Known>(REMEMBERED);
  /** Rises with each change: what was read before it may no longer be so. */
  let changes = 0;
  const expiry = (now: number): number => now + SESSION_DAYS * DAY;

  const begin = async (trx: Db, person: PersonId, now: number): Promise<string> => {
    const token = newToken();
    const tokenHash = hashOfToken(token);
    await sessions.create(trx, { tokenHash, person, lastSeen: now, expiresAt: expiry(now) });
    return sealToken(secret, token);
  };

  return {
    async recognise(cookie, now) {
      if (cookie === undefined) return null;
      const before = known.get(cookie);
      if (before !== undefined && now < before.until) return { ...before.visitor, extended: false };
      const token = openCookie(secret, cookie);
      if (token === null) return null;
      const asOf = changes;
      const found = await sessions.find(db, hashOfToken(token), now);
      if (found === null) {
        known.delete(cookie);
        return null;
      }
      const { session, visitor } = found;
      const trusted = visitor.account === null ? TRUSTED.guest : TRUSTED.account;
      if (asOf === changes) known.set(cookie, { visitor, until: Math.min(now + trusted, session.expiresAt) });
      // Written once a day at most: a write for every page would make reading as dear as answering.
      const extended = now - session.lastSeen > DAY;
      if (extended)
        await commit((trx) => sessions.extend(trx, { ...session, lastSeen: now, expiresAt: expiry(now) }));
      return { ...visitor, extended };
    },

    async enter(now, newId) {
      const person = newId() as PersonId;
      const cookie = await commit(async (trx) => {
        await people.create(trx, person, now);
        return begin(trx, person, now);
      });
      return { person, cookie };
    },

    async change(unit) {
      try {
        return await commit(unit);
      } finally {
        changes++;
        known.clear();
      }
    },

    begin,

    async end(trx, cookie) {
      const token = cookie === undefined ? null : openCookie(secret, cookie);
      if (token !== null) await sessions.end(trx, hashOfToken(token));
    },

    endAll: (trx, person) => sessions.endAll(trx, person),
  };
}
