// Opens the SQLite file: durable by default, and with its statements prepared once instead of for each query.
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const SQLITE_FILE = 'demarche.sqlite';

/** Queries of lists of any length would fill the cache with statements used once. */
const KEPT_STATEMENTS = 200;

/** Preparing costs as much as running (10 µs); the app has a few dozen different queries. */
function withKeptStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = database.prepare(sql) as unknown as SqliteStatement;
      if (kept.size < KEPT_STATEMENTS) kept.set(sql, statement);
      return statement;
    },
  };
}

/** Kysely supposes that SQLite cannot roll back a change of tables; it can, so a killed migration leaves nothing half done. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * A transaction asks for the right to write at once, and waits for it. One that reads first and asks later is refused
 * without waiting when another program (admin, scores:rebuild) has written in between.
 */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Reads a setting of the connection back, for SQLite ignores what it does not understand without a word. */
function set(
  database: Database.Database,
  pragma: string,
  value: string | number,
  reads: string | number,
): void {
  database.pragma(`${pragma} = ${value}`);
  const is = database.pragma(pragma, { simple: true });
  if (is !== reads)
    throw new Error(
      `SQLite keeps ${pragma} at ${is}, not ${value}: the data folder must lie on a local disk.`,
    );
}

/** The dialect for the file in `dataDir`, which is made when it is not there; ':memory:' is not supported. */
export function sqliteDialect(dataDir: string): Dialect {
  mkdirSync(dataDir, { recursive: true });
  const database = new Database(join(dataDir, SQLITE_FILE));
  set(database, 'busy_timeout', 5000, 5000);
  set(database, 'journal_mode', 'WAL', 'wal');
  // The package is compiled to fall back to NORMAL under WAL, where a power cut may take acknowledged answers back.
  set(database, 'synchronous', 'FULL', 2);
  set(database, 'foreign_keys', 'ON', 1);
  const config = { database: withKeptStatements(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new WritingDriver(config),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new TransactionalAdapter(),
  };
}
