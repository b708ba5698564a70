// Sessions: which person stands behind a token, of which the database knows the hash alone.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Session {
  readonly tokenHash: string;
  readonly person: PersonId;
  readonly lastSeen: number;
  readonly expiresAt: number;
}

export async function create(db: Db, { tokenHash, person, lastSeen, expiresAt }: Session): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      person,
      created_at: lastSeen,
      last_seen: lastSeen,
      expires_at: expiresAt,
    })
    .execute();
}

/** The session that is still valid at `now`, if there is one. */
export async function find(db: Db, tokenHash: string, now: number): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .select(['person', 'last_seen', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { tokenHash, person: row.person as PersonId, lastSeen: row.last_seen, expiresAt: row.expires_at };
}

/** Keeps a session that is in use from running out. */
export async function extend(db: Db, { tokenHash, lastSeen, expiresAt }: Session): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen: lastSeen, expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .execute();
}
