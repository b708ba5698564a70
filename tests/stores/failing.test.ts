// When the store fails: a refusal with its code, nothing half written, and everything goes on once it is back.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '#lib/server/db/tables.ts';
import { isUnavailable } from '#lib/server/db/failures.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { sqlite } from './databases.ts';
import { ask, openSchool, someAnswer, type School } from './school.ts';

const number = async (db: Db, pragma: string): Promise<number> => {
  const { rows } = await sql.raw<Record<string, number>>(`pragma ${pragma}`).execute(db);
  return Object.values(rows[0] ?? {})[0] ?? 0;
};

describe('a full disk', () => {
  let school: School;
  beforeAll(async () => {
    school = await openSchool(sqlite);
  });
  afterAll(() => school.close());

  it('refuses what it cannot store, keeps what it said was stored, and takes the same commands later', async () => {
    const { services, quiz } = school;
    const person = await school.guest();
    const ids: AttemptId[] = [];
    for (let i = 0; i < 80; i++) ids.push(await school.begin(person, 'reading', 'sealed'));
    const first = someAnswer(quiz.items[0]!);
    const answerAll = () =>
      Promise.all(ids.map((attempt) => ask(services, { person, attempt, position: 1, command: first })));

    // Not one page more than there are: most of the answers do not fit.
    await sql.raw(`pragma max_page_count = ${await number(services.db, 'page_count')}`).execute(services.db);
    const full = await answerAll();
    const stored = full.filter(({ ok }) => ok).length;
    expect(full.filter(({ ok }) => !ok)).not.toHaveLength(0);
    for (const answer of full) if (!answer.ok) expect(answer.refusal.code).toBe('storage_unavailable');
    const logs = async () => Promise.all(ids.map(async (id) => (await attempts.log(services.db, id)).length));
    expect((await logs()).filter((length) => length === 2)).toHaveLength(stored);

    await sql.raw('pragma max_page_count = 1000000').execute(services.db);
    for (const answer of await answerAll())
      if (!answer.ok) expect(answer.refusal.code).toBe('stale_position');
    expect(await logs()).toEqual(ids.map(() => 2));
  });

  it('is told apart from faults of the request and of the program', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code });
    for (const code of [
      'SQLITE_FULL',
      'SQLITE_BUSY',
      'SQLITE_BUSY_SNAPSHOT',
      'SQLITE_IOERR_WRITE',
      'ECONNREFUSED',
      '57P01',
      '08006',
      '53300',
      '55P03',
    ])
      expect(isUnavailable(coded(code)), code).toBe(true);
    expect(isUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true);
    const socket = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' });
    expect(isUnavailable(socket), 'a server behind a socket that is down').toBe(true);
    for (const error of [
      coded('23505'),
      coded('SQLITE_CONSTRAINT_PRIMARYKEY'),
      coded('42601'),
      coded('ENOENT'),
      new TypeError('x'),
      null,
    ])
      expect(isUnavailable(error)).toBe(false);
  });
});
