// A week away with a clock that is wrong, and a course that has changed meanwhile: what was answered is judged as it was asked.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Activity, Course, OpenActivity, QuizActivity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { dueOf } from '#lib/domain/review/today.ts';
import { createLibrary } from '#lib/server/library.ts';
import type { Services } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { score } from '#lib/domain/attempt/score.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { openContent } from '#lib/server/tasks/open-content.ts';
import { reviewing } from '#lib/server/tasks/review/standing.ts';
import { sync } from '#lib/server/tasks/sync/sync.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { beginOn, doorOf, idsOf, Window } from '../sync/device.ts';
import { heldThere } from '../sync/schedules.ts';
import { postgres, sqlite } from './databases.ts';
import { addPupil, assign, begun, MINUTE, openClass } from './assigned-school.ts';
import { commandId, NOON, openSchool, wholeTest, type School } from './school.ts';

const DAY = 86_400_000;
const [LONG_AGO, FAR_AHEAD] = [0, Date.UTC(2099, 11, 31)];

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`a device that was away, on ${database.name}`, () => {
    let school: School;
    let person: PersonId;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      person = await school.guest();
    });

    /** Practice downloaded now and played to its end without a network, by a device whose clock says `clock`. */
    async function playedAway(clock: number) {
      const { services, course, quiz } = school;
      const version = services.library.current(course.id, quiz.id)!;
      await openContent(services, version.hash, NOON);
      const artefact = version.dealt('').playable('open') as OpenActivity;
      const ids = idsOf(commandId());
      const { store, attempt, seed } = await beginOn(artefact, version.hash, null, ids);
      const send = (at: number, by: Services) => {
        const post = doorOf(by, person, at);
        const parts = { post, chance: seeded('away'), newId: ids };
        const window = new Window(store, attempt, artefact, seed, parts);
        window.clock = clock;
        return window;
      };
      const window = send(NOON, services);
      await window.look();
      while (await window.tap());
      const wanted = score(artefact, 'open', window.shown.state);
      return { store, attempt, kept: window.kept, send, wanted };
    }
    /** The server with the course as it is a week later. */
    const later = (change: (quiz: QuizActivity) => Activity | null): Services => {
      const { course, quiz, services } = school;
      const activities = new Map(course.activities);
      const changed = change(quiz);
      if (changed === null) activities.delete(quiz.id);
      else activities.set(quiz.id, changed);
      const corrected: Course = { ...course, activities };
      return { ...services, library: createLibrary([corrected]) };
    };
    const asked = (quiz: QuizActivity): string[] =>
      quiz.items.filter(({ pool }) => pool === 'practice').map(({ id }) => id);
    const due = async (services: Services, now: number): Promise<string[]> =>
      dueOf(await reviewing(services, { person, now, zone: 'UTC' })).map(({ item }) => item);

    const CHANGES: readonly (readonly [string, (quiz: QuizActivity) => Activity | null])[] = [
      [
        'corrected',
        (quiz) => ({
          ...quiz,
          items: quiz.items.map((item) => ({ ...item, stem: 'Put better.' })),
        }),
      ],
      ['reordered', (quiz) => ({ ...quiz, items: [...quiz.items].reverse() })],
      ['left with one question less', (quiz) => ({ ...quiz, items: quiz.items.slice(1) })],
      ['withdrawn', () => null],
    ];
    for (const [what, change] of CHANGES)
      it(`keeps every answer to a quiz that was ${what} meanwhile, with the score it would have had`, async () => {
        const { store, attempt, kept, send, wanted } = await playedAway(NOON);
        const services = later(change);
        await send(NOON + 7 * DAY, services).outbox.flush();
        expect(await store.unsent()).toBe(0);
        expect(await store.aside()).toEqual([]);
        const there = await heldThere(services, attempt);
        expect(there.log.slice(1).map(({ command }) => command)).toEqual(kept);
        expect(there.score).toMatchObject({ points_e6: Math.round(wanted.points * 1e6), max: wanted.max });
        // Only what is still asked comes back.
        const now = services.library.current(school.course.id, school.quiz.id)?.activity;
        const left = now?.kind === 'quiz' ? asked(now) : [];
        for (const item of await due(services, NOON + 60 * DAY)) expect(left).toContain(item);
      });

    for (const [year, clock] of [
      ['1970', LONG_AGO],
      ['2099', FAR_AHEAD],
    ] as const)
      it(`dates answers of a device in ${year} by its own clock, and reviews them by it`, async () => {
        const { store, attempt, kept, send } = await playedAway(clock);
        const window = send(NOON, school.services);
        await window.outbox.flush();
        const log = await attempts.log(school.services.db, attempt);
        expect(log.slice(1).map(({ command }) => command)).toEqual(kept);
        expect(new Set(log.map(({ at }) => at))).toEqual(new Set([NOON]));
        expect(log[1]?.claimedAt).toBe(clock);
        // The device has seen what the time is, and counts its days by that.
        expect(clock + ((await store.meta('offset')) ?? 0)).toBe(NOON);
        expect(await due(school.services, NOON + MINUTE)).toEqual([]);
        expect((await due(school.services, NOON + 30 * DAY)).length).toBeGreaterThan(0);
      });

    it('marks work late by its own clock, with what the device says beside it', async () => {
      const room = await openClass(school);
      const pupil = await addPupil(school, room.id, 'Ales K.');
      const dates = { dueAt: NOON + 10 * MINUTE, closesAt: NOON + 60 * MINUTE };
      const assignment = await assign(school, room, 'counted', school.quiz.id, dates);
      const attempt = await begun(school, pupil.person, assignment, school.quiz.id);
      const events = wholeTest(school.quiz).map((command, i) => ({
        ...{ id: commandId(), position: 1 + i, command },
        at: NOON + MINUTE,
      }));
      const done = await sync(school.services, {
        ...{ person: pupil.person, enter: () => Promise.resolve(pupil.person), now: NOON + 20 * MINUTE },
        message: { owner: school.services.sessions.ownerOf(pupil.person), attempts: [{ attempt, events }] },
      });
      expect(done).toMatchObject({ value: { receipts: [{ accepted: events.length, refusal: null }] } });
      const seen = await viewAttempt(school.services, { person: pupil.person, attempt, now: NOON + DAY });
      expect(seen?.head.work).toMatchObject({ late: true });
      const last = (await attempts.log(school.services.db, attempt)).at(-1);
      expect(last).toMatchObject({ at: NOON + 20 * MINUTE, claimedAt: NOON + MINUTE });
    });
  });
}
