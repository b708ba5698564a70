// Backups of PostgreSQL by its own programs: pg_dump in its custom format, and pg_restore in one transaction.
import { execFile } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { BackupFault } from './backup-fault.ts';
import { unknownTo } from './migrate.ts';
import { APPLICATION } from './postgres.ts';
import { whyUnusable } from './unusable.ts';

const run = promisify(execFile);
const ROOM = 64 * 1024 * 1024;

/** The app's own client comes first: what is wrong with the address is then said in our words, and not in a program's. */
async function reach(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    await client.connect();
    return client;
  } catch (error) {
    throw whyUnusable({ dataDir: '', databaseUrl: url }, error);
  }
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
async function program(name: string, url: string, args: readonly string[]): Promise<string> {
  // Not `new URL`: it takes no address of a socket, which has no host.
  const [, before = '', password, after = ''] = /^(\w+:\/\/[^:@/]*):([^@/]*)(@.*)$/s.exec(url) ?? [];
  const bare = password === undefined ? url : before + after;
  const full = args.map((argument) => (argument === url ? bare : argument));
  const env = {
    ...process.env,
    ...(password === undefined ? {} : { PGPASSWORD: decodeURIComponent(password) }),
  };
  try {
    return (await run(name, full, { env, maxBuffer: ROOM })).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT')
      throw new BackupFault(`${name} is not on this machine: install the client programs of PostgreSQL.`);
    throw new BackupFault(`${name} failed: ${(stderr ?? String(error)).trim().split('\n')[0]}`);
  }
}

/** The names of the migrations in a dump, read without a database. */
async function migrationsIn(file: string): Promise<string[]> {
  let sql: string;
  try {
    sql = await program('pg_restore', '', ['--data-only', '--table=kysely_migration', '--file=-', file]);
  } catch (error) {
    if (!(error instanceof BackupFault) || error.message.includes('not on this machine')) throw error;
    throw new BackupFault(`${file} is not a whole backup of Demarche (${error.message}): take an older one.`);
  }
  const rows = /^COPY [^\n]*kysely_migration [^\n]*\n(.*?)^\\\.$/ms.exec(sql)?.[1] ?? '';
  return rows.split('\n').flatMap((row) => (row === '' ? [] : [row.split('\t')[0] ?? '']));
}

async function check(file: string): Promise<void> {
  const names = await migrationsIn(file);
  if (names.length === 0)
    throw new BackupFault(`${file} is not a whole backup of Demarche (no tables in it): take an older one.`);
  const newer = unknownTo(names);
  if (newer !== null)
    throw new BackupFault(
      `${file} is from a newer release (it has "${newer}"): restore it with that release.`,
    );
}

export async function backupPostgres(url: string, partial: string, file: string): Promise<void> {
  await (await reach(url)).end();
  await program('pg_dump', url, [
    '--no-password',
    '--format=custom',
    '--no-owner',
    '--no-acl',
    `--file=${partial}`,
    '--dbname',
    url,
  ]);
  await check(partial);
  renameSync(partial, file);
}

/** True when it has tables; throws while an app process is connected. */
async function isUsed(url: string): Promise<boolean> {
  const client = await reach(url);
  try {
    const { rows } = await client.query<{ app: number; tables: number }>(
      `select (select count(*)::int from pg_stat_activity
               where datname = current_database() and application_name = $1) as app,
              (select count(*)::int from pg_tables where tablename = 'kysely_migration') as tables`,
      [APPLICATION],
    );
    const [found] = rows;
    if (found !== undefined && found.app > 0)
      throw new BackupFault('The server is running on this database: stop it, then restore again.');
    return (found?.tables ?? 0) > 0;
  } finally {
    await client.end();
  }
}

export async function restorePostgres(url: string, file: string, aside: string): Promise<string | null> {
  // 1 Is it one, and of this release or an older one?
  await check(file);

  // 2 The present data are kept as a backup of their own.
  const had = await isUsed(url);
  if (had) {
    mkdirSync(dirname(aside), { recursive: true });
    await backupPostgres(url, `${aside}.partial`, aside);
  }

  // 3 All of it, or nothing.
  await program('pg_restore', url, [
    '--no-password',
    '--clean',
    '--if-exists',
    '--no-owner',
    '--no-acl',
    '--single-transaction',
    '--exit-on-error',
    '--dbname',
    url,
    file,
  ]);
  return had ? aside : null;
}
