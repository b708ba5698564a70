// Group commit and migrations on every database: what shares a transaction fails alone, and what is old stays readable.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { isConflict, isUnavailable } from '#lib/server/db/failures.ts';
import { adding } from '#lib/server/db/group-commit.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { SQLITE_FILE } from '#lib/server/db/sqlite.ts';
import type { Db } from '#lib/server/db/tables.ts';
import * as people from '#lib/server/stores/people.ts';
import * as settings from '#lib/server/stores/settings.ts';
import { postgres, sqlite } from './databases.ts';

const person = (name: string): PersonId => name as PersonId;

/** What comes of a row that another program writes into the same file at this moment, without waiting. */
async function writtenBeside(dataDir: string): Promise<string> {
  const program = `
    import Database from 'better-sqlite3';
    const database = new Database(process.argv[1]);
    database.pragma('busy_timeout = 0');
    try {
      database.prepare("insert into person (id, created_at) values ('beside', 1)").run();
      console.log('written');
    } catch (error) {
      console.log(error.code);
    }`;
  const args = ['--input-type=module', '--eval', program, join(dataDir, SQLITE_FILE)];
  return (await promisify(execFile)(process.execPath, args)).stdout.trim();
}

test('bug: a unit that reads first was refused when another program wrote before it did', async () => {
  const { settings: where, close } = await sqlite.open();
  const connection = await connect(where);
  const beside = await connection.commit(async (db) => {
    await db.selectFrom('person').select('id').execute();
    const outcome = await writtenBeside(where.dataDir);
    await people.create(db, person('mine'), 1);
    return outcome;
  });
  expect(beside, 'the other one is the one that has to wait').toBe('SQLITE_BUSY');
  expect(await connection.db.selectFrom('person').select('id').execute()).toEqual([{ id: 'mine' }]);
  await connection.close();
  await close();
});

test('SQLite flushes every commit to the disk: the settings are read back as they were set', async () => {
  const { settings: where, close } = await sqlite.open();
  const connection = await connect(where);
  const read = async (pragma: string) =>
    Object.values((await sql<object>`pragma ${sql.raw(pragma)}`.execute(connection.db)).rows[0] ?? {})[0];
  const settings = await Promise.all(['synchronous', 'journal_mode', 'foreign_keys'].map(read));
  expect(settings, 'FULL is 2').toEqual([2, 'wal', 1]);
  await connection.close();
  await close();
});

test.skipIf(postgres.missing !== null)(
  `what is locked for long is told after a while${postgres.missing === null ? '' : ` (skipped: ${postgres.missing})`}`,
  async () => {
    const { settings: where, close } = await postgres.open();
    const [connection, other] = [await connect(where), await connect(where)];
    const fault = await other.db.transaction().execute(async (trx) => {
      await sql`lock table person in access exclusive mode`.execute(trx);
      return connection
        .commit((db) => people.create(db, person('waits'), 1))
        .then(
          () => null,
          (error: unknown) => error,
        );
    });
    expect(isUnavailable(fault)).toBe(true);
    await connection.commit((db) => people.create(db, person('waits'), 1));
    await connection.close();
    await other.close();
    await close();
  },
  60_000,
);

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`group commit on ${database.name}`, () => {
    let opened: Awaited<ReturnType<typeof database.open>>;
    let connection: Connection;

    beforeAll(async () => {
      opened = await database.open();
      connection = await connect(opened.settings);
    }, 60_000);
    afterAll(async () => {
      await connection.close();
      await opened.close();
    });

    const names = async (prefix: string): Promise<string[]> => {
      const rows = await connection.db
        .selectFrom('person')
        .select('id')
        .where('id', 'like', `${prefix}%`)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    };

    it('fails the unit that fails, with its own error, and keeps those beside it', async () => {
      const { commit } = connection;
      const outcomes = await Promise.allSettled([
        commit((db) => people.create(db, person('a1'), 1)),
        commit(async (db) => {
          await people.create(db, person('a2'), 1);
          await people.create(db, person('a1'), 1);
        }),
        commit(async (db) => {
          await people.create(db, person('a3'), 1);
          throw new Error('changed its mind');
        }),
        commit((db) => people.create(db, person('a4'), 1)),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
      const [, twice, changed] = outcomes as PromiseRejectedResult[];
      expect(isConflict(twice?.reason)).toBe(true);
      expect(String(changed?.reason)).toContain('changed its mind');
      expect(await names('a')).toEqual(['a1', 'a4']);
    });

    it('adds what units of a group begin with in one go, each before its unit', async () => {
      const gone: string[][] = [];
      const add = async (db: Db, rows: readonly string[]): Promise<void> => {
        gone.push([...rows]);
        await db
          .insertInto('person')
          .values(rows.map((id) => ({ id, created_at: 1 })))
          .execute();
      };
      const found = await Promise.all(
        ['d1', 'd2', 'd3'].map((row) =>
          connection.commit(
            adding(
              { add, row },
              async (db) =>
                (await db.selectFrom('person').select('id').where('id', '=', row).execute()).length,
            ),
          ),
        ),
      );
      expect(found).toEqual([1, 1, 1]);
      expect(gone).toEqual([['d1', 'd2', 'd3']]);
    });

    it('fails an addition that fails with its unit alone, and takes back the addition of a unit that fails', async () => {
      const ran: string[] = [];
      const add = async (db: Db, rows: readonly string[]): Promise<void> => {
        for (const row of rows) await people.create(db, person(row), 1);
      };
      const outcomes = await Promise.allSettled([
        connection.commit(adding({ add, row: 'e1' }, () => Promise.resolve())),
        connection.commit(adding({ add, row: 'e1' }, () => Promise.resolve(ran.push('after a taken row')))),
        connection.commit(adding({ add, row: 'e2' }, () => Promise.reject(new Error('changed its mind')))),
        connection.commit((db) => people.create(db, person('e3'), 1)),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
      expect(isConflict((outcomes[1] as PromiseRejectedResult).reason)).toBe(true);
      expect(ran).toEqual([]);
      expect(await names('e')).toEqual(['e1', 'e3']);
    });

    it('gives each unit its own value, in any number of groups', async () => {
      const values = await Promise.all(
        Array.from({ length: 600 }, (_, i) =>
          connection.commit(async (db) => {
            await people.create(db, person(`b${i}`), 1);
            return i;
          }),
        ),
      );
      expect(values).toEqual(Array.from({ length: 600 }, (_, i) => i));
      expect(await names('b')).toHaveLength(600);
    });

    it('answers only after the commit: another connection sees what was answered', async () => {
      const other = await connect(opened.settings);
      await connection.commit((db) => people.create(db, person('c1'), 1));
      const seen = await other.db.selectFrom('person').select('created_at').where('id', '=', 'c1').execute();
      await other.close();
      expect(seen).toEqual([{ created_at: 1 }]);
    });

    it('keeps the setting that was written first', async () => {
      const kept = await Promise.all(
        ['one', 'two'].map((value) => settings.keep(connection.db, 'test', value)),
      );
      expect(new Set(kept).size).toBe(1);
    });

    it('changes nothing when it is migrated again', async () => {
      await expect(migrate(connection.db)).resolves.toBeUndefined();
    });

    it('takes a migration that fails back as a whole', async () => {
      const broken = {
        up: async (db: { schema: Connection['db']['schema'] }) => {
          await db.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('the second half failed');
        },
      };
      const { migrations } = await import('#lib/server/db/migrations/index.ts');
      await expect(migrate(connection.db, { ...migrations, '999-broken': broken })).rejects.toThrow(
        'second half',
      );
      const tables = await connection.db.introspection.getTables();
      expect(tables.map(({ name }) => name)).not.toContain('half');
    });

    it('refuses a database of a newer release in one plain line', async () => {
      const { migrations } = await import('#lib/server/db/migrations/index.ts');
      await migrate(connection.db, { ...migrations, '999-newer': { up: () => Promise.resolve() } });
      await expect(connect(opened.settings)).rejects.toThrow(
        /^This database is from a newer release .*: start that release/,
      );
    });
  });
}
