// Opens the database that the settings name, brings its tables up to date, and gives the one way to write to it.
import { Kysely } from 'kysely';
import type { Channel } from './channel.ts';
import { groupCommit, type Commit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { postgresChannel } from './postgres-channel.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Db, Tables } from './tables.ts';
import { whyUnusable } from './unusable.ts';

export interface DatabaseSettings {
  /** Folder of the SQLite file; unused with a `databaseUrl`. */
  readonly dataDir: string;
  /** postgres://user:password@host:5432/name, or undefined for SQLite. */
  readonly databaseUrl?: string | undefined;
  /** Hears of connections that break while nobody uses them. */
  readonly onLost?: (error: Error) => void;
  /** Hears how many writes were made durable together. */
  readonly onGroup?: (writes: number) => void;
}

export interface Connection {
  /** For reading, and for what needs a transaction of its own. */
  readonly db: Db;
  /** For every write that somebody waits for. */
  readonly commit: Commit;
  /** To the other processes on this database; null where there can be none. */
  readonly channel: Channel | null;
  readonly close: () => Promise<void>;
}

/** Throws an Error with one plain line when the database cannot be used by this release. */
export async function connect({
  dataDir,
  databaseUrl,
  onLost = () => {},
  onGroup = () => {},
}: DatabaseSettings): Promise<Connection> {
  let opened: Db | null = null;
  try {
    const dialect = databaseUrl ? postgresDialect(databaseUrl, onLost) : sqliteDialect(dataDir);
    opened = new Kysely<Tables>({ dialect });
    await migrate(opened);
  } catch (error) {
    await opened?.destroy();
    throw whyUnusable({ dataDir, databaseUrl }, error);
  }
  const db = opened;
  const channel = databaseUrl ? postgresChannel(databaseUrl, onLost) : null;
  const close = async (): Promise<void> => {
    await channel?.close();
    await db.destroy();
  };
  return { db, commit: groupCommit(db, onGroup), channel, close };
}
