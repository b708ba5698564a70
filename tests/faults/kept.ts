// Looks into a database past all of the app's code: what it has of an attempt, and whether it is sound.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { binaries } from '../stores/databases.ts';

export interface Kept {
  readonly log: readonly { readonly seq: number; readonly command: string }[];
  /** Position of the last event of the kept state. */
  readonly state: number | undefined;
}
export type Read = (attempt: string) => Promise<Kept>;

/** Opens it, gives it to the work, and closes it; adds what is unsound. */
export type Look = (work: (read: Read) => Promise<string[]>) => Promise<string[]>;

const LOG = 'select seq, command from attempt_event where attempt = $1 order by seq';
const STATE = 'select seq from attempt_state where attempt = $1';

export const inSqlite =
  (file: string): Look =>
  async (work) => {
    const db = new Database(file);
    try {
      const sound = db.pragma('integrity_check', { simple: true });
      const [log, state] = [LOG, STATE].map((sql) => db.prepare(sql.replace('$1', '?'))) as [
        Database.Statement,
        Database.Statement,
      ];
      const found = await work((attempt) =>
        Promise.resolve({
          log: log.all(attempt) as Kept['log'],
          state: state.pluck().get(attempt) as number | undefined,
        }),
      );
      return sound === 'ok' ? found : [`integrity_check says ${String(sound)}`, ...found];
    } finally {
      db.close();
    }
  };

/** What `pg_amcheck` says of every table and index of the database; nothing where it is sound. */
async function unsound(url: string): Promise<string[]> {
  const program = join(binaries() ?? '', 'pg_amcheck');
  if (!existsSync(program)) return ['pg_amcheck is not there: nothing is known of the integrity'];
  const args = ['--install-missing', '--heapallindexed', url];
  return promisify(execFile)(program, args).then(
    () => [],
    (error: { stdout?: string }) => [`pg_amcheck says ${error.stdout ?? String(error)}`],
  );
}

/** `thorough` has every index compared with its table, which takes about a second. */
export const inPostgres =
  (url: string, thorough: () => boolean): Look =>
  async (work) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      // What a killed server had on its way may still be committed between two questions.
      await client.query('begin isolation level repeatable read');
      const found = await work(async (attempt) => {
        const log = await client.query<{ seq: string; command: string }>(LOG, [attempt]);
        const state = await client.query<{ seq: string }>(STATE, [attempt]);
        return {
          log: log.rows.map(({ seq, command }) => ({ seq: Number(seq), command })),
          state: state.rows[0] === undefined ? undefined : Number(state.rows[0].seq),
        };
      });
      await client.query('commit');
      return thorough() ? [...(await unsound(url)), ...found] : found;
    } finally {
      await client.end();
    }
  };
