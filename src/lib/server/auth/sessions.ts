// Sessions: who stands behind a cookie. A guest has one from the first thing begun; looking at pages makes none.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Connection } from '../db/connect.ts';
import type { Unit } from '../db/group-commit.ts';
import type { Db } from '../db/tables.ts';
import { lru, type Lru } from '../lru.ts';
import * as people from '../stores/people.ts';
import * as sessions from '../stores/sessions.ts';
import type { Visitor } from '../stores/sessions.ts';
import * as settings from '../stores/settings.ts';
import {
  hashOfToken,
  newSecret,
  newToken,
  openCookie,
  openText,
  ownerName,
  sealText,
  sealToken,
  wayBackOf,
} from './cookie.ts';

const DAY = 86_400_000;
export const SESSION_DAYS = 180;
/**
 * For so many milliseconds at most is a session believed that another process has ended and could not say so. Whoever
 * signed out everywhere may have had a reason.
 */
export const TRUSTED = 5_000;
export const REMEMBERED_SESSIONS = 10_000;

export interface Sessions {
  /** The person behind a cookie, and whether the cookie should be sent again because its time was extended. */
  readonly recognise: (
    cookie: string | undefined,
    now: number,
  ) => Promise<(Visitor & { readonly extended: boolean }) | null>;
  /** How a person is named to devices: the same everywhere, and nothing that anybody could sign in with. */
  readonly ownerOf: (person: PersonId) => string;
  /** A new person with a session; gives the cookie to set. */
  readonly enter: (
    now: number,
    newId: () => string,
  ) => Promise<{ readonly person: PersonId; readonly cookie: string }>;
  /**
   * Commits a unit that begins or ends sessions, or changes a person's name or role. What any process remembers of
   * anybody is forgotten with it.
   */
  readonly change: <T>(unit: Unit<T>) => Promise<T>;
  /** Forgets what is remembered of anybody: another process has changed something. */
  readonly forget: () => void;
  /** In a `change`: another session for this person, and its way back if it has one; gives the cookie to set. */
  readonly begin: (trx: Db, person: PersonId, now: number, wayBack?: string) => Promise<string>;
  /** The way back that a session was entered with; null where the cookie is none of ours. */
  readonly wayBack: (cookie: string | undefined) => string | null;
  /** In a `change`: ends the session of this cookie. */
  readonly end: (trx: Db, cookie: string | undefined) => Promise<void>;
  /** In a `change`: signs the person out everywhere. */
  readonly endAll: (trx: Db, person: PersonId) => Promise<void>;
  /** Signs what a page is to send back unchanged. */
  readonly seal: (text: string) => string;
  /** What was sealed; null for anything that was not. */
  readonly unseal: (sealed: string) => string | null;
}

export interface Known {
  readonly visitor: Visitor;
  readonly until: number;
}

/**
 * `known` is what this process remembers of cookies; everything works without finding anything in it. `tell` says to
 * other processes that there was a change.
 */
export async function createSessions(
  { db, commit }: Pick<Connection, 'db' | 'commit'>,
  known: Lru<string, Known> = lru(REMEMBERED_SESSIONS),
  tell: () => void = () => {},
): Promise<Sessions> {
  const secret = await settings.keep(db, 'cookie_secret', newSecret());
  /** Rises with each change: what was read before it may no longer be so. */
  let changes = 0;
  const forget = (): void => {
    changes++;
    known.clear();
  };
  const expiry = (now: number): number => now + SESSION_DAYS * DAY;

  const begin = async (trx: Db, person: PersonId, now: number, wayBack?: string, token = newToken()) => {
    const session = { tokenHash: hashOfToken(token), person, lastSeen: now, expiresAt: expiry(now) };
    await sessions.create(trx, session, wayBack === undefined ? null : hashOfToken(wayBack));
    return sealToken(secret, token);
  };
  const tokenOf = (cookie: string | undefined): string | null =>
    cookie === undefined ? null : openCookie(secret, cookie);

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
      if (asOf === changes) known.set(cookie, { visitor, until: Math.min(now + TRUSTED, session.expiresAt) });
      // Written once a day at most: a write for every page would make reading as dear as answering.
      const extended = now - session.lastSeen > DAY;
      if (extended)
        await commit((trx) => sessions.extend(trx, { ...session, lastSeen: now, expiresAt: expiry(now) }));
      return { ...visitor, extended };
    },

    ownerOf: (person) => ownerName(secret, person),

    async enter(now, newId) {
      const person = newId() as PersonId;
      const token = newToken();
      const cookie = await commit(async (trx) => {
        await people.create(trx, person, now);
        return begin(trx, person, now, wayBackOf(secret, token), token);
      });
      return { person, cookie };
    },

    async change(unit) {
      try {
        return await commit(unit);
      } finally {
        forget();
        tell();
      }
    },
    forget,

    begin: (trx, person, now, wayBack) => begin(trx, person, now, wayBack),
    wayBack(cookie) {
      const token = tokenOf(cookie);
      return token === null ? null : wayBackOf(secret, token);
    },

    async end(trx, cookie) {
      const token = tokenOf(cookie);
      if (token !== null) await sessions.end(trx, hashOfToken(token));
    },

    endAll: (trx, person) => sessions.endAll(trx, person),

    seal: (text) => sealText(secret, text),
    unseal: (sealed) => openText(secret, sealed),
  };
}
