// Results and exports on every database: what a teacher sees of a class, and what nobody else does.
import papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Cell } from '#lib/domain/gradebook/cell.ts';
import { taughtPage } from '#lib/server/tasks/assignments/taught-page.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { exportClass } from '#lib/server/tasks/results/export-class.ts';
import { exportTable, TABLES, type Table } from '#lib/server/tasks/results/export-tables.ts';
import { discussPage } from '#lib/server/tasks/results/discuss-page.ts';
import { gradebookPage } from '#lib/server/tasks/results/gradebook-page.ts';
import { memberPage } from '#lib/server/tasks/results/member-page.ts';
import { resultsPage } from '#lib/server/tasks/results/results-page.ts';
import { answerTo, testOf, walkOf } from '../school/answers.ts';
import { Classroom, type Pupil } from '../school/classroom.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, wholeTest, type School } from './school.ts';

const HOUR = 3_600_000;

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`results on ${database.name}`, () => {
    let school: School;
    let teacher: PersonId;
    let room: Classroom;

    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());

    const opened = async (): Promise<void> => {
      teacher = await school.guest();
      room = await Classroom.open(school.services, { teacher, course: school.course.id, now: NOON });
    };
    /** Hands a test in with so many of its first items wrong. */
    const taken = async (
      pupil: Pupil,
      assignment: string,
      { wrong = 0, number = 1, at = NOON }: { wrong?: number; number?: number; at?: number } = {},
    ): Promise<AttemptId> => {
      const attempt = await room.begin(pupil, assignment, 'reading', { number });
      await room.play(
        pupil,
        attempt,
        testOf(school.quiz, (_, i) => (i < wrong ? 1 : 0)),
      );
      await room.handedIn(attempt, at);
      return attempt;
    };
    const book = (page = 1, person: PersonId | null = teacher) =>
      gradebookPage(school.services, { person, class: room.id, page, now: NOON + HOUR });
    const cells = async (): Promise<Cell[]> => (await book())?.rows.flatMap((row) => row.cells) ?? [];
    const text = async (table: Table, person: PersonId | null = teacher): Promise<string | null> => {
      const portions = await exportTable(school.services, table, {
        person,
        class: room.id,
        now: NOON + HOUR,
      });
      return portions === null ? null : (await Array.fromAsync(portions)).join('');
    };
    const rows = async (table: Table): Promise<string[][]> =>
      papa
        .parse((await text(table)) ?? '', { delimiter: ',', newline: '\r\n' })
        .data.filter((row) => row.length > 1);

    it('say where each pupil stands: not started, in progress, handed in, late, excused', async () => {
      await opened();
      const assignment = await room.assign(['reading'], { dueAt: NOON + 100 });
      await room.pupil('A');
      const [b, c, d, e] = [
        await room.pupil('B'),
        await room.pupil('C'),
        await room.pupil('D'),
        await room.pupil('E'),
      ];
      await room.begin(b, assignment, 'reading');
      await taken(c, assignment);
      await taken(d, assignment, { wrong: 1, at: NOON + HOUR });
      await room.allow(e, assignment, { excused: true });
      expect((await cells()).map(({ state, points, late }) => [state, points, late])).toEqual([
        ['not started', null, false],
        ['in progress', null, false],
        ['handed in', school.quiz.items.length, false],
        ['handed in', school.quiz.items.length - 1, true],
        ['excused', null, false],
      ]);
      await room.allow(d, assignment, { minutes: 60 });
      expect((await cells())[3]).toMatchObject({ late: false, allowance: { extraMinutes: 60 } });
      expect((await book())?.medians).toEqual([school.quiz.items.length - 0.5]);
      expect((await book())?.columns[0]).toMatchObject({ max: school.quiz.items.length, released: false });
    });

    it('count the attempt that the assignment says', async () => {
      await opened();
      const pupil = await room.pupil('A');
      for (const counts of ['first', 'best', 'last'] as const) {
        const assignment = await room.assign(['reading'], { settings: { counts, attempts: 3 } });
        for (const [i, wrong] of [2, 0, 3].entries())
          await taken(pupil, assignment, { wrong, number: i + 1 });
      }
      const all = school.quiz.items.length;
      expect((await cells()).map(({ points }) => points)).toEqual([all - 2, all, all - 3]);
    });

    it('say that work which closed is not handed in, and that one of two parts is', async () => {
      await opened();
      const pupil = await room.pupil('A');
      await room.assign(['reading'], { closesAt: NOON + 1 });
      const both = await room.assign(['reading', 'birch']);
      await taken(pupil, both);
      expect(await cells()).toMatchObject([
        { state: 'not handed in' },
        { state: 'partly handed in', done: 1, of: 2 },
      ]);
    });

    it('come in pages of fifty pupils by name, those who were removed left out', async () => {
      await opened();
      const assignment = await room.assign(['reading']);
      const pupils = [];
      for (let i = 0; i < 52; i++) pupils.push(await room.pupil(`Pupil ${String(i).padStart(2, '0')}`));
      await school.services.db
        .updateTable('member')
        .set({ removed_at: NOON })
        .where('id', '=', pupils[0]?.member ?? '')
        .execute();
      const [first, second] = [await book(1), await book(2)];
      expect([first?.pupils, first?.pages, first?.rows.length, second?.rows.length]).toEqual([51, 2, 50, 1]);
      expect([first?.rows[0]?.name, second?.rows[0]?.name]).toEqual(['Pupil 01', 'Pupil 51']);
      expect([first?.medians, await book(3), await book(0), await book(1.5)]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(await rows('gradebook')).toHaveLength(52);
      const work = (page: number) =>
        taughtPage(school.services, { person: teacher, assignment, page, now: NOON });
      const [one, two] = [await work(1), await work(2)];
      expect(one?.pupils).toMatchObject({ page: 1, pages: 2 });
      expect([one?.pupils.shown.length, two?.pupils.shown.map(({ name }) => name)]).toEqual([
        50,
        ['Pupil 51'],
      ]);
      expect([one?.counts, two?.counts]).toEqual([
        { pupils: 51, begun: 0, done: 0 },
        { pupils: 51, begun: 0, done: 0 },
      ]);
      expect([await work(0), await work(3), await work(NaN)]).toEqual([null, null, null]);
    });

    it('stand in the order of a register, whatever the alphabet and the database', async () => {
      await opened();
      await room.assign(['reading']);
      const names = [
        'Елка',
        'Ёлка',
        'Иван',
        'Ірына',
        'Ціна',
        'Čyž',
        'Daria',
        'Łukaš',
        'Maksim',
        'Žana',
        'Zoya',
      ];
      for (const name of names.toReversed()) await room.pupil(name);
      expect((await book(1))?.rows.map(({ name }) => name)).toEqual(names);
      expect((await rows('gradebook')).slice(1).map(([name]) => name)).toEqual(names);
    });

    it('tell from the first finished attempts how hard each item was, the same after a rebuild', async () => {
      await opened();
      const assignment = await room.assign(['reading'], { settings: { attempts: 2 } });
      for (let i = 0; i < 6; i++) {
        const pupil = await room.pupil(`P${i}`);
        await taken(pupil, assignment, { wrong: i < 4 ? 1 : 0 });
        await taken(pupil, assignment, { number: 2 });
      }
      const page = () => resultsPage(school.services, { person: teacher, assignment, now: NOON });
      const before = await page();
      const first = before?.activities[0]?.items[0];
      expect(first).toMatchObject({ id: 'bridge-lost', n: 6, answered: 6, number: 1 });
      expect(first?.facility).toBeCloseTo(2 / 6, 5);
      expect(first?.words).toBe('Common error: 4 chose “1994”');
      expect(before?.standing).toMatchObject([{ state: 'handed in', count: 6 }]);
      expect((await book())?.hard?.items[0]?.id).toBe('bridge-lost');
      expect(await rebuildScores(school.services, school.services.library)).toMatchObject({ changed: 0 });
      expect(await page()).toEqual(before);
    });

    it('count the ways through a scenario and name none that fewer than five went', async () => {
      await opened();
      const assignment = await room.assign(['birch']);
      for (let i = 0; i < 6; i++) {
        const pupil = await room.pupil(`P${i}`);
        const attempt = await room.begin(pupil, assignment, 'birch');
        await room.play(
          pupil,
          attempt,
          walkOf(school.track, () => (i === 0 ? 1 : 0)),
        );
      }
      const page = await resultsPage(school.services, { person: teacher, assignment, now: NOON });
      const paths = page?.activities[0]?.paths;
      expect(paths?.walks).toBe(6);
      expect(paths?.decisions[0]?.moves.map(({ count }) => count)).toEqual([5, null, null]);
      expect((await book())?.rows[0]?.endings).toBe(1);
    });

    it('replay an attempt step by step, with the rule that gave the points', async () => {
      await opened();
      const pupil = await room.pupil('A');
      const assignment = await room.assign(['reading']);
      const [one, two] = school.quiz.items;
      const attempt = await room.begin(pupil, assignment, 'reading');
      await room.play(pupil, attempt, [
        { type: 'respond', item: one!.id, response: answerTo(one!, 1), certainty: 'sure' },
        { type: 'go_on', from: `ask_${two!.id}` },
        { type: 'visit', item: one!.id },
        { type: 'respond', item: one!.id, response: answerTo(one!) },
      ]);
      const page = await memberPage(school.services, {
        person: teacher,
        member: pupil.member,
        attempt: null,
        now: NOON,
      });
      expect(page?.replay?.steps.map(({ kind }) => kind)).toEqual([
        'began',
        'answered',
        'left open',
        'came back',
        'answered',
      ]);
      expect(page?.replay?.steps[1]).toMatchObject({ said: ['1994'], certainty: 'sure', points: null });
      expect(page?.replay?.steps[4]).toMatchObject({
        said: ['1990'],
        points: 1,
        rule: 'One point for the right option, none for another.',
      });
      expect(page?.replay?.version).toMatch(/^[0-9a-f]{8}$/);
    });

    it('never show what a pupil practises alone', async () => {
      await opened();
      const pupil = await room.pupil('A');
      const assignment = await room.assign(['reading']);
      await taken(pupil, assignment);
      const alone = await school.begin(pupil.person, 'reading', 'sealed');
      await play(school.services, pupil.person, alone, wholeTest(school.quiz));
      const page = (attempt: string | null) =>
        memberPage(school.services, { person: teacher, member: pupil.member, attempt, now: NOON });
      expect((await page(null))?.assignments[0]?.attempts).toHaveLength(1);
      expect((await page(null))?.replay?.id).not.toBe(alone);
      expect(await page(alone)).toBeNull();
      const portions = await exportClass(school.services, { person: teacher, class: room.id, now: NOON });
      const whole = (await Array.fromAsync(portions ?? [])).join('');
      expect(whole).not.toContain(alone);
      expect((JSON.parse(whole) as { attempts: unknown[] }).attempts).toHaveLength(1);
    });

    it('tell of practice that it was done, and not how', async () => {
      await opened();
      const pupil = await room.pupil('A');
      const assignment = await room.assign(['reading'], { mode: 'practice' });
      const attempt = await taken(pupil, assignment, { wrong: 2 });
      expect(await cells()).toMatchObject([{ state: 'done', points: null }]);
      expect((await book())?.hard).toBeNull();
      const asked = { person: teacher, now: NOON };
      const page = await resultsPage(school.services, { ...asked, assignment });
      expect(page).toMatchObject({ activities: [], median: null, standing: [{ state: 'done', count: 1 }] });
      const wall = await discussPage(school.services, { ...asked, assignment, item: 'bridge-lost' });
      expect(wall?.item).toMatchObject({ n: 0, answered: 0 });
      const member = await memberPage(school.services, { ...asked, member: pupil.member, attempt: null });
      expect(member).toMatchObject({ replay: null, assignments: [{ attempts: [] }] });
      expect(await memberPage(school.services, { ...asked, member: pupil.member, attempt })).toBeNull();
      expect([await rows('responses'), await rows('items')].map((table) => table.length)).toEqual([1, 1]);
      expect((await rows('gradebook'))[1]).toEqual(['A', '', 'Done']);
      const portions = await exportClass(school.services, { ...asked, class: room.id });
      expect((await Array.fromAsync(portions ?? [])).join('')).not.toContain('"responded"');
    });

    it('are for those who teach the class, and for nobody else', async () => {
      await opened();
      const pupil = await room.pupil('A');
      const assignment = await room.assign(['reading']);
      await taken(pupil, assignment);
      const { services } = school;
      const other = await school.guest();
      const seen = async (person: PersonId | null): Promise<boolean[]> => {
        const asked = { person, now: NOON };
        return [
          await book(1, person),
          await resultsPage(services, { ...asked, assignment }),
          await discussPage(services, { ...asked, assignment, item: 'bridge-lost' }),
          await memberPage(services, { ...asked, member: pupil.member, attempt: null }),
          await exportClass(services, { ...asked, class: room.id }),
          ...(await Promise.all(TABLES.map((table) => text(table, person)))),
        ].map((found) => found !== null);
      };
      for (const person of [null, other, pupil.person])
        expect(new Set(await seen(person))).toEqual(new Set([false]));
      expect(new Set(await seen(teacher))).toEqual(new Set([true]));
      expect(
        await discussPage(services, { person: teacher, now: NOON, assignment, item: 'nowhere' }),
      ).toBeNull();
    });

    it('can be taken away as tables that parse back equal', async () => {
      await opened();
      const names = ["O'Brien", '=HYPERLINK("x")', 'Катерина, Ш.', 'Jan\n"R."'];
      const assignment = await room.assign(['reading'], { title: 'The river; the towns' });
      for (const name of names) await taken(await room.pupil(name), assignment, { wrong: 1 });
      const all = school.quiz.items.length;
      const grades = await rows('gradebook');
      expect(grades[0]).toEqual([
        'Pupil',
        `The river; the towns (of ${all})`,
        'The river; the towns: standing',
      ]);
      expect(new Map(grades.slice(1).map(([name, points]) => [name, points]))).toEqual(
        new Map(names.map((name) => [name.replace(/^=/, "'="), String(all - 1)])),
      );
      const responses = await rows('responses');
      expect(responses).toHaveLength(1 + names.length * all);
      expect(
        responses.find(([name, , , , , , item]) => name === "O'Brien" && item === 'bridge-lost'),
      ).toEqual([
        "O'Brien",
        'The river; the towns',
        school.quiz.title,
        '1',
        'yes',
        new Date(NOON).toISOString(),
        'bridge-lost',
        school.quiz.items[0]?.stem,
        'single',
        '1994',
        '0',
        '',
        new Date(NOON + 60_000).toISOString(),
        expect.stringMatching(/^[0-9a-f]{64}$/),
      ]);
      const items = await rows('items');
      expect(items).toHaveLength(1 + all);
      expect(items[1]?.slice(3, 11)).toEqual([
        'bridge-lost',
        school.quiz.items[0]?.stem,
        'single',
        '4',
        '4',
        '0',
        '',
        'Too few answers to judge',
      ]);
    });
  });
}
