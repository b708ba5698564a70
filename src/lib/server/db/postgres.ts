// Opens PostgreSQL through a pool; whole numbers come back as numbers, as they do from SQLite.
import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;

/** `onLost` hears of idle connections that break: without a listener such a break would end the process. */
export function postgresDialect(url: string, onLost: (error: Error) => void): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    types: {
      // Our bigints are epoch milliseconds, positions and millionths of points: all far below 2^53.
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', onLost);
  return new PostgresDialect({ pool });
}
