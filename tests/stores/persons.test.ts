// A person's own data and the end of it, sample classes and what runs out, on every database.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { SAMPLE_PUPILS } from '#lib/domain/sample/pupils.ts';
import { newId } from '#lib/server/services.ts';
import { handIn } from '#lib/server/stores/assigned.ts';
import * as assignments from '#lib/server/stores/assignments.ts';
import * as limits from '#lib/server/stores/rate-limits.ts';
import { accountPage } from '#lib/server/tasks/account-page.ts';
import { removeAssignment } from '#lib/server/tasks/assignments/change.ts';
import { deleteAccount } from '#lib/server/tasks/change-account.ts';
import { SAMPLE_NAME } from '#lib/server/tasks/create-sample-class.ts';
import { deletePerson } from '#lib/server/tasks/delete-person.ts';
import { exportPerson } from '#lib/server/tasks/export-person.ts';
import { purge } from '#lib/server/tasks/purge.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { reportsPage } from '#lib/server/tasks/reports/reports-page.ts';
import { gradebookPage } from '#lib/server/tasks/results/gradebook-page.ts';
import { resultsPage } from '#lib/server/tasks/results/results-page.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { GUEST_SAMPLE_DAYS, tryTeaching } from '#lib/server/tasks/try-teaching.ts';
import { livePage } from '#lib/server/tasks/watching/live-page.ts';
import { assigned, classroom } from './classrooms.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, wholeTest, type School } from './school.ts';

const DAY = 86_400_000;
const PASSWORD = 'three wise words';
const NOBODY = { person: null, cookie: undefined };

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`persons on ${database.name}`, () => {
    let school: School;
    let n = 0;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());

    const known = async (cookie: string) => school.services.sessions.recognise(cookie, NOON);
    const teacher = async (before: { person: PersonId | null; cookie: string | undefined } = NOBODY) => {
      const asked = { name: 'Ms S.', email: `p${n++}@school.example`, password: PASSWORD, teaches: true };
      const outcome = await signUp(school.services, { ...asked, before, now: NOON, newId });
      if (!outcome.ok) throw new Error(outcome.error.code);
      const person = (await known(outcome.value.cookie))?.person as PersonId;
      return { ...asked, person, cookie: outcome.value.cookie };
    };
    const exists = async (table: 'person' | 'class' | 'member' | 'attempt', id: string): Promise<boolean> =>
      (await school.services.db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !==
      undefined;

    describe('their own data', () => {
      it('has name, address, classes and every answer, and no hash, token or id', async () => {
        const { person, email, cookie } = await teacher();
        const room = await classroom(school, '8B');
        await room.teach(person, true);
        const attempt = await school.begin(person, school.quiz.id, 'sealed');
        await play(school.services, person, attempt, wholeTest(school.quiz));
        const all = await exportPerson(school.services, { person, now: NOON });
        expect(all).toMatchObject({
          known_since: '2026-01-15T12:00:00.000Z',
          account: { name: 'Ms S.', email, teaches: true },
          sessions: [{}],
          taught: [{ name: '8B', owner: true }],
          attempts: [{ activity: school.quiz.id, form: 'sealed', branch: false }],
        });
        const [{ log, points }] = all?.['attempts'] as [
          { log: { type: string; at: string }[]; points: number },
        ];
        expect(points).toBeTypeOf('number');
        expect(log.map(({ type }) => type)).toEqual([
          'began',
          ...school.quiz.items.map(() => 'responded'),
          'handed_in',
        ]);
        const text = JSON.stringify(all);
        for (const secret of ['scrypt', cookie.split('.')[0] ?? '', person, attempt])
          expect(text).not.toContain(secret);
      });

      it('of a pupil has the entry and the attempts for the class, with a score once it is released', async () => {
        const person = await school.guest();
        const room = await classroom(school, '8B');
        const member = await room.join(person, 'Ales K.');
        const assignment = await room.assign();
        const attempt = await assigned(school, { person, member, assignment }, 1, NOON);
        await play(school.services, person, attempt, wholeTest(school.quiz));
        await handIn(school.services.db, attempt, NOON);
        expect(await exportPerson(school.services, { person, now: NOON })).toMatchObject({
          account: null,
          entries: [{ name: 'Ales K.', class: '8B' }],
          attempts: [{ assignment: 'Reading', points: null, max: null }],
        });
        await assignments.change(school.services.db, assignment, { releasedAt: NOON + DAY });
        const later = (now: number) => exportPerson(school.services, { person, now });
        expect(await later(NOON + DAY - 1)).toMatchObject({ attempts: [{ points: null, max: null }] });
        expect(await later(NOON + DAY)).toMatchObject({
          attempts: [{ points: expect.any(Number), max: school.quiz.items.length }],
        });
      });

      it('of nobody is nothing', async () => {
        expect(await exportPerson(school.services, { person: newId() as PersonId, now: NOON })).toBeNull();
      });
    });

    describe('deleting', () => {
      it('takes account, attempts, entries and sessions, and nothing of anybody else', async () => {
        const { person, cookie } = await teacher();
        const other = await school.guest();
        const room = await classroom(school, '8B');
        const [mine, theirs] = [await room.join(person, 'A.'), await room.join(other, 'B.')];
        const gone = await school.begin(person, school.quiz.id, 'open');
        const stays = await school.begin(other, school.quiz.id, 'open');
        await deletePerson(school.services, person);
        expect(await known(cookie)).toBeNull();
        expect(await exportPerson(school.services, { person, now: NOON })).toBeNull();
        expect([await exists('attempt', gone), await exists('member', mine)]).toEqual([false, false]);
        expect([await exists('attempt', stays), await exists('member', theirs)]).toEqual([true, true]);
      });

      it('ends classes taught alone, hands the others to the longest co-teacher, and says so before', async () => {
        const { person } = await teacher();
        const [later, longest] = [await school.guest(), await school.guest()];
        const alone = await classroom(school, 'Alone');
        const shared = await classroom(school, 'Shared');
        const helped = await classroom(school, 'Helped');
        const pupil = await school.guest();
        await alone.join(pupil, 'Ales K.');
        await alone.teach(person, true);
        await shared.teach(person, true);
        await shared.teach(later, false, NOON + 2);
        await shared.teach(longest, false, NOON + 1);
        await helped.teach(person, false);
        expect(await accountPage(school.services, person)).toMatchObject({
          passOn: ['Shared'],
          end: ['Alone'],
        });
        await deletePerson(school.services, person);
        expect([await exists('class', alone.id), await exists('class', helped.id)]).toEqual([false, true]);
        expect(await exists('person', pupil), 'pupils keep what is theirs').toBe(true);
        const teachers = await school.services.db
          .selectFrom('class_teacher')
          .select(['person', 'owner'])
          .where('class', '=', shared.id)
          .orderBy('created_at')
          .execute();
        expect(teachers).toEqual([
          { person: longest, owner: 1 },
          { person: later, owner: 0 },
        ]);
      });

      it('an account asks for its password', async () => {
        const { person } = await teacher();
        const asked = { person, now: NOON };
        expect(await deleteAccount(school.services, { ...asked, current: 'wrong' })).toMatchObject({
          error: { code: 'wrong' },
        });
        expect(await exists('person', person)).toBe(true);
        expect(await deleteAccount(school.services, { ...asked, current: PASSWORD })).toMatchObject({
          ok: true,
        });
        expect(await exists('person', person)).toBe(false);
      });
    });

    describe('a sample class', () => {
      const sampleOf = async (person: PersonId) =>
        school.services.db
          .selectFrom('class')
          .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
          .selectAll('class')
          .where('class_teacher.person', '=', person)
          .execute();
      const pupilsOf = async (id: string) =>
        school.services.db.selectFrom('member').selectAll().where('class', '=', id).orderBy('name').execute();
      const tries = async (before: { person: PersonId | null; cookie: string | undefined } = NOBODY) => {
        const { cookie } = await tryTeaching(school.services, { before, now: NOON, newId });
        return { cookie, ...(await known(cookie)), person: (await known(cookie))?.person as PersonId };
      };

      it('comes with the first try: a dozen pupils, each a person of their own, and a teacher without an account', async () => {
        const { person, teaches, account } = await tries();
        expect({ teaches, account }).toEqual({ teaches: true, account: null });
        const [sample, ...more] = await sampleOf(person);
        expect(more).toEqual([]);
        expect(sample).toMatchObject({ name: SAMPLE_NAME, sample: 1, code: null });
        const pupils = await pupilsOf(sample?.id ?? '');
        expect(pupils.map(({ name }) => name)).toEqual(SAMPLE_PUPILS.map(({ name }) => name));
        expect(new Set(pupils.map((pupil) => pupil.person)).size).toBe(12);
      });

      it('has results: scores that the logs give again, one late, one under way, one report, and ways', async () => {
        const { services } = school;
        const { person } = await tries();
        const [sample] = await sampleOf(person);
        const asked = { person, class: sample?.id ?? '', now: NOON };
        const before = await gradebookPage(services, { ...asked, page: 1 });
        const cells = before?.rows.map(({ cells: [cell] }) => cell) ?? [];
        const states = Map.groupBy(cells, (cell) => cell?.state);
        expect(states.get('handed in')).toHaveLength(10);
        expect(states.get('in progress')).toHaveLength(1);
        expect(states.get('not started')).toHaveLength(1);
        expect(cells.filter((cell) => cell?.late)).toHaveLength(1);
        expect(new Set(cells.map((cell) => cell?.points)).size).toBeGreaterThan(5);
        expect(before?.hard?.items).toHaveLength(3);
        expect((await reportsPage(services, asked))?.open).toHaveLength(1);
        expect(
          (await livePage(services, { ...asked, of: null }))?.panel?.needs.map(({ key }) => key),
        ).toEqual(expect.arrayContaining(['reports', expect.stringMatching(/^stuck /)]));

        const assignment = before?.columns[0]?.id ?? '';
        const results = await resultsPage(services, { person, assignment, now: NOON });
        expect(results?.released).toBe(true);
        expect(results?.activities.find(({ paths }) => paths !== null)?.paths?.walks).toBe(10);

        expect((await rebuildScores(services, services.library)).changed).toBe(0);
        expect(await gradebookPage(services, { ...asked, page: 1 })).toEqual(before);
      });

      it('leaves nobody behind when its assignment was deleted first', async () => {
        const { services } = school;
        const { person } = await tries();
        const [sample] = await sampleOf(person);
        const pupils = await pupilsOf(sample?.id ?? '');
        const [given] = await assignments.ofClass(services.db, sample?.id ?? '');
        await removeAssignment(services, { person, assignment: given?.id ?? '', now: NOON, newId });
        await purge(services, NOON + GUEST_SAMPLE_DAYS * DAY);
        for (const pupil of pupils) expect(await exists('person', pupil.person)).toBe(false);
      });

      it('comes once, and each try is a new session', async () => {
        const first = await tries();
        const again = await tries(first);
        expect(again.person).toBe(first.person);
        expect(await known(first.cookie)).toBeNull();
        expect(await sampleOf(first.person)).toHaveLength(1);
      });

      it('is the guest’s for two weeks, then it goes with its pupils', async () => {
        const { person } = await tries();
        const [sample] = await sampleOf(person);
        const pupils = await pupilsOf(sample?.id ?? '');
        await purge(school.services, NOON + GUEST_SAMPLE_DAYS * DAY - 1);
        expect(await exists('class', sample?.id ?? '')).toBe(true);
        await purge(school.services, NOON + GUEST_SAMPLE_DAYS * DAY);
        expect(await exists('class', sample?.id ?? '')).toBe(false);
        for (const pupil of pupils) expect(await exists('person', pupil.person)).toBe(false);
        expect(await exists('person', person)).toBe(true);
      });

      it('stays with whoever signs up, and goes with the account', async () => {
        const tried = await tries();
        const { person } = await teacher(tried);
        expect(person).toBe(tried.person);
        await purge(school.services, NOON + 2 * GUEST_SAMPLE_DAYS * DAY);
        const [sample] = await sampleOf(person);
        expect(sample).toBeDefined();
        const pupils = await pupilsOf(sample?.id ?? '');
        await deletePerson(school.services, person);
        expect(await exists('class', sample?.id ?? '')).toBe(false);
        for (const pupil of pupils) expect(await exists('person', pupil.person)).toBe(false);
      });
    });

    it('purging ends what has run out, classes whose day has come among it', async () => {
      const { db } = school.services;
      await teacher();
      const room = await classroom(school, 'Over');
      await db.updateTable('class').set({ keep_until: NOON }).where('id', '=', room.id).execute();
      await limits.limited(db, limits.limitKey('old', 'one'), { most: 1, per: 1 }, NOON);
      await purge(school.services, NOON + 400 * DAY);
      for (const table of ['session', 'password_reset', 'class_invite', 'rate_limit'] as const)
        expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
      expect(await exists('class', room.id)).toBe(false);
    });

    describe('a rate limit', () => {
      const limit = { most: 3, per: 60_000 };
      const tried = async (key: string, at: number, db = school.services.db) =>
        limits.limited(db, key, limit, at);

      it('lets so many through, then says how long to wait, then counts anew', async () => {
        const key = limits.limitKey('test', 'one');
        for (let i = 0; i < 3; i++) expect(await tried(key, NOON + i)).toEqual({ ok: true });
        expect(await tried(key, NOON + 10_500)).toEqual({ ok: false, retryAfter: 50 });
        expect(await tried(key, NOON + 60_000)).toEqual({ ok: true });
        expect(await tried(key, NOON + 60_001)).toEqual({ ok: true });
      });

      it('holds across processes and for many at once', async () => {
        const key = limits.limitKey('test', 'many');
        const elsewhere = await school.elsewhere();
        const all = await Promise.all(
          Array.from({ length: 12 }, (_, i) => tried(key, NOON, (i % 2 ? elsewhere : school.services).db)),
        );
        expect(all.filter(({ ok }) => ok)).toHaveLength(3);
      });

      it('knows one from another', async () => {
        for (const key of [limits.limitKey('a', 'b'), limits.limitKey('a', 'c'), limits.limitKey('b', 'b')])
          expect(await tried(key, NOON)).toEqual({ ok: true });
      });
    });
  });
}
