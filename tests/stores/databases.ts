// The databases that the store tests run on: SQLite always, PostgreSQL where a server is given or can be started.
import { execFile, type ExecFileOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { DatabaseSettings } from '#lib/server/db/connect.ts';

const run = promisify(execFile);

export interface TestDatabase {
  readonly name: string;
  /** Why it is not there, in one line; null when it is. */
  readonly missing: string | null;
  /** An empty database, gone after `close`. A server of its own is as durable as a school's only when that is measured. */
  readonly open: (
    durable?: boolean,
  ) => Promise<{ readonly settings: DatabaseSettings; readonly close: () => Promise<void> }>;
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
export function binaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : [];
  const places = [...(process.env.PATH ?? '').split(delimiter), ...versions.sort().reverse()];
  const found = places.find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'pg_ctl')));
  // What is on the path may be links to some of the programs; the others lie beside what they lead to.
  return found === undefined ? null : dirname(realpathSync(join(found, 'initdb')));
}

/** PostgreSQL refuses to run as root; then the user that its package made runs it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | null> {
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  return process.getuid?.() === 0 ? { uid: await id('-u'), gid: await id('-g') } : null;
}

export interface PostgresServer {
  readonly url: string;
  /** Resolves when it takes connections again. `immediate` is as if it had been killed. */
  readonly restart: (mode: 'fast' | 'immediate') => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A server of its own behind a socket in a new folder: no port, no password, nothing left behind. */
export async function startPostgres(durable = false): Promise<PostgresServer> {
  const bin = binaries() ?? '';
  const dir = temporary('postgres');
  const user = await unprivileged();
  if (user !== null) chownSync(dir, user.uid, user.gid);
  const options: ExecFileOptions = { cwd: dir, ...user };
  const data = join(dir, 'data');
  const server = `-k ${dir} -c listen_addresses= -c fsync=${durable ? 'on' : 'off'}`;
  const control = (...args: string[]) => run(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args], options);
  const started = ['-l', join(dir, 'log'), '-o', server];
  try {
    await run(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'tester', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
      options,
    );
    await control(...started, 'start');
  } catch (error) {
    remove(dir);
    throw error;
  }
  return {
    // The folder of the socket is what counts; without a name before it, this would be no address to the app.
    url: `postgres://tester@localhost/postgres?host=${encodeURIComponent(dir)}`,
    restart: async (mode) => void (await control(...started, '-m', mode, 'restart')),
    stop: async () => {
      await control('-m', 'immediate', 'stop');
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
  open: async (durable = false) => {
    const server = given ? { url: given, stop: () => Promise.resolve() } : await startPostgres(durable);
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
