// One-time links for a new password, of which the database knows the hash alone.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Reset {
  readonly tokenHash: string;
  readonly person: PersonId;
  readonly expiresAt: number;
}

export async function create(db: Db, { tokenHash, person, expiresAt }: Reset): Promise<void> {
  await db
    .insertInto('password_reset')
    .values({ token_hash: tokenHash, person, expires_at: expiresAt })
    .execute();
}

/** Whose link this is, while it may be used. */
export async function find(db: Db, tokenHash: string, now: number): Promise<PersonId | null> {
  const row = await db
    .selectFrom('password_reset')
    .select('person')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined ? null : (row.person as PersonId);
}

/** Uses a link up: whose it was, or null when it was used or has run out. Of two at once, one gets the person. */
export async function take(db: Db, tokenHash: string, now: number): Promise<PersonId | null> {
  const row = await db
    .deleteFrom('password_reset')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returning('person')
    .executeTakeFirst();
  return row === undefined ? null : (row.person as PersonId);
}

export async function dropOf(db: Db, person: PersonId): Promise<void> {
  await db.deleteFrom('password_reset').where('person', '=', person).execute();
}
