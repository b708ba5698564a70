// Settings that the installation makes for itself and keeps, such as the secret that signs cookies.
import type { Db } from '../db/tables.ts';

/** The value under `key`: the one already there, else `value`, whoever of several processes wrote it first. */
export async function keep(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirstOrThrow();
  return row.value;
}

/** The value under `key`; null where there is none. */
export async function find(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

/** Resolves when the database answers. */
export async function ping(db: Db): Promise<void> {
  await db.selectFrom('setting').select('key').limit(1).execute();
}
