// Regrades on both databases: what the dry run says is what is kept, once, and a rebuild comes to the same.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { Course, QuizActivity, TrackActivity } from '#lib/domain/content/compiled.ts';
import type { Item } from '#lib/domain/content/schema.ts';
import { acceptable } from '#lib/domain/regrade/accept.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { questionsOf } from '#lib/domain/regrade/adjustment.ts';
import type { Deed } from '#lib/domain/regrade/history.ts';
import { createLibrary } from '#lib/server/library.ts';
import { newId, type Services } from '#lib/server/services.ts';
import { logPage } from '#lib/server/tasks/classes/log-page.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { applyRegrade, previewRegrade, type Change } from '#lib/server/tasks/regrade/apply.ts';
import { regradePage } from '#lib/server/tasks/regrade/page.ts';
import { memberPage } from '#lib/server/tasks/results/member-page.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { addPupil, assign, begun, MINUTE, openClass, type Pupil } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, someAnswer, wholeTrack, type School } from './school.ts';

const LATER = NOON + 60 * MINUTE;
const accept = (...also: string[]): Deed => ({ type: 'adjusted', adjustment: { kind: 'accept', also } });
const BACK: Deed = { type: 'taken_back' };
const DROP: Deed = { type: 'adjusted', adjustment: { kind: 'drop' } };
const CREDIT: Deed = { type: 'adjusted', adjustment: { kind: 'credit_all' } };

/** The first move of a decision: the tiny track has one open everywhere. */
const firstMove =
  ({ scenes }: TrackActivity) =>
  (id: string): string =>
    scenes.flatMap((scene) => (scene.kind === 'decision' && scene.id === id ? [scene] : []))[0]?.moves[0]
      ?.id ?? '';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`regrades on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let item: Extract<Item, { kind: 'single' }>;
    let wrong: string;
    beforeAll(async () => {
      school = await openSchool(database);
      services = school.services;
      item = school.quiz.items.find((one) => one.kind === 'single') as typeof item;
      wrong = acceptable(item)[0]?.id ?? '';
    }, 60_000);
    afterAll(() => school.close());

    let inClass: Awaited<ReturnType<typeof openClass>>;
    let assignment: string;
    let anna: Pupil;
    let boris: Pupil;
    beforeEach(async () => {
      inClass = await openClass(school);
      anna = await addPupil(school, inClass.id, 'Anna');
      boris = await addPupil(school, inClass.id, 'Boris');
      assignment = await assign(school, inClass, 'counted', school.quiz.id, {
        more: { feedback: 'after handing in' },
      });
    });

    const right = (): string => item.options.find((option) => option.right === true)?.id ?? '';
    const answers = (choice: string): Command[] => [
      ...school.quiz.items.map((one): Command =>
        one.id === item.id
          ? { type: 'respond', item: one.id, response: { kind: 'single', choice } }
          : someAnswer(one),
      ),
      { type: 'hand_in' },
    ];
    const begins = (pupil: Pupil): Promise<AttemptId> =>
      begun(school, pupil.person, assignment, school.quiz.id);
    const takes = async (pupil: Pupil, choice: string): Promise<AttemptId> => {
      const attempt = await begins(pupil);
      await play(services, pupil.person, attempt, answers(choice));
      return attempt;
    };
    const place = (...changes: Change[]) => ({ person: inClass.teacher, assignment, changes, now: LATER });
    const change = (deed: Deed, of = item.id): Change => ({ activity: school.quiz.id, item: of, deed });
    const preview = (deed: Deed) => previewRegrade(services, place(change(deed)));
    const apply = (deed: Deed, id = newId(), by = services, now = LATER) =>
      applyRegrade(by, { ...place(change(deed)), id, newId, now });
    const kept = async (attempt: AttemptId) => {
      const row = await services.db
        .selectFrom('attempt_score')
        .select(['points_e6', 'max'])
        .where('attempt', '=', attempt)
        .executeTakeFirstOrThrow();
      return { points: row.points_e6 / 1e6, max: row.max };
    };
    const regrades = async () =>
      services.db.selectFrom('regrade').select('id').where('assignment', '=', assignment).execute();
    const log = async () =>
      ((await logPage(services, { person: inClass.teacher, id: inClass.id }))?.lines ?? []).filter(
        ({ action }) => action.startsWith('regrade'),
      );
    const rebuilt = async (library = services.library) => (await rebuildScores(services, library)).changed;

    it('says whose score would rise, and keeps exactly that', async () => {
      const [first, second] = [await takes(anna, right()), await takes(boris, wrong)];
      const before = [await kept(first), await kept(second)];
      const run = await preview(accept(wrong));
      expect(run).toMatchObject({ rise: 1, fall: 0, stay: 1, moving: [{ name: 'Boris', moves: 'rises' }] });
      expect([await kept(first), await kept(second)]).toEqual(before);

      expect(await apply(accept(wrong))).toBe(true);
      expect(await kept(first)).toEqual(before[0]);
      expect(run?.moving[0]?.after).toEqual(await kept(second));
      expect(await rebuilt()).toBe(0);
      expect(await log()).toMatchObject([{ rise: 1, fall: 0 }]);
    });

    it('is done once, sent twice, at once, or again from another page', async () => {
      await takes(boris, wrong);
      const id = newId();
      const other = await school.elsewhere();
      await Promise.all([apply(accept(wrong), id), apply(accept(wrong), id, other)]);
      await apply(accept(wrong), id);
      await apply(accept(wrong));
      expect(await regrades()).toHaveLength(1);
      expect(await log()).toHaveLength(1);
    });

    it('holds for attempts under way, which finish by it', async () => {
      const running = await begins(boris);
      await play(services, boris.person, running, answers(wrong).slice(0, -1));
      await apply(accept(wrong), newId(), services, NOON);
      await play(services, boris.person, running, [{ type: 'hand_in' }], answers(wrong).length);
      const same = await takes(anna, right());
      expect(await kept(running)).toEqual(await kept(same));
      expect(await rebuilt()).toBe(0);
      // Nobody had seen another score, so nothing is said of one.
      const page = await viewAttempt(services, { person: boris.person, attempt: running, now: LATER });
      expect(page?.results?.corrections).toEqual([]);
    });

    it('loses no attempt that is handed in at the same moment', async () => {
      const running = await begins(boris);
      await play(services, boris.person, running, answers(wrong).slice(0, -1));
      const other = await school.elsewhere();
      await Promise.all([
        play(services, boris.person, running, [{ type: 'hand_in' }], answers(wrong).length),
        apply(accept(wrong), newId(), other),
      ]);
      expect(await rebuilt()).toBe(0);
    });

    it('tells the pupil why the score moved, and shows the question as it is marked now', async () => {
      const attempt = await takes(boris, wrong);
      const before = await kept(attempt);
      await apply(accept(wrong));
      const after = await kept(attempt);
      const page = await viewAttempt(services, { person: boris.person, attempt, now: LATER });
      const number = school.quiz.items.findIndex(({ id }) => id === item.id) + 1;
      const round = (points: number): string => String(Math.round(points * 100) / 100);
      expect(page?.results?.corrections).toEqual([
        `Your teacher accepted further answers to question ${number} on 15 January 2026: ` +
          `${round(before.points)} of ${before.max} became ${round(after.points)} of ${after.max}.`,
      ]);
      const question = page?.results?.questions.find(({ asked }) => asked.id === item.id);
      expect(question).toMatchObject({
        judgement: { verdict: 'right' },
        corrected: 'Your teacher accepts further answers to this question.',
      });
      expect(page?.results?.score.points).toBe(after.points);
    });

    it('tells the teacher too, on the pupil’s page: why the score moved, and by which rule', async () => {
      await takes(boris, wrong);
      await apply(accept(wrong));
      const asked = { person: inClass.teacher, member: boris.member, attempt: null, now: LATER };
      const replay = (await memberPage(services, asked))?.replay;
      expect(replay?.corrections).toEqual([
        expect.stringMatching(
          /^Further answers accepted to question \d+ on .*: [\d.]+ of \d+ became [\d.]+ of \d+\.$/,
        ),
      ]);
      const step = replay?.steps.find((one) => one.kind === 'answered' && one.asked.id === item.id);
      expect(step).toMatchObject({ points: 1, rule: expect.stringContaining('Regraded: Also accepted: ') });
    });

    it('drops a question for everybody, and gives it back', async () => {
      const attempt = await takes(anna, right());
      const before = await kept(attempt);
      await apply(DROP);
      expect(await kept(attempt)).toEqual({ points: before.points - 1, max: before.max - 1 });
      const run = await preview(BACK);
      expect(run?.moving[0]?.after).toEqual(before);
      await apply(BACK);
      expect(await kept(attempt)).toEqual(before);
      expect(await rebuilt()).toBe(0);
      expect((await log()).map(({ action }) => action)).toEqual(['regrade_taken_back', 'regraded']);
      // There is nothing left to take back.
      await apply(BACK);
      expect(await regrades()).toHaveLength(2);
    });

    it('gives everybody the point, also where nothing was answered', async () => {
      const attempt = await begins(boris);
      await play(services, boris.person, attempt, [
        ...school.quiz.items.map((one): Command => ({ type: 'go_on', from: `ask_${one.id}` })),
        { type: 'hand_in' },
      ]);
      expect((await kept(attempt)).points).toBe(0);
      await apply(CREDIT);
      expect((await kept(attempt)).points).toBe(1);
    });

    it('marks by a newer version, which the database then keeps', async () => {
      const attempt = await takes(boris, wrong);
      const before = await kept(attempt);
      const mended: QuizActivity = {
        ...school.quiz,
        items: school.quiz.items.map((one) =>
          one.id === item.id && one.kind === 'single'
            ? {
                ...one,
                options: one.options.map(({ right: _, ...option }) =>
                  option.id === wrong ? { ...option, right: true as const } : option,
                ),
              }
            : one,
        ),
      };
      const course: Course = {
        ...school.course,
        activities: new Map([...school.course.activities, [mended.id, mended]]),
      };
      const released: Services = { ...services, library: createLibrary([course]) };
      const page = await regradePage(released, {
        person: inClass.teacher,
        assignment,
        chosen: { activity: school.quiz.id, item: item.id },
      });
      expect(page?.chosen?.newer).toBe(true);
      expect(page?.chosen?.changes).toContain(`option ${wrong} of item ${item.id} now accepted`);
      const hash = released.library.current(course.id, mended.id)?.hash ?? '';
      const deed: Deed = { type: 'adjusted', adjustment: { kind: 'new_version', hash } };
      expect(await applyRegrade(released, { ...place(change(deed)), id: newId(), newId })).toBe(true);
      expect(await kept(attempt)).toEqual({ ...before, points: before.points + 1 });
      // As the command line does it, without any bundled course.
      expect(await rebuilt(createLibrary([]))).toBe(0);
    });

    it('of several questions, in two activities too, is one dry run and one doing', async () => {
      const test = await takes(boris, wrong);
      const track = await begun(school, boris.person, assignment, school.track.id);
      await play(services, boris.person, track, wholeTrack(school.track, 'sealed', firstMove(school.track)));
      const asked = questionsOf(school.track).map(({ id }) => id);
      const many = [
        change(accept(wrong)),
        change(CREDIT, school.quiz.items.at(-1)?.id ?? ''),
        ...asked.map((id) => ({ activity: school.track.id, item: id, deed: CREDIT })),
      ];
      const before = [await kept(test), await kept(track)];
      const run = await previewRegrade(services, place(...many));
      expect(run).toMatchObject({ rise: 1, fall: 0, stay: 0, moving: [{ name: 'Boris' }] });
      expect(run?.deeds).toHaveLength(many.length);
      expect([await kept(test), await kept(track)]).toEqual(before);

      const id = newId();
      const apply = (by: Services) => applyRegrade(by, { ...place(...many), id, newId });
      await Promise.all([apply(services), apply(await school.elsewhere())]);
      await apply(services);
      const after = [await kept(test), await kept(track)];
      const sum = (all: readonly { points: number }[]): number =>
        all.reduce((n, { points }) => n + points, 0);
      expect(run?.moving[0]?.after.points).toBeCloseTo(sum(after), 6);
      expect(run?.moving[0]?.before.points).toBeCloseTo(sum(before), 6);
      expect(await regrades()).toHaveLength(many.length);
      expect(await log()).toHaveLength(many.length);
      expect(await rebuilt()).toBe(0);
    });

    it('does nothing where one of several questions is not there', async () => {
      await takes(boris, wrong);
      const many = place(change(DROP), change(DROP, 'no-such-question'));
      expect(await previewRegrade(services, many)).toBeNull();
      expect(await applyRegrade(services, { ...many, id: newId(), newId })).toBe(false);
      expect(await regrades()).toEqual([]);
    });

    it('is nobody’s but the teacher’s, and not for practice', async () => {
      await takes(boris, wrong);
      for (const person of [null, boris.person, (await openClass(school)).teacher]) {
        expect(await previewRegrade(services, { ...place(change(DROP)), person })).toBeNull();
        expect(await applyRegrade(services, { ...place(change(DROP)), person, id: newId(), newId })).toBe(
          false,
        );
      }
      expect(await regrades()).toEqual([]);
      const practice = await assign(school, inClass, 'practice', school.quiz.id);
      expect(await previewRegrade(services, { ...place(change(DROP)), assignment: practice })).toBeNull();
    });
  });
}
