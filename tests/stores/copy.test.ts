// An installation moved from SQLite to PostgreSQL and back: every row equal, whatever broke off on the way.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { copyDatabase, type CopyProgress, type Side } from '#lib/server/db/copy.ts';
import { createLibrary } from '#lib/server/library.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { postgres, sqlite } from './databases.ts';
import { openSchool, play, wholeTest, type School } from './school.ts';

const sideOf = ({ db }: Connection, isSqlite: boolean): Side => ({ db, sqlite: isSqlite });

describe.skipIf(postgres.missing !== null)('an installation moved to another database', () => {
  let school: School;
  const opened: (() => Promise<void>)[] = [];

  const empty = async (database: typeof postgres): Promise<Connection> => {
    const { settings, close } = await database.open();
    const connection = await connect(settings);
    // An installation makes its secret when it starts; a database that was only migrated has none.
    opened.push(async () => {
      await connection.close();
      await close();
    });
    return connection;
  };

  beforeAll(async () => {
    school = await openSchool(sqlite);
    // Names that languages sort in different ways, and logs long enough that 10 comes after 9.
    for (const name of ['ä', 'Z', 'a', '_', 'Ж', "O'Brien"])
      await school.services.db.insertInto('setting').values({ key: name, value: name }).execute();
    for (let n = 0; n < 4; n++) {
      const person = await school.guest();
      const attempt = await school.begin(person, school.quiz.id, 'sealed');
      await play(school.services, person, attempt, wholeTest(school.quiz));
    }
    // One that names another whose id comes after its own.
    const { db } = school.services;
    const ids = (await db.selectFrom('attempt').select('id').orderBy('id').execute()).map(({ id }) => id);
    await db
      .updateTable('attempt')
      .set({ parent: ids.at(-1) ?? null })
      .where('id', '=', ids[0] ?? '')
      .execute();
  }, 60_000);
  afterAll(async () => {
    for (const close of opened) await close();
    await school.close();
  });

  it('has the same rows, and every score replays equal', async () => {
    const target = await empty(postgres);
    const rows = await copyDatabase(sideOf(school.services, true), sideOf(target, false));
    expect(rows.attempt).toBe(4);
    expect(rows.attempt_event).toBeGreaterThan(20);
    expect(await rebuildScores(target, createLibrary([]))).toEqual({ replayed: 4, changed: 0 });
  }, 60_000);

  it('goes on where it was broken off, at whatever row that was', async () => {
    const target = await empty(postgres);
    const breaking = (at: number) => {
      let told = 0;
      return (progress: CopyProgress) => {
        if (progress.phase === 'copying' && ++told === at) throw new Error('broken off');
      };
    };
    const from = sideOf(school.services, true);
    const to = sideOf(target, false);
    for (const at of [2, 5, 9, 20])
      await expect(copyDatabase(from, to, breaking(at))).rejects.toThrow('broken off');
    expect((await copyDatabase(from, to)).attempt).toBe(4);
  }, 60_000);

  it('comes back to SQLite as it was', async () => {
    const there = await empty(postgres);
    await copyDatabase(sideOf(school.services, true), sideOf(there, false));
    const back = await empty(sqlite);
    const rows = await copyDatabase(sideOf(there, false), sideOf(back, true));
    expect(rows.attempt).toBe(4);
  }, 60_000);

  it('is not called equal when one row differs, or when the target has one more', async () => {
    const target = await empty(postgres);
    const from = sideOf(school.services, true);
    const to = sideOf(target, false);
    await copyDatabase(from, to);
    await sql`update setting set value = 'other' where key = 'Z'`.execute(target.db);
    await expect(copyDatabase(from, to)).rejects.toThrow('setting differs at Z in value');
    await sql`update setting set value = 'Z' where key = 'Z'`.execute(target.db);
    await sql`insert into setting (key, value) values ('0', '')`.execute(target.db);
    await expect(copyDatabase(from, to)).rejects.toThrow(/setting (differs at|of the target has)/);
  }, 60_000);
});

test.skipIf(postgres.missing === null)(`moving to PostgreSQL: ${postgres.missing}`, () => {});
