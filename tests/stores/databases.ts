// The databases that the store tests run on: SQLite always, PostgreSQL where a server is given or can be started.
import { execFile, type ExecFileOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { DatabaseSettings } from '#lib/server/db/connect.ts';

const run = promisify(execFile);

export interface TestDatabase {
  readonly name: string;
  /** Why it is not there, in one line; null when it is. */
  readonly missing: string | null;
  /** An empty database, gone after `close`. */
  readonly open: () => Promise<{ readonly settings: DatabaseSettings; readonly close: () => Promise<void> }>;
}

export const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `demarche-${name}-`));
const remove = (dir: string): void => rmSync(dir, { recursive: true, force: true });

export const sqlite: TestDatabase = {
  name: 'SQLite',
  missing: null,
  open: () => {
    const dataDir = temporary('sqlite');
    return Promise.resolve({ settings: { dataDir }, close: () => Promise.resolve(remove(dataDir)) });
  },
};

/** The folder with `initdb` and `pg_ctl`: on the path, or where Debian keeps them. */
function binaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : [];
  const places = [...(process.env.PATH ?? '').split(delimiter), ...versions.sort().reverse()];
  return places.find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'pg_ctl'))) ?? null;
}

/** PostgreSQL refuses to run as root; then the user that its package made runs it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | null> {
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  return process.getuid?.() === 0 ? { uid: await id('-u'), gid: await id('-g') } : null;
}

/** A server of its own behind a socket in a new folder: no port, no password, nothing left behind. */
async function startServer(bin: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = temporary('postgres');
  const user = await unprivileged();
  if (user !== null) chownSync(dir, user.uid, user.gid);
  const options: ExecFileOptions = { cwd: dir, ...user };
  const data = join(dir, 'data');
  try {
    await run(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'tester', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
      options,
    );
    const server = `-k ${dir} -c listen_addresses= -c fsync=off`;
    await run(
      join(bin, 'pg_ctl'),
      ['-D', data, '-w', '-l', join(dir, 'log'), '-o', server, 'start'],
      options,
    );
  } catch (error) {
    remove(dir);
    throw error;
  }
  return {
    url: `postgres://tester@/postgres?host=${encodeURIComponent(dir)}`,
    stop: async () => {
      await run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop'], options);
      remove(dir);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const given = process.env.TEST_DATABASE_URL;

export const postgres: TestDatabase = {
  name: 'PostgreSQL',
  missing:
    given || binaries() !== null
      ? null
      : 'no PostgreSQL here: install one (initdb and pg_ctl), or set TEST_DATABASE_URL to a server that lets its user create databases',
  open: async () => {
    const server = given
      ? { url: given, stop: () => Promise.resolve() }
      : await startServer(binaries() ?? '');
    // A database of its own, so that the given one is left as it was found.
    const name = `demarche_${randomBytes(6).toString('hex')}`;
    await onServer(server.url, `create database ${name}`);
    const databaseUrl = server.url.replace(/(^postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
    return {
      settings: { dataDir: '', databaseUrl },
      close: async () => {
        await onServer(server.url, `drop database ${name} with (force)`);
        await server.stop();
      },
    };
  },
};
