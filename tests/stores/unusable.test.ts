// A database that cannot be used says why in one line that names the cure, and is left as it was.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { backup, restore } from '#lib/server/db/backup.ts';
import { connect } from '#lib/server/db/connect.ts';
import { SQLITE_FILE } from '#lib/server/db/sqlite.ts';
import { DatabaseFault, whyUnusable } from '#lib/server/db/unusable.ts';
import { postgres, temporary } from './databases.ts';

const refusal = async (settings: Parameters<typeof connect>[0]): Promise<string> => {
  const outcome = await connect(settings).then(
    (connection) => connection.close(),
    (error: unknown) => (error as Error).message,
  );
  return outcome ?? 'it was opened';
};

test('a folder in the place of the SQLite file is named', async () => {
  const dataDir = temporary('folder');
  mkdirSync(join(dataDir, SQLITE_FILE));
  expect(await refusal({ dataDir })).toMatch(/^Cannot write to .*demarche\.sqlite .*DATA_DIR=/);
  rmSync(dataDir, { recursive: true });
});

test('a command says so in the same one line, and ends with a code that is not 0', async () => {
  const env = { ...process.env, DATABASE_URL: 'postgres://school:hidden@127.0.0.1:1/marks' };
  const ended = promisify(execFile)(process.execPath, ['scripts/scores-rebuild.ts'], { env });
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^No PostgreSQL answers at 127\.0\.0\.1:1: [^\n]*\n$/) as string,
  });
}, 60_000);

describe.skipIf(postgres.missing !== null)('PostgreSQL', () => {
  let opened: Awaited<ReturnType<typeof postgres.open>>;
  beforeAll(async () => {
    opened = await postgres.open();
  }, 60_000);
  afterAll(() => opened.close());
  const changed = (pattern: RegExp, into: string): Parameters<typeof connect>[0] => ({
    dataDir: '',
    databaseUrl: (opened.settings.databaseUrl ?? '').replace(pattern, into),
  });

  describe('to be saved, put back or moved', () => {
    let dir: string;
    let dump: string;
    beforeAll(async () => {
      await (await connect(opened.settings)).close();
      dir = temporary('saved');
      dump = join(dir, 'whole.dump');
      await backup(opened.settings, dump);
    }, 60_000);
    afterAll(() => rmSync(dir, { recursive: true }));

    it.each([
      [
        'that does not answer',
        () => 'postgres://school:hidden@127.0.0.1:1/marks',
        /^No PostgreSQL answers at/,
      ],
      [
        'of a host that is not there',
        () => 'postgres://school:hidden@nowhere.invalid/marks',
        /^There is no host/,
      ],
      [
        'that is not there',
        () => changed(/\/demarche_\w+/, '/elsewhere').databaseUrl ?? '',
        /has no database "elsew/,
      ],
      [
        'of an address that is none',
        () => 'postgres://school:hid%den@127.0.0.1:1/marks',
        /^DATABASE_URL is not the/,
      ],
    ])('one %s is told in the same line, and nothing is made', async (_, address, line) => {
      const settings = { dataDir: dir, databaseUrl: address() };
      const file = join(dir, 'copy.dump');
      await expect(backup(settings, file)).rejects.toThrow(line);
      await expect(backup(settings, file)).rejects.toThrow(DatabaseFault);
      await expect(restore(settings, dump, new Date())).rejects.toThrow(line);
      expect(readdirSync(dir)).toEqual(['whole.dump']);
    });

    it('each command prints that line alone, with what it calls the address, and ends with a code that is not 0', async () => {
      const address = 'postgres://school:hidden@127.0.0.1:1/marks';
      const env = { ...process.env, DATA_DIR: dir, DATABASE_URL: address };
      for (const [setting, command, ...args] of [
        ['DATABASE_URL', 'backup', join(dir, 'copy.dump')],
        ['DATABASE_URL', 'restore', dump],
        ['--from', 'db-copy', '--from', address, '--to', `sqlite:${join(dir, 'moved')}`],
      ] as const)
        await expect(
          promisify(execFile)(process.execPath, [`scripts/${command}.ts`, ...args], { env }),
        ).rejects.toMatchObject({
          code: 1,
          stdout: '',
          stderr: `No PostgreSQL answers at 127.0.0.1:1: start it, or correct ${setting} (postgres://user:password@host:5432/name).\n`,
        });
      expect(readdirSync(dir)).toEqual(['whole.dump']);
    }, 60_000);
  });

  it('without this database says how to make it', async () => {
    expect(await refusal(changed(/\/demarche_\w+/, '/demarche_elsewhere'))).toMatch(
      /has no database "demarche_elsewhere": create it \(createdb demarche_elsewhere\), or correct DATABASE_URL/,
    );
  });

  it('that takes no writes, as a standby does, says whose address is wanted', async () => {
    const standby = await postgres.open();
    const given = standby.settings.databaseUrl?.includes('?') === true ? '&' : '?';
    const databaseUrl = `${standby.settings.databaseUrl ?? ''}${given}options=-cdefault_transaction_read_only%3Don`;
    expect(await refusal({ dataDir: '', databaseUrl })).toMatch(
      /takes no writes .*: give the address of the primary/,
    );
    await standby.close();
  });
});

const PLACE = { dataDir: '/srv/data', databaseUrl: 'postgres://school:hidden@db.example:5432/marks' };
test.each([
  ['28P01', 'password authentication failed', /does not let "school" in with this password/],
  ['42501', 'permission denied for schema public', /"school" may not make tables in "marks"/],
  ['53300', 'sorry, too many clients already', /has no connection left: raise max_connections/],
  ['57P03', 'the database system is starting up', /is still starting: try again/],
  ['', 'timeout exceeded when trying to connect', /cannot be reached: see that the network/],
  ['', 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', /asks "school" for a password/],
  ['', 'The server does not support SSL connections', /do not agree on TLS/],
])('PostgreSQL that says %s (%s) is told in one line without the password', (code, says, line) => {
  const why = whyUnusable(PLACE, Object.assign(new Error(says), { code })) as Error;
  expect(why.message).toMatch(line);
  expect(why.message).not.toMatch(/hidden|\n/);
});

test('an address that is none is not repeated, for it may hold the password', () => {
  for (const databaseUrl of [
    'postgres://school:hid#den@db.example/marks',
    'mysql://school:hidden@db',
    'db.example',
  ]) {
    const why = whyUnusable({ dataDir: '', databaseUrl }, new TypeError('Invalid URL')) as Error;
    expect(why.message).toMatch(/^DATABASE_URL is not the address of a PostgreSQL database: give postgres:/);
    expect(why.message).not.toMatch(/hid|db\.example/);
  }
});

test('moving from a folder without a database makes none there', async () => {
  const dir = temporary('nothing');
  const args = [
    'scripts/db-copy.ts',
    '--from',
    `sqlite:${join(dir, 'data')}`,
    '--to',
    `sqlite:${join(dir, 'to')}`,
  ];
  await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no demarche\.sqlite in .*--from\.\n$/) as string,
  });
  expect(readdirSync(dir)).toEqual([]);
  rmSync(dir, { recursive: true });
}, 60_000);

test.each([
  ['EACCES', /^Cannot write to \/srv\/data\/demarche\.sqlite \(EACCES\): make it/],
  ['SQLITE_READONLY', /^Cannot write to/],
  ['SQLITE_CORRUPT', /is not a whole database .*npm run restore/],
  ['SQLITE_FULL', /^The disk with \/srv\/data is full/],
  ['SQLITE_BUSY', /held by another program/],
])('SQLite that says %s is told in one line', (code, line) => {
  const why = whyUnusable({ dataDir: '/srv/data' }, Object.assign(new Error('no'), { code })) as Error;
  expect(why.message).toMatch(line);
});

test('what nobody has a better word for stays what it was', () => {
  const fault = new Error('a new kind of fault');
  expect(whyUnusable(PLACE, fault)).toBe(fault);
});
