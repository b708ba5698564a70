// The database of release 0.3, with 20 attempts under way, opened by this one: all go on, and end as 0.3 would have ended them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { DatabaseSettings } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { migrations } from '#lib/server/db/migrations/index.ts';
import { postgresDialect } from '#lib/server/db/postgres.ts';
import { sqliteDialect } from '#lib/server/db/sqlite.ts';
import type { Tables } from '#lib/server/db/tables.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { buildReviewOnce } from '#lib/server/tasks/review/rebuild.ts';
import { postgres, sqlite, type TestDatabase } from './databases.ts';
import { ask, openSchool, type School } from './school.ts';

interface Row {
  readonly table: keyof Tables;
  readonly row: never;
}
/** An attempt under way, what was still to come of it, and how 0.3 itself ended it. */
interface UnderWay {
  readonly attempt: AttemptId;
  readonly person: PersonId;
  readonly from: number;
  readonly rest: readonly { readonly id: CommandId; readonly command: Command }[];
  readonly ends: {
    readonly step: string;
    readonly score: { readonly points_e6: number; readonly max: number };
  };
}

/** Written by the code of 0.3.0 on the tiny course as it was then: tests, assigned tests, and scenarios of both forms. */
const lines = readFileSync(fileURLToPath(new URL('../fixtures/release-0.3.jsonl', import.meta.url)), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row | UnderWay);
const rows = lines.filter((line) => 'table' in line);
const underWay = lines.filter((line) => 'rest' in line);

/** The tables of 0.3, with what was in them. */
async function asOf03({ dataDir, databaseUrl }: DatabaseSettings): Promise<void> {
  const dialect = databaseUrl ? postgresDialect(databaseUrl, () => {}) : sqliteDialect(dataDir);
  const db = new Kysely<Tables>({ dialect });
  const then = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '003'));
  await migrate(db, then);
  for (const { table, row } of rows) await db.insertInto(table).values(row).execute();
  await db.destroy();
}

const from03 = (database: TestDatabase): TestDatabase => ({
  ...database,
  open: async () => {
    const opened = await database.open();
    await asOf03(opened.settings);
    return opened;
  },
});

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`an upgrade from 0.3 on ${database.name}`, () => {
    let school: School;
    beforeAll(async () => {
      school = await openSchool(from03(database));
      // As every start does.
      await buildReviewOnce(school.services);
    }, 60_000);
    afterAll(() => school.close());

    it('lets all 20 attempts go on to the end and the score that they would have had', async () => {
      const { services } = school;
      expect(underWay).toHaveLength(20);
      for (const { attempt, person, from, rest, ends } of underWay) {
        for (const [i, { id, command }] of rest.entries()) {
          const answer = await ask(services, { person, attempt, position: from + i, id, command });
          expect(answer, `${command.type} at ${from + i}`).toMatchObject({ ok: true });
        }
        const kept = await services.db
          .selectFrom('attempt_state')
          .innerJoin('attempt_score', 'attempt_score.attempt', 'attempt_state.attempt')
          .select(['step', 'points_e6', 'max'])
          .where('attempt_state.attempt', '=', attempt)
          .executeTakeFirst();
        expect(kept).toEqual({ step: ends.step, ...ends.score });
      }
    }, 60_000);

    it('replays every score equal', async () => {
      const { services } = school;
      expect(await rebuildScores(services, services.library)).toEqual({ replayed: 20, changed: 0 });
    }, 60_000);
  });
}
