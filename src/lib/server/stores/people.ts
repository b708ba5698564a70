// People: from the start everyone is a row here; accounts and memberships will refer to it.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { locksRows } from '../db/locks.ts';
import type { Db } from '../db/tables.ts';

export async function create(db: Db, id: PersonId, now: number): Promise<void> {
  await db.insertInto('person').values({ id, created_at: now }).execute();
}

/** With everything that is theirs alone: account, sessions, attempts, entries in classes. */
export async function remove(db: Db, ids: readonly PersonId[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('person').where('id', 'in', ids).execute();
}

export async function createMany(db: Db, ids: readonly PersonId[], now: number): Promise<void> {
  if (ids.length > 0)
    await db
      .insertInto('person')
      .values(ids.map((id) => ({ id, created_at: now })))
      .execute();
}

export async function exists(db: Db, id: PersonId): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Until this transaction ends, no other adds anything to these people or makes an account of one; it waits. */
export async function hold(db: Db, ids: readonly PersonId[]): Promise<void> {
  if (locksRows(db))
    await db.selectFrom('person').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}
