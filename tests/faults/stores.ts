// The stores that the built server is tried on: a file of SQLite, or a PostgreSQL server of its own.
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { startPostgres, temporary, type PostgresServer } from '../stores/databases.ts';
import { root } from './built-server.ts';
import { inPostgres, inSqlite, type Look } from './kept.ts';

export interface Store {
  /** The server's settings. */
  readonly env: Readonly<Record<string, string>>;
  readonly look: Look;
  /** Looks that follow compare every index with its table. */
  readonly lookCloser: () => void;
  readonly close: () => Promise<void>;
}

const CONTENT = { CONTENT_DIR: join(root, 'tests/fixtures/content-tiny') };

export function onSqlite(dataDir = temporary('faults')): Store {
  return {
    env: { ...CONTENT, DATA_DIR: dataDir },
    look: inSqlite(join(dataDir, 'demarche.sqlite')),
    lookCloser: () => {},
    close: () => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })),
  };
}

export async function onPostgres(): Promise<Store & { readonly server: PostgresServer }> {
  const server = await startPostgres();
  const dataDir = temporary('faults');
  let close = false;
  return {
    server,
    env: { ...CONTENT, DATA_DIR: dataDir, DATABASE_URL: server.url },
    look: inPostgres(server.url, () => close),
    lookCloser: () => void (close = true),
    close: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
