// Assignments on every database, as their teacher has them: who sees and changes them, what the log says, tried and deleted.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { NO_ALLOWANCE } from '#lib/domain/assignment/deadline.ts';
import { defaultSettings } from '#lib/domain/assignment/settings.ts';
import { newId } from '#lib/server/services.ts';
import * as allowances from '#lib/server/stores/allowances.ts';
import * as assigned from '#lib/server/stores/assigned.ts';
import * as assignments from '#lib/server/stores/assignments.ts';
import * as audit from '#lib/server/stores/audit.ts';
import {
  allow,
  changeDates,
  closeNow,
  copyTo,
  releaseNow,
  removeAssignment,
} from '#lib/server/tasks/assignments/change.ts';
import { createAssignment } from '#lib/server/tasks/assignments/create.ts';
import { tryAssigned } from '#lib/server/tasks/assignments/begin.ts';
import { ownPage } from '#lib/server/tasks/assignments/own-page.ts';
import { taughtPage } from '#lib/server/tasks/assignments/taught-page.ts';
import { workPage } from '#lib/server/tasks/assignments/work-page.ts';
import { logPage } from '#lib/server/tasks/classes/log-page.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { addPupil, assign, begun, MINUTE, openClass, type Pupil } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { commandId, NOON, openSchool, play, wholeTest, type School } from './school.ts';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`an assignment on ${database.name}`, () => {
    let school: School;
    let eighth: Awaited<ReturnType<typeof openClass>>;
    let pupil: Pupil;

    beforeAll(async () => {
      school = await openSchool(database);
      eighth = await openClass(school);
      pupil = await addPupil(school, eighth.id, 'Ales K.');
    }, 60_000);
    afterAll(() => school.close());

    const QUIZ = 'reading';
    /** The entries of the class's log about this assignment. */
    const logged = async (assignment: string): Promise<string[]> => {
      const log = await logPage(school.services, { person: eighth.teacher, id: eighth.id });
      const about = await audit.ofClass(school.services.db, eighth.id, 500);
      const ids = new Set(about.flatMap((row) => (row.facts.assignment === assignment ? [row.id] : [])));
      return (log?.lines ?? []).flatMap((line) => (ids.has(line.id) ? [line.words] : []));
    };
    const at = (minutes: number): number => NOON + minutes * MINUTE;

    it('is shown to its teacher and its pupil each in their way, and to nobody else', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ);
      const asked = (person: Pupil['person'] | null) => ({ person, assignment: id, now: at(1), page: 1 });
      await play(
        school.services,
        pupil.person,
        await begun(school, pupil.person, id, QUIZ),
        wholeTest(school.quiz),
      );
      const taught = await taughtPage(school.services, asked(eighth.teacher));
      expect(taught?.pupils.shown.find(({ member }) => member === pupil.member)).toMatchObject({
        state: 'under way',
        late: false,
      });
      const own = await ownPage(school.services, asked(pupil.person));
      expect(own?.activities.find((activity) => activity.id === QUIZ)?.taken).toMatchObject([
        { number: 1, points: null, max: null, counts: false },
      ]);
      const [line] = await workPage(school.services, { person: pupil.person, now: at(1) });
      expect(line).toHaveProperty('standing');
      for (const stranger of [pupil.person, await school.guest(), null])
        expect(await taughtPage(school.services, asked(stranger))).toBeNull();
      for (const stranger of [eighth.teacher, await school.guest(), null])
        expect(await ownPage(school.services, asked(stranger))).toBeNull();
    });

    it('is changed by its teacher alone; every other hand changes nothing', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ);
      const before = await assignments.find(school.services.db, id);
      const other = await openClass(school);
      for (const person of [pupil.person, other.teacher, null]) {
        const asked = { person, assignment: id, now: at(1), newId };
        expect(await changeDates(school.services, { ...asked, dueAt: null, closesAt: null })).toBe(false);
        expect(await releaseNow(school.services, asked)).toBe(false);
        expect(await closeNow(school.services, asked)).toBe(false);
        expect(await removeAssignment(school.services, asked)).toBeNull();
        expect(await copyTo(school.services, { ...asked, class: other.id, id: newId() })).toBeNull();
      }
      const foreign = await addPupil(school, other.id, 'Jan R.');
      const allowance = { extraMinutes: 5, extraAttempts: 0, excused: false };
      for (const [person, member] of [
        [other.teacher, pupil.member],
        [eighth.teacher, foreign.member],
        [eighth.teacher, newId()],
      ] as const)
        expect(
          await allow(school.services, { person, assignment: id, now: at(1), newId, member, allowance }),
        ).toBe(false);
      expect(await assignments.find(school.services.db, id)).toEqual(before);
      expect((await allowances.ofAssignment(school.services.db, id)).size).toBe(0);
      expect(await logged(id)).toHaveLength(1);
      const own = { person: eighth.teacher, assignment: id, now: at(1), newId };
      expect(await closeNow(school.services, own)).toBe(true);
      expect((await assignments.find(school.services.db, id))?.closesAt).toBe(at(1));
    });

    it('is in the log of its class with every change, each once, in words', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ);
      const own = { person: eighth.teacher, assignment: id, now: at(1), newId };
      await changeDates(school.services, { ...own, dueAt: at(90), closesAt: null });
      await changeDates(school.services, { ...own, dueAt: at(90), closesAt: null });
      const allowance = { extraMinutes: 10, extraAttempts: 1, excused: false };
      await allow(school.services, { ...own, member: pupil.member, allowance });
      await allow(school.services, { ...own, member: pupil.member, allowance: NO_ALLOWANCE });
      for (let taps = 0; taps < 2; taps++) {
        await releaseNow(school.services, own);
        await closeNow(school.services, own);
      }
      await removeAssignment(school.services, own);
      expect((await logged(id)).sort()).toEqual([
        expect.stringMatching(/^“.+”: assigned, counted, due .+, closes .+$/),
        expect.stringMatching(/”: closed$/),
        expect.stringMatching(/”: dates changed: due .+, never closes$/),
        expect.stringMatching(/”: deleted with what it kept of the class$/),
        expect.stringMatching(/”: for Ales K.: 10 more minutes, 1 more attempt$/),
        expect.stringMatching(/”: for Ales K.: nothing beyond the others any more$/),
        expect.stringMatching(/”: results released$/),
      ]);
    });

    it('tried by its teacher leaves no trace in it, has no score, and shows its results', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ);
      const asked = { assignment: id, activity: QUIZ, command: commandId(), now: NOON, newId };
      const tried = await tryAssigned(school.services, { ...asked, person: eighth.teacher });
      if (!tried.ok) throw new Error(tried.error.message);
      const last = await play(school.services, eighth.teacher, tried.value, wholeTest(school.quiz));
      expect(last.now.results).not.toBeNull();
      expect(await assigned.ofAssignment(school.services.db, id)).toEqual([]);
      expect(await listAttempts(school.services, { person: eighth.teacher, now: NOON })).toMatchObject([
        { scored: false, assigned: true, points: null },
      ]);
      expect(await tryAssigned(school.services, { ...asked, person: pupil.person })).toMatchObject({
        ok: false,
      });
    });

    it('deleted takes its ties with it and leaves the pupil’s own attempt', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ);
      const attempt = await begun(school, pupil.person, id, QUIZ);
      await assignments.remove(school.services.db, id);
      expect(await assignments.find(school.services.db, id)).toBeNull();
      expect(await assigned.ofAssignment(school.services.db, id)).toEqual([]);
      const seen = await viewAttempt(school.services, { person: pupil.person, attempt, now: at(500) });
      expect(seen).toMatchObject({ head: { work: null } });
    });

    it('is given once when its form is sent twice, and to no class of another teacher', async () => {
      const twice = newId();
      const form = { person: eighth.teacher, class: eighth.id, id: twice, now: NOON };
      const module = school.course.modules.find(({ activities }) => activities.includes(QUIZ))?.id ?? '';
      const wanted = {
        course: school.course.id,
        module,
        mode: 'counted' as const,
        opensAt: NOON,
        dueAt: null,
        closesAt: null,
        settings: defaultSettings('counted'),
      };
      expect(await createAssignment(school.services, { ...form, wanted })).toBe(twice);
      expect(await createAssignment(school.services, { ...form, wanted })).toBe(twice);
      const stranger = { ...form, id: newId(), person: await school.guest() };
      expect(await createAssignment(school.services, { ...stranger, wanted })).toBeNull();
      expect(
        (await assignments.givenTo(school.services.db, pupil.person)).filter(
          ({ assignment }) => assignment.id === twice,
        ),
      ).toHaveLength(1);
    });
  });
}
