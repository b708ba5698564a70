// Opens PostgreSQL through a pool; whole numbers come back as numbers, as they do from SQLite.
import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';
import { LONGEST_WAIT_MS } from './locks.ts';

const INT8 = 20;

/** What the server's connections call themselves, so that a restore can see that it is running. */
export const APPLICATION = 'demarche';

/** `onLost` hears of connections that break while nothing is asked of them: unheard, such a break would end the process. */
export function postgresDialect(url: string, onLost: (error: Error) => void): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION,
    max: 10,
    connectionTimeoutMillis: 5000,
    types: {
      // Our bigints are epoch milliseconds, positions and millionths of points: all far below 2^53.
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
    onConnect: async (client) => {
      // The pool hears those that lie idle; one that is in use may break between two statements of a transaction.
      client.on('error', onLost);
      await client.query(`set lock_timeout = ${LONGEST_WAIT_MS}`);
    },
  });
  // Each connection has said so itself.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
