// Keys of words: one for each account that wants one, of which the database knows the hash alone.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface WordKey {
  readonly tokenHash: string;
  readonly createdAt: number;
}

/** In place of the key before, which opens nothing from now on. */
export async function set(db: Db, person: PersonId, { tokenHash, createdAt }: WordKey): Promise<void> {
  const key = { token_hash: tokenHash, created_at: createdAt };
  await db
    .insertInto('word_key')
    .values({ person, ...key })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(key))
    .execute();
}

export async function of(db: Db, person: PersonId): Promise<WordKey | null> {
  const row = await db.selectFrom('word_key').selectAll().where('person', '=', person).executeTakeFirst();
  return row === undefined ? null : { tokenHash: row.token_hash, createdAt: row.created_at };
}

/** Whose key this is. */
export async function find(db: Db, tokenHash: string): Promise<PersonId | null> {
  const row = await db
    .selectFrom('word_key')
    .select('person')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row === undefined ? null : (row.person as PersonId);
}
