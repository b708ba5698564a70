// Guests: a person and a session from the first thing begun, without an account. Looking at pages makes neither.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Connection } from '../db/connect.ts';
import { lru } from '../lru.ts';
import * as people from '../stores/people.ts';
import * as sessions from '../stores/sessions.ts';
import * as settings from '../stores/settings.ts';
import { hashOfToken, newSecret, newToken, openCookie, sealToken } from './cookie.ts';

const DAY = 86_400_000;
export const SESSION_DAYS = 180;
/** A session ended elsewhere (another process, the database) is believed for at most this long, in milliseconds. */
const TRUSTED = 60_000;
const REMEMBERED = 10_000;

export interface Guests {
  /** The person behind a cookie, and whether the cookie should be sent again because its time was extended. */
  readonly recognise: (
    cookie: string | undefined,
    now: number,
  ) => Promise<{ readonly person: PersonId; readonly extended: boolean } | null>;
  /** A new person with a session; gives the cookie to set. */
  readonly enter: (
    now: number,
    newId: () => string,
  ) => Promise<{ readonly person: PersonId; readonly cookie: string }>;
}

interface Known {
  readonly person: PersonId;
  readonly until: number;
}

export async function createGuests({ db, commit }: Connection): Promise<Guests> {
  const secret = await settings.keep(db, 'cookie_secret', newSecret());
  const known = lru<string, Known>(REMEMBERED);
  const expiry = (now: number): number => now + SESSION_DAYS * DAY;

  return {
    async recognise(cookie, now) {
      if (cookie === undefined) return null;
      const before = known.get(cookie);
      if (before !== undefined && now < before.until) return { person: before.person, extended: false };
      const token = openCookie(secret, cookie);
      if (token === null) return null;
      const session = await sessions.find(db, hashOfToken(token), now);
      if (session === null) {
        known.delete(cookie);
        return null;
      }
      known.set(cookie, { person: session.person, until: Math.min(now + TRUSTED, session.expiresAt) });
      // Written once a day at most: a write for every page would make reading as dear as answering.
      const extended = now - session.lastSeen > DAY;
      if (extended)
        await commit((trx) => sessions.extend(trx, { ...session, lastSeen: now, expiresAt: expiry(now) }));
      return { person: session.person, extended };
    },

    async enter(now, newId) {
      const token = newToken();
      const person = newId() as PersonId;
      await commit(async (trx) => {
        await people.create(trx, person, now);
        await sessions.create(trx, {
          tokenHash: hashOfToken(token),
          person,
          lastSeen: now,
          expiresAt: expiry(now),
        });
      });
      return { person, cookie: sealToken(secret, token) };
    },
  };
}
