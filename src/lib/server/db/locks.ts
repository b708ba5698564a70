// Where transactions run beside each other, a row can be held against the others. SQLite lets one write at a time.
import { PostgresAdapter, sql } from 'kysely';
import type { Db } from './tables.ts';

export const locksRows = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/**
 * Does a work of many transactions in one process at a time; null where another one is at it just now. A process that
 * dies lets go of it.
 */
export async function alone<T>(db: Db, key: number, work: () => Promise<T>): Promise<T | null> {
  if (!locksRows(db)) return work();
  return db.connection().execute(async (held) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${key}) as got`.execute(held);
    if (rows[0]?.got !== true) return null;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(held);
    }
  });
}

/**
 * For how long anybody waits for what another holds, on PostgreSQL: then they are told to come again. Without an end, an
 * hour of somebody else's work on a table would be an hour in which all that is sent piles up here.
 */
export const LONGEST_WAIT_MS = 4000;

/** Does a work on one connection that waits for as long as it takes. */
export async function patiently<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (!locksRows(db)) return work(db);
  return db.connection().execute(async (one) => {
    await sql`set lock_timeout = 0`.execute(one);
    try {
      return await work(one);
    } finally {
      await sql.raw(`set lock_timeout = ${LONGEST_WAIT_MS}`).execute(one);
    }
  });
}
