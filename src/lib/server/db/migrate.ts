// Brings the tables up to date, and refuses a database that a newer release has already changed.
import { Migrator, type Migration } from 'kysely/migration';
import { patiently } from './locks.ts';
import { migrations as ours } from './migrations/index.ts';
import type { Db } from './tables.ts';
import { DatabaseFault } from './unusable.ts';

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

/** The first of these migrations that this release does not know; null when it knows them all. */
export const unknownTo = (
  names: readonly string[],
  migrations: Readonly<Record<string, Migration>> = ours,
): string | null => names.find((name) => !(name in migrations)) ?? null;

async function refuseNewer(db: Db, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const unknown = unknownTo(await executed(db), migrations);
  if (unknown !== null)
    throw new DatabaseFault(
      `This database is from a newer release (it has "${unknown}"): start that release, or restore an older copy.`,
    );
}

/**
 * Runs what is still missing, in the order of the names. All of it happens, or nothing. Processes that start together
 * take turns (Kysely holds an advisory lock on PostgreSQL), and the later ones find nothing missing.
 */
export async function migrate(db: Db, migrations: Readonly<Record<string, Migration>> = ours): Promise<void> {
  await refuseNewer(db, migrations);
  // Static imports rather than files in a folder, so that the migrations are part of the built server.
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  // Another process that migrates may take longer than anybody else would wait.
  const { error } = await patiently(db, (one) => new Migrator({ db: one, provider }).migrateToLatest());
  if (error === undefined) return;
  // A newer release may have had its turn in between.
  await refuseNewer(db, migrations);
  throw error;
}
