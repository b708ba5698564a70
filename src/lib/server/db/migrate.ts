// Brings the tables up to date, and refuses a database that a newer release has already changed.
import { Migrator, type Migration } from 'kysely/migration';
import { migrations as ours } from './migrations/index.ts';
import type { Db } from './tables.ts';

const LEDGER = 'kysely_migration';

async function executed(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === LEDGER)) return [];
  const rows = await db
    .withTables<{ [LEDGER]: { name: string } }>()
    .selectFrom(LEDGER)
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}

/** Runs what is still missing, in the order of the names. All of it happens, or nothing. */
export async function migrate(db: Db, migrations: Readonly<Record<string, Migration>> = ours): Promise<void> {
  const unknown = (await executed(db)).find((name) => !(name in migrations));
  if (unknown !== undefined)
    throw new Error(
      `This database is from a newer release (it has "${unknown}"): start that release, or restore an older copy.`,
    );
  // Static imports rather than files in a folder, so that the migrations are part of the built server.
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
