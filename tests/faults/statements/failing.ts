// A database whose n-th statement fails: its driver counts, and all that stands above it is the app's own.
import { Kysely, type CompiledQuery, type DatabaseConnection, type Dialect } from 'kysely';
import { connect, type Connection, type DatabaseSettings } from '#lib/server/db/connect.ts';
import { groupCommit } from '#lib/server/db/group-commit.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { postgresDialect } from '#lib/server/db/postgres.ts';
import { sqliteDialect } from '#lib/server/db/sqlite.ts';
import type { Db, Tables } from '#lib/server/db/tables.ts';
import { siteOf } from './sites.ts';

export interface Faults {
  /** The n-th statement from now on fails; null lets all pass. */
  readonly arm: (n: number | null) => void;
  /** The statement that has failed since, or null. */
  readonly failed: () => string | null;
  /** Hears of every change that has just become durable. */
  onDurable: (() => Promise<void>) | null;
  /** Places in the code that have written. */
  readonly sites: Set<string>;
}

/** As both databases say that there is no room. */
export class Injected extends Error {
  readonly code: string;
  constructor(code: string) {
    super('this statement was made to fail');
    this.code = code;
  }
}

export interface Failing {
  readonly faults: Faults;
  /** A connection of its own, of which nothing is counted. */
  readonly reader: () => Db;
  readonly opening: (settings: DatabaseSettings) => Promise<Connection>;
}

const READS = /^(select|begin|start|rollback|savepoint|release|pragma|set)\b/i;

export function failing(): Failing {
  let left: number | null = null;
  let failed: string | null = null;
  let beside: Connection | null = null;
  const faults: Faults = {
    arm: (n) => ((left = n), (failed = null)),
    failed: () => failed,
    onDurable: null,
    sites: new Set(),
  };
  const known = new WeakSet<DatabaseConnection>();
  const counted = (connection: DatabaseConnection, code: string): DatabaseConnection => {
    if (known.has(connection)) return connection;
    known.add(connection);
    const run = connection.executeQuery.bind(connection);
    let within = false;
    connection.executeQuery = async <R>(query: CompiledQuery) => {
      if (left !== null && --left === 0) {
        failed = query.sql;
        throw new Injected(code);
      }
      const result = await run<R>(query);
      if (/^(begin|start transaction)/i.test(query.sql)) within = true;
      if (/^(commit|rollback$)/i.test(query.sql)) within = false;
      if (!within && !READS.test(query.sql)) await faults.onDurable?.();
      return result;
    };
    return connection;
  };
  const wrapped = (dialect: Dialect, code: string): Dialect => ({
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      driver.acquireConnection = async (options) => counted(await acquire(options), code);
      return driver;
    },
  });
  return {
    faults,
    reader: () => (beside as Connection).db,
    async opening(settings) {
      const { dataDir, databaseUrl } = settings;
      const dialect = databaseUrl
        ? wrapped(
            postgresDialect(databaseUrl, () => {}),
            '53100',
          )
        : wrapped(sqliteDialect(dataDir), 'SQLITE_FULL');
      const db = new Kysely<Tables>({ dialect });
      await migrate(db);
      const reading = (beside = await connect(settings));
      const commit = groupCommit(db);
      const transaction = db.transaction.bind(db);
      db.transaction = () => {
        siteOf(faults.sites);
        return transaction();
      };
      return {
        db,
        commit: (unit) => {
          siteOf(faults.sites);
          return commit(unit);
        },
        channel: null,
        close: async () => {
          await reading.close();
          await db.destroy();
        },
      };
    },
  };
}
