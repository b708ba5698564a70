// Opens the database that the settings name, brings its tables up to date, and gives the one way to write to it.
import { Kysely } from 'kysely';
import { groupCommit, type Commit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Db, Tables } from './tables.ts';

export interface DatabaseSettings {
  /** Folder of the SQLite file; unused with a `databaseUrl`. */
  readonly dataDir: string;
  /** postgres://user:password@host:5432/name, or undefined for SQLite. */
  readonly databaseUrl?: string | undefined;
  /** Hears of connections that break while nobody uses them. */
  readonly onLost?: (error: Error) => void;
}

export interface Connection {
  /** For reading, and for what needs a transaction of its own. */
  readonly db: Db;
  /** For every write that somebody waits for. */
  readonly commit: Commit;
  readonly close: () => Promise<void>;
}

/** Throws an Error with one plain line when the database cannot be used by this release. */
export async function connect({
  dataDir,
  databaseUrl,
  onLost = () => {},
}: DatabaseSettings): Promise<Connection> {
  const dialect = databaseUrl ? postgresDialect(databaseUrl, onLost) : sqliteDialect(dataDir);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, commit: groupCommit(db), close: () => db.destroy() };
}
