// What a database holds, as a text: to see that nothing of it has moved.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { locksRows } from '#lib/server/db/locks.ts';
import type { Db } from '#lib/server/db/tables.ts';

/** Counters of tries rise with every try, also with one that is refused. */
const COUNTERS = 'rate_limit';

const tablesOf = async (db: Db): Promise<string[]> =>
  (await db.introspection.getTables()).map(({ name }) => name).filter((name) => name !== COUNTERS);

/** Every row of every table but the counters of tries: what must not move when something is refused. */
export async function everything(db: Db): Promise<string> {
  const rows: string[] = [];
  for (const name of await tablesOf(db)) rows.push(name, ...(await rowsOf(db, name)));
  return rows.join('\n');
}

async function rowsOf(db: Db, table: string): Promise<string[]> {
  const rows = await db
    .selectFrom(table as 'person')
    .selectAll()
    .execute();
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** Gives a line for each table, with a hash of its rows; to be asked again and again through a connection of its own. */
export async function watching(db: Db): Promise<() => Promise<string>> {
  const tables = await tablesOf(db);
  if (locksRows(db)) {
    const each = tables.map(
      (name) =>
        sql`select ${sql.lit(name)} as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from ${sql.table(name)} t`,
    );
    const all = sql<{ name: string; hash: string }>`${sql.join(each, sql` union all `)} order by 1`;
    return async () => (await all.execute(db)).rows.map(({ name, hash }) => `${name} ${hash}`).join('\n');
  }
  // SQLite says whether another connection has changed anything since it was last asked.
  let version = -1;
  let text = '';
  return async () => {
    const now = Object.values(
      (await sql<object>`pragma data_version`.execute(db)).rows[0] ?? {},
    )[0] as number;
    if (now === version) return text;
    const lines: string[] = [];
    for (const name of tables)
      lines.push(
        `${name} ${createHash('md5')
          .update((await rowsOf(db, name)).join())
          .digest('hex')}`,
      );
    version = now;
    return (text = lines.join('\n'));
  };
}
