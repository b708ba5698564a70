// Scenarios and pinned content on every database: branches, endings seen, what a sealed attempt may tell before its end.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Course } from '#lib/domain/content/compiled.ts';
import { createLibrary } from '#lib/server/library.ts';
import type { Services } from '#lib/server/services.ts';
import { newId } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { activityPage } from '#lib/server/tasks/activity-page.ts';
import { branchAttempt } from '#lib/server/tasks/branch-attempt.ts';
import { coursePage } from '#lib/server/tasks/course-page.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { lru } from '#lib/server/lru.ts';
import { postgres, sqlite } from './databases.ts';
import { ask, commandId, NOON, openSchool, play, wholeTest, wholeTrack, type School } from './school.ts';

const refuse = (scene: string): string => (scene === 'after-flood' ? 'refuse' : 'offer');

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`tracks on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let person: PersonId;

    beforeAll(async () => {
      school = await openSchool(database);
      services = school.services;
    }, 60_000);
    afterAll(() => school.close());

    const finished = async (form: 'open' | 'sealed'): Promise<AttemptId> => {
      person = await school.guest();
      const attempt = await school.begin(person, 'birch', form);
      await play(services, person, attempt, wholeTrack(school.track, form, refuse));
      return attempt;
    };
    const branch = (parent: AttemptId, scene: string, command = commandId()) =>
      branchAttempt(services, { person, parent, scene, command, now: NOON + 3_600_000, newId });
    const card = async (id: AttemptId) =>
      (await listAttempts(services, { person, now: NOON })).find((one) => one.id === id);

    it('branches at a decision: the same past up to the move, playable to another ending, never scored', async () => {
      const parent = await finished('sealed');
      const command = commandId();
      const made = await branch(parent, 'after-flood', command);
      const id = made.ok ? made.value : ('' as AttemptId);
      expect(await branch(parent, 'after-flood', command)).toEqual(made);

      const page = await viewAttempt(services, { person, attempt: id, now: NOON });
      expect(page?.head).toMatchObject({
        scored: false,
        branch: { parent, scene: 'after-flood' },
        position: 3,
      });
      expect(page?.view).toMatchObject({ phase: 'decide', scene: 'after-flood' });
      expect((await attempts.log(services.db, id)).map(({ event }) => event.type)).toEqual([
        'began',
        'responded',
        'responded',
      ]);

      const whole = wholeTrack(school.track, 'sealed', () => 'ferry');
      const again = whole.map((c) =>
        c.type === 'move' && c.scene === 'offer-half' ? { ...c, move: 'keep' } : c,
      );
      const { now } = await play(services, person, id, again.slice(2), 3);
      expect(now.results).toMatchObject({ kind: 'track', ending: { id: 'ferry-safe' } });
      expect(await card(id)).toMatchObject({ scored: false, done: true, points: null, max: null });
      expect(await card(parent)).toMatchObject({ scored: true, done: true, max: 5 });
      expect((await rebuildScores(services, services.library)).changed).toBe(0);
    });

    it('names in a debrief the endings seen in other attempts, and no others', async () => {
      const parent = await finished('open');
      const made = await branch(parent, 'offer-half');
      const other = wholeTrack(school.track, 'open', () => 'decline').slice(-3);
      const position = made.ok
        ? ((await viewAttempt(services, { person, attempt: made.value, now: NOON }))?.head.position ?? 0)
        : 0;
      if (made.ok) await play(services, person, made.value, other, position);
      const page = await viewAttempt(services, { person, attempt: parent, now: NOON });
      expect(page?.results?.kind === 'track' && page.results.endings).toEqual([
        { id: 'ferry-safe', title: null, reached: false },
        { id: 'bridge-built', title: 'A bridge again', reached: true },
        { id: 'ferry-alone', title: null, reached: false },
        { id: 'apart', title: 'Two banks', reached: false },
      ]);
    });

    it('branches only where a move was made, and from a sealed attempt only when it is over', async () => {
      person = await school.guest();
      const sealed = await school.begin(person, 'birch', 'sealed');
      await play(services, person, sealed, wholeTrack(school.track, 'sealed', refuse).slice(0, 5));
      expect(await branch(sealed, 'after-flood')).toMatchObject({ error: { code: 'not_now' } });
      const open = await school.begin(person, 'birch', 'open');
      expect(await branch(open, 'after-flood')).toMatchObject({ error: { code: 'unknown_scene' } });
      const stranger = await school.guest();
      expect(
        await branchAttempt(services, {
          person: stranger,
          parent: open,
          scene: 'after-flood',
          command: commandId(),
          now: NOON,
          newId,
        }),
      ).toMatchObject({
        error: { code: 'unknown_attempt' },
      });
    });

    it('tells nothing of a key or of history in a sealed attempt before its end, and all of it after', async () => {
      const secret = /"(why|right|done|mark|absent|relation)":|The text says|Birch refused to pay\./;
      for (const [activity, commands] of [
        ['reading', wholeTest(school.quiz)],
        ['birch', wholeTrack(school.track, 'sealed', refuse)],
      ] as const) {
        person = await school.guest();
        const attempt = await school.begin(person, activity, 'sealed');
        for (const [i, command] of commands.entries()) {
          const page = await viewAttempt(services, { person, attempt, now: NOON });
          // That the attempt is not over is no secret; the name of that field is one of history's.
          const { done: _, ...state } = page!.state;
          expect(JSON.stringify({ ...page, state })).not.toMatch(secret);
          expect(page?.artefactHref).toBe(`/api/attempts/${attempt}/sealed`);
          const recorded = await ask(services, { person, attempt, position: i + 1, command });
          expect(recorded.ok).toBe(true);
          if (i < commands.length - 1) expect(JSON.stringify(recorded.now)).not.toMatch(secret);
        }
        expect(JSON.stringify(await viewAttempt(services, { person, attempt, now: NOON }))).toMatch(secret);
      }
    });

    it('keeps an attempt on the content it began with when the course changes', async () => {
      person = await school.guest();
      const attempt = await school.begin(person, 'reading', 'sealed');
      const quiz = { ...school.quiz, title: 'Rewritten', items: school.quiz.items.slice(0, 1) };
      const changed: Course = {
        ...school.course,
        activities: new Map([...school.course.activities, ['reading', quiz]]),
      };
      const later: Services = { ...services, library: createLibrary([changed]), live: lru(10) };
      const page = await viewAttempt(later, { person, attempt, now: NOON });
      expect(page?.head.title).toBe(school.quiz.title);
      const { now } = await play(later, person, attempt, wholeTest(school.quiz));
      expect(now.results?.score.max).toBe(school.quiz.items.length);
      expect(
        (await activityPage(later, { person, course: school.course.id, activity: 'reading', now: NOON }))
          ?.activity.sealed,
      ).toBe(1);
    });

    it('shows on the course page where somebody was, and nothing to a visitor', async () => {
      const done = await finished('open');
      const underWay = await school.begin(person, 'reading', 'open');
      const page = await coursePage(services, { person, course: school.course.id, now: NOON });
      expect(page?.resume).toMatchObject({ id: underWay, at: 1, of: 9, unit: 'question' });
      const cards = page?.modules.flatMap(({ activities }) => activities);
      expect(cards?.map(({ latest }) => latest?.id)).toEqual([underWay, done]);
      expect(
        cards?.map(({ open, sealed, decisions, endings }) => [open, sealed, decisions, endings]),
      ).toEqual([
        [9, 11, 0, 0],
        [5, 5, 2, 4],
      ]);
      const visited = await coursePage(services, { person: null, course: school.course.id, now: NOON });
      expect(visited?.resume).toBeNull();
      expect(JSON.stringify(visited)).not.toContain(done);
    });
  });
}
