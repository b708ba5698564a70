// Review on every database: which answers count, what may come, one question at a time, and nothing for a teacher to see.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Certainty } from '#lib/domain/content/vocabulary.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { planOf } from '#lib/domain/review/plan.ts';
import { newId } from '#lib/server/services.ts';
import * as reviews from '#lib/server/stores/reviews.ts';
import { releaseNow } from '#lib/server/tasks/assignments/change.ts';
import { coursePage } from '#lib/server/tasks/course-page.ts';
import { exportClass } from '#lib/server/tasks/results/export-class.ts';
import { exportPerson } from '#lib/server/tasks/export-person.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { recordCommand } from '#lib/server/tasks/record-command.ts';
import { tryAssigned } from '#lib/server/tasks/assignments/begin.ts';
import { beginReview } from '#lib/server/tasks/review/begin-review.ts';
import { buildReviewOnce, rebuildReview } from '#lib/server/tasks/review/rebuild.ts';
import { setExam } from '#lib/server/tasks/review/set-exam.ts';
import { dueOf } from '#lib/domain/review/today.ts';
import { reviewing } from '#lib/server/tasks/review/standing.ts';
import { todayPage } from '#lib/server/tasks/review/today-page.ts';
import { signIn } from '#lib/server/tasks/sign-in.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { answerTo, testOf } from '../school/answers.ts';
import { addPupil, assign, begun, MINUTE, openClass } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { commandId, NOON, openSchool, play, type School } from './school.ts';

const DAY = 86_400_000;
const ZONE = 'UTC';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`review on ${database.name}`, () => {
    let school: School;
    let person: PersonId;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      person = await school.guest();
    });

    const item = (id: string) => school.quiz.items.find((one) => one.id === id)!;
    const send = async (
      of: PersonId,
      attempt: AttemptId,
      now: number,
      id: string,
      wrong = 0,
      sure?: Certainty,
    ) => {
      const page = await viewAttempt(school.services, { person: of, attempt, now });
      const command = {
        type: 'respond',
        item: id,
        response: answerTo(item(id), wrong),
        ...(sure === undefined ? {} : { certainty: sure }),
      } as const;
      const envelope = { id: commandId(), position: page?.head.position ?? 0, command };
      return recordCommand(school.services, { person: of, attempt, envelope, now });
    };
    /** Practises the first questions of the quiz, rightly unless told otherwise. */
    const practise = async (n: number, wrong: (id: string) => number = () => 0, of = person) => {
      const attempt = await school.begin(of, school.quiz.id, 'open');
      const asked = school.quiz.items.filter(({ pool }) => pool === 'practice').slice(0, n);
      await play(
        school.services,
        of,
        attempt,
        asked.flatMap(({ id }) => [
          { type: 'respond', item: id, response: answerTo(item(id), wrong(id)) } as const,
          { type: 'go_on', from: `explain_${id}` } as const,
        ]),
      );
      return attempt;
    };
    const next = (now: number, command = commandId(), of = person) =>
      beginReview(school.services, { person: of, command, now, zone: ZONE, newId });
    const today = (now: number, of: PersonId | null = person) =>
      todayPage(school.services, { person: of, now, zone: ZONE });
    const due = async (now: number, of = person) =>
      dueOf(await reviewing(school.services, { person: of, now, zone: ZONE })).map(({ item: id }) => id);
    const stored = async (of = person) =>
      (await reviews.ofPerson(school.services.db, of)).map(({ item: id, correct }) => [id, correct]);

    it('is empty for whoever has answered nothing, and for nobody', async () => {
      expect(await today(NOON)).toMatchObject({ due: null, answers: 0, later: [] });
      expect(await today(NOON, null)).toMatchObject({ due: null, answers: 0, later: [] });
      expect(await next(NOON)).toBeNull();
    });

    it('counts a first answer of practice at once, and no second try', async () => {
      const attempt = await school.begin(person, school.quiz.id, 'open');
      await send(person, attempt, NOON, 'bridge-lost', 1);
      const retry = { type: 'retry', item: 'bridge-lost', response: answerTo(item('bridge-lost')) } as const;
      const envelope = { id: commandId(), position: 2, command: retry };
      await recordCommand(school.services, { person, attempt, envelope, now: NOON });
      expect(await stored()).toEqual([['bridge-lost', false]]);
      expect(await due(NOON)).toEqual([]);
      expect(await due(NOON + DAY)).toEqual(['bridge-lost']);
      expect((await today(NOON)).later).toEqual([
        { ahead: 'Tomorrow', date: 'Fri 16 January', isToday: false, questions: 1 },
      ]);
    });

    it('counts the answers of a test when it is over, and never asks for those of the assessment pool', async () => {
      const attempt = await school.begin(person, school.quiz.id, 'sealed');
      const commands = testOf(school.quiz, () => 1);
      await play(school.services, person, attempt, commands.slice(0, -1));
      expect(await stored()).toEqual([]);
      await play(school.services, person, attempt, commands.slice(-1), commands.length);
      expect(await stored()).toHaveLength(school.quiz.items.length);
      const standing = await reviewing(school.services, { person, now: NOON, zone: ZONE });
      const asked = planOf(standing, Infinity).flatMap((day) => day.items.map((one) => one.item));
      const practised = school.quiz.items.filter(({ pool }) => pool === 'practice').map(({ id }) => id);
      expect(asked.sort()).toEqual(practised.sort());
    });

    it('asks one question at a time, in an attempt that counts for nothing and is listed nowhere', async () => {
      await practise(2, () => 1);
      const [command, now] = [commandId(), NOON + DAY];
      expect(await today(now)).toMatchObject({ due: { questions: 2, minutes: 1 }, done: 0 });
      const first = await next(now, command);
      expect(await next(now, command)).toBe(first);
      expect(await next(now)).toBe(first);
      const page = await viewAttempt(school.services, { person, attempt: first!, now });
      expect(page).toMatchObject({
        head: { scored: false, form: 'open', review: { at: 1, of: 2 } },
        view: { phase: 'ask', progress: { at: 1, of: 1 } },
        artefactHref: expect.stringMatching(/\/open\?item=[a-z-]+$/) as string,
      });
      const asked = page?.view.phase === 'ask' ? page.view.asked.id : '';
      const answered = await send(person, first!, now, asked);
      expect(answered).toMatchObject({ ok: true, now: { view: { phase: 'explain' }, results: null } });
      const second = await next(now);
      expect(second).not.toBe(first);
      expect(await due(now)).not.toContain(asked);
      expect(await today(now)).toMatchObject({ due: { questions: 1 }, done: 1 });
      expect(await listAttempts(school.services, { person, now: NOON })).toHaveLength(1);
      const course = await coursePage(school.services, { person, course: school.course.id, now });
      expect(course?.resume?.id).not.toBe(second);
      expect(course?.modules.flatMap(({ activities }) => activities)[0]?.latest?.form).toBe('open');
    });

    it('says which of today’s questions it is, before and after the answer', async () => {
      await practise(2, () => 1);
      const now = NOON + DAY;
      const head = async (attempt: AttemptId) =>
        (await viewAttempt(school.services, { person, attempt, now }))?.head.review;
      const first = await next(now);
      expect(await head(first!)).toEqual({ at: 1, of: 2 });
      const view = (await viewAttempt(school.services, { person, attempt: first!, now }))?.view;
      await send(person, first!, now, view?.phase === 'ask' ? view.asked.id : '');
      expect(await head(first!)).toEqual({ at: 1, of: 2 });
      expect(await head((await next(now))!)).toEqual({ at: 2, of: 2 });
    });

    it('of a scenario’s question asks that question alone', async () => {
      const scene = school.track.scenes.find(({ kind }) => kind === 'question');
      const id = scene?.kind === 'question' ? scene.item.id : '';
      const version = school.services.library.current(school.course.id, school.track.id);
      expect(version?.dealt('seed', id).activity).toMatchObject({ kind: 'quiz', items: [{ id }] });
      expect(JSON.parse(version?.openJsonOf(id) ?? '')).toMatchObject({ form: 'open', items: [{ id }] });
      expect(version?.openJsonOf('no-such-question')).toBeNull();
    });

    it('ends the day at midnight in the zone it is told', async () => {
      await practise(1, () => 1);
      const late = NOON + 12 * 60 * MINUTE - 1;
      expect(await due(late)).toEqual([]);
      expect(await due(late + 1)).toEqual(['bridge-lost']);
      const east = await reviewing(school.services, { person, now: late, zone: 60 });
      expect(dueOf(east).map(({ item: id }) => id)).toEqual(['bridge-lost']);
    });

    it('keeps the day of an exam, and nothing that is no day to come', async () => {
      await practise(3);
      const set = (date: string) => setExam(school.services, { person, date, now: NOON, zone: ZONE });
      expect(await set('2026-01-15')).toMatch(/after today/);
      expect(await set('2026-02-30')).toMatch(/calendar/);
      expect(await set('2031-01-01')).toMatch(/two years/);
      expect((await today(NOON)).exam).toBeNull();
      expect(await set('2026-01-18')).toBeNull();
      expect(await today(NOON)).toMatchObject({
        exam: '2026-01-18',
        later: [
          { ahead: 'Tomorrow', questions: 1 },
          { ahead: 'In 2 days', questions: 2 },
        ],
      });
      expect((await today(NOON + 3 * DAY)).exam).toBeNull();
      expect(await set('2026-01-20')).toBeNull();
      expect(await exportPerson(school.services, { person, now: NOON })).toMatchObject({
        exam_on: '2026-01-20',
      });
      expect(await set('')).toBeNull();
      expect((await today(NOON)).exam).toBeNull();
    });

    describe('with a class', () => {
      it('waits for the results of counted work, and withholds its questions until then', async () => {
        const inClass = await openClass(school);
        const pupil = await addPupil(school, inClass.id, 'Ales K.');
        person = pupil.person;
        await practise(2, () => 1);
        expect(await due(NOON + DAY)).toHaveLength(2);
        const assignment = await assign(school, inClass, 'counted', school.quiz.id, {
          dueAt: null,
          closesAt: null,
        });
        expect(await due(NOON + DAY)).toEqual([]);
        const attempt = await begun(school, person, assignment, school.quiz.id);
        await play(
          school.services,
          person,
          attempt,
          testOf(school.quiz, () => 1),
        );
        expect(await today(NOON + DAY)).toMatchObject({ due: null, answers: 2, later: [] });
        const asked = { person: inClass.teacher, assignment, now: NOON + 2 * DAY, newId };
        expect(await releaseNow(school.services, asked)).toBe(true);
        expect((await today(NOON + 2 * DAY)).answers).toBe(2 + school.quiz.items.length);
        expect((await due(NOON + 2 * DAY)).length).toBeGreaterThan(2);
      });

      it('withholds work explained after handing in until it is handed in, and practice never', async () => {
        const inClass = await openClass(school);
        person = (await addPupil(school, inClass.id, 'Boris V.')).person;
        await practise(2, () => 1);
        await assign(school, inClass, 'practice', school.quiz.id);
        expect(await due(NOON + DAY)).toHaveLength(2);
        const counted = await assign(school, inClass, 'counted', school.quiz.id, {
          dueAt: null,
          closesAt: null,
          more: { feedback: 'after handing in' },
        });
        expect(await due(NOON + DAY)).toEqual([]);
        const attempt = await begun(school, person, counted, school.quiz.id);
        await play(
          school.services,
          person,
          attempt,
          testOf(school.quiz, () => 1),
        );
        expect((await due(NOON + DAY)).length).toBeGreaterThan(2);
      });

      it('writes the answers of work that time has ended', async () => {
        const inClass = await openClass(school);
        person = (await addPupil(school, inClass.id, 'Cher')).person;
        const assignment = await assign(school, inClass, 'counted', school.quiz.id);
        const attempt = await begun(school, person, assignment, school.quiz.id);
        await send(person, attempt, NOON + 1, 'bridge-lost', 1);
        expect(await stored()).toEqual([]);
        await viewAttempt(school.services, { person, attempt, now: NOON + 3 * 60 * MINUTE });
        expect(await stored()).toEqual([['bridge-lost', false]]);
      });

      it('counts nothing that a teacher only tries', async () => {
        const inClass = await openClass(school);
        person = inClass.teacher;
        const assignment = await assign(school, inClass, 'counted', school.quiz.id);
        const asked = {
          person,
          assignment,
          activity: school.quiz.id,
          command: commandId(),
          now: NOON,
          newId,
        };
        const tried = await tryAssigned(school.services, asked);
        if (!tried.ok) throw new Error(tried.error.message);
        await play(
          school.services,
          person,
          tried.value,
          testOf(school.quiz, () => 1),
        );
        expect(await stored()).toEqual([]);
        expect((await rebuildReview(school.services, school.services.library)).changed).toBe(0);
      });

      it('shows a teacher nothing of it', async () => {
        const inClass = await openClass(school);
        const pupil = await addPupil(school, inClass.id, 'Darya');
        person = pupil.person;
        await assign(school, inClass, 'practice', school.quiz.id);
        const exported = async () => {
          const asked = { person: inClass.teacher, class: inClass.id, now: NOON };
          const portions: string[] = [];
          for await (const portion of (await exportClass(school.services, asked)) ?? [])
            portions.push(portion);
          return portions.join('');
        };
        const before = await exported();
        expect(before).toContain('Darya');
        await practise(2, () => 1);
        const review = await next(NOON + DAY);
        await setExam(school.services, { person, date: '2026-03-01', now: NOON, zone: ZONE });
        expect(review).not.toBeNull();
        expect(await exported()).toBe(before);
      });
    });

    describe('what is derived', () => {
      it('is the same when it is dropped and rebuilt from the logs, and mended where it was wrong', async () => {
        await practise(3, (id) => (id === 'who-paid' ? 1 : 0));
        const test = await school.begin(person, school.quiz.id, 'sealed');
        await play(
          school.services,
          person,
          test,
          testOf(school.quiz, (_, at) => at % 2),
        );
        const review = await next(NOON + 4 * DAY);
        const view = (await viewAttempt(school.services, { person, attempt: review!, now: NOON }))?.view;
        await send(person, review!, NOON + 4 * DAY, view?.phase === 'ask' ? view.asked.id : '');
        const { services } = school;
        const before = await reviews.ofPerson(services.db, person);
        expect(before.filter((one) => one.review)).toHaveLength(1);
        expect((await rebuildReview(services, services.library)).changed).toBe(0);
        await services.db.deleteFrom('review_answer').where('attempt', '=', test).execute();
        await services.db
          .updateTable('review_answer')
          .set({ correct: 1 })
          .where('person', '=', person)
          .where('item', '=', 'who-paid')
          .execute();
        expect((await rebuildReview(services, services.library)).changed).toBe(2);
        expect(await reviews.ofPerson(services.db, person)).toEqual(before);
        expect((await rebuildScores(services, services.library)).changed).toBe(0);
      });

      it('is built once where there were answers before there was review', async () => {
        await practise(1);
        await school.services.db.deleteFrom('review_answer').execute();
        expect((await buildReviewOnce(school.services))?.changed).toBeGreaterThan(0);
        expect(await stored()).toHaveLength(1);
        expect(await buildReviewOnce(school.services)).toBeNull();
      });

      it('goes along with a guest into an account, where an exam named there stands', async () => {
        const before = { person: null, cookie: undefined };
        const named = { name: 'A.', email: 'review@school.example', password: 'three wise words' };
        const up = await signUp(school.services, { ...named, teaches: false, before, now: NOON, newId });
        const back = { who: named.email, password: named.password, leave: false, now: NOON, newId };
        const account = (await school.services.sessions.recognise(up.ok ? up.value.cookie : '', NOON))
          ?.person;
        const guest = await school.services.sessions.enter(NOON, newId);
        await practise(2, () => 1, guest.person);
        const exam = (of: PersonId, date: string) =>
          setExam(school.services, { person: of, date, now: NOON, zone: ZONE });
        await exam(guest.person, '2026-03-01');
        await signIn(school.services, { ...back, before: guest });
        expect(await today(NOON + DAY, account)).toMatchObject({
          due: { questions: 2 },
          exam: '2026-03-01',
        });
        const other = await school.services.sessions.enter(NOON, newId);
        await exam(other.person, '2026-04-01');
        await signIn(school.services, { ...back, before: other });
        expect((await today(NOON, account)).exam).toBe('2026-03-01');
      });

      it('is gone with the person', async () => {
        await practise(1);
        await setExam(school.services, { person, date: '2026-03-01', now: NOON, zone: ZONE });
        await school.services.db.deleteFrom('person').where('id', '=', person).execute();
        expect(await stored()).toEqual([]);
        expect(await reviews.examOf(school.services.db, person)).toBeNull();
      });
    });
  });
}
