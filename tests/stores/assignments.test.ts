// Assigned work on every database: begun by its rules, in time or refused, and its results held until they are released.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { newId } from '#lib/server/services.ts';
import * as allowances from '#lib/server/stores/allowances.ts';
import * as assigned from '#lib/server/stores/assigned.ts';
import * as assignments from '#lib/server/stores/assignments.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { taughtPage } from '#lib/server/tasks/assignments/taught-page.ts';
import { branchAttempt } from '#lib/server/tasks/branch-attempt.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { recordCommand } from '#lib/server/tasks/record-command.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { addPupil, assign, beginAt, begun, MINUTE, openClass, type Pupil } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import {
  ask,
  commandId,
  NOON,
  openSchool,
  play,
  someAnswer,
  wholeTest,
  wholeTrack,
  type School,
} from './school.ts';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`assigned work on ${database.name}`, () => {
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
    const page = (person: Pupil['person'], attempt: AttemptId, now: number) =>
      viewAttempt(school.services, { person, attempt, now });
    const at = (minutes: number): number => NOON + minutes * MINUTE;
    /** One answer at a moment. */
    const answer = (attempt: AttemptId, position: number, now: number, person = pupil.person) => {
      const item = school.quiz.items[position - 1];
      if (item === undefined) throw new Error('no such question');
      return recordCommand(school.services, {
        person,
        attempt,
        envelope: { id: commandId(), position, command: someAnswer(item) },
        now,
      });
    };

    describe('is begun', () => {
      it('sealed when it counts, open for practice, pinned and by its policy', async () => {
        const counted = await assign(school, eighth, 'counted', QUIZ, { more: { certainty: false } });
        const attempt = await begun(school, pupil.person, counted, QUIZ);
        const stored = await attempts.find(school.services.db, attempt);
        const { activities } = (await assignments.find(
          school.services.db,
          counted,
        )) as assignments.Assignment;
        expect(stored).toMatchObject({
          form: 'sealed',
          scored: true,
          hash: activities.find(({ id }) => id === QUIZ)?.hash,
          policy: { feedback: 'end', shuffled: true, certainty: false },
        });
        const practice = await assign(school, eighth, 'practice', QUIZ);
        const open = await attempts.find(
          school.services.db,
          await begun(school, pupil.person, practice, QUIZ),
        );
        expect(open).toMatchObject({ form: 'open' });
      });

      it('once when the same command comes twice, and goes on while one is under way', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { attempts: 3 } });
        const command = commandId();
        const [one, two] = await Promise.all([
          begun(school, pupil.person, id, QUIZ, NOON, command),
          begun(school, pupil.person, id, QUIZ, NOON, command),
        ]);
        expect(two).toBe(one);
        expect(await begun(school, pupil.person, id, QUIZ, at(1))).toBe(one);
      });

      it('by two devices at once as one attempt: the number is taken once', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { attempts: 3 } });
        const made = await Promise.all([1, 2, 3, 4].map(() => begun(school, pupil.person, id, QUIZ)));
        expect(new Set(made).size).toBe(1);
        expect(await assigned.ofAssignment(school.services.db, id)).toMatchObject([
          { number: 1, member: pupil.member, handedInAt: null },
        ]);
      });

      it('as often as it may be taken, and once more by whom the teacher lets', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        await play(
          school.services,
          pupil.person,
          await begun(school, pupil.person, id, QUIZ),
          wholeTest(school.quiz),
        );
        expect(await beginAt(school, pupil.person, id, QUIZ)).toMatchObject({
          error: { code: 'no_attempts_left' },
        });
        await allowances.put(school.services.db, id, pupil.member, {
          extraMinutes: 0,
          extraAttempts: 1,
          excused: false,
        });
        await begun(school, pupil.person, id, QUIZ);
        const [first, second] = await assigned.ofAssignment(school.services.db, id);
        expect([first?.number, second?.number]).toEqual([1, 2]);
        expect(first).toMatchObject({
          handedInAt: expect.any(Number) as number,
          max: school.quiz.items.length,
        });
      });

      it('by members alone: a stranger, another class and a made-up assignment are answered alike', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        const other = await openClass(school);
        const elsewhere = await addPupil(school, other.id, 'Jan R.');
        const answers = [
          await beginAt(school, elsewhere.person, id, QUIZ),
          await beginAt(school, await school.guest(), id, QUIZ),
          await beginAt(school, null, id, QUIZ),
          await beginAt(school, pupil.person, newId(), QUIZ),
          await beginAt(school, pupil.person, id, 'no-such-activity'),
        ];
        expect(new Set(answers.map((given) => JSON.stringify(given))).size).toBe(1);
        expect(answers[0]).toMatchObject({ error: { code: 'unknown_attempt' } });
      });

      it('from the seats that are allowed: the others are not part of it', async () => {
        const { track } = school;
        const without = await assign(school, eighth, 'counted', track.id, { more: { seats: ['minsk'] } });
        expect((await assignments.find(school.services.db, without))?.activities.map(({ id }) => id)).toEqual(
          [QUIZ],
        );
        expect(await beginAt(school, pupil.person, without, track.id)).toMatchObject({
          error: { code: 'unknown_attempt' },
        });
        const id = await assign(school, eighth, 'counted', track.id, { more: { seats: [track.seat] } });
        await expect(begun(school, pupil.person, id, track.id)).resolves.toBeDefined();
      });
    });

    describe('in time', () => {
      it('is refused after it closed, what was recorded stands, and the next look hands it in', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        const attempt = await begun(school, pupil.person, id, QUIZ);
        expect(await answer(attempt, 1, at(119))).toMatchObject({ ok: true });
        const refused = await answer(attempt, 2, at(120));
        expect(refused).toMatchObject({
          ok: false,
          refusal: { code: 'assignment_closed' },
          now: { view: { phase: 'done' } },
        });
        const log = await attempts.log(school.services.db, attempt);
        expect(log.map(({ event }) => event.type)).toEqual(['began', 'responded', 'ended']);
        expect((await assigned.ofAssignment(school.services.db, id))[0]).toMatchObject({
          handedInAt: at(120),
          points: expect.any(Number) as number,
        });
      });

      it('ends at its minute limit, on the server’s clock, whichever looks first', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { minutes: 20 } });
        const attempt = await begun(school, pupil.person, id, QUIZ, at(5));
        expect(await answer(attempt, 1, at(25) - 1)).toMatchObject({ ok: true });
        const seen = await page(pupil.person, attempt, at(25));
        expect(seen).toMatchObject({
          view: { phase: 'done' },
          results: null,
          head: { work: { cut: true, end: { because: 'time is up', past: true } } },
        });
        expect(await answer(attempt, 3, at(26))).toMatchObject({ refusal: { code: 'time_is_up' } });
        // Two looks at once record it once.
        await Promise.all([page(pupil.person, attempt, at(27)), page(pupil.person, attempt, at(27))]);
        expect((await attempts.log(school.services.db, attempt)).map(({ event }) => event.type)).toEqual([
          'began',
          'responded',
          'ended',
        ]);
      });

      it('takes an answer that was recorded before the end for what it is when it comes again after', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        const attempt = await begun(school, pupil.person, id, QUIZ);
        const item = school.quiz.items[0];
        if (item === undefined) throw new Error('no question');
        const envelope = { id: commandId(), position: 1, command: someAnswer(item) };
        const send = (now: number) =>
          recordCommand(school.services, { person: pupil.person, attempt, envelope, now });
        expect(await send(at(100))).toMatchObject({ ok: true });
        expect(await send(at(130))).toMatchObject({ ok: true });
      });

      it('goes on for a pupil with more time, granted in the middle, and then closes for this one too', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { minutes: 20 } });
        const attempt = await begun(school, pupil.person, id, QUIZ, at(110));
        await allowances.put(school.services.db, id, pupil.member, {
          extraMinutes: 30,
          extraAttempts: 0,
          excused: false,
        });
        expect(await answer(attempt, 1, at(149))).toMatchObject({ ok: true });
        expect((await page(pupil.person, attempt, at(149)))?.head.work).toMatchObject({ extraMinutes: 30 });
        expect(await answer(attempt, 2, at(150))).toMatchObject({ refusal: { code: 'assignment_closed' } });
      });

      it('stays ended when more time comes after it, which its teacher is told; another attempt begins anew', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { minutes: 20 } });
        const attempt = await begun(school, pupil.person, id, QUIZ, at(5));
        const lineOf = async (now: number) =>
          (
            await taughtPage(school.services, { person: eighth.teacher, assignment: id, page: 1, now })
          )?.pupils.shown.find(({ member }) => member === pupil.member);
        expect(await lineOf(at(24))).toMatchObject({ cut: false });
        expect(await lineOf(at(26))).toMatchObject({ cut: true });
        const allowance = { extraMinutes: 30, extraAttempts: 0, excused: false };
        await allowances.put(school.services.db, id, pupil.member, allowance);
        expect(await answer(attempt, 1, at(27))).toMatchObject({ ok: false });
        expect(await beginAt(school, pupil.person, id, QUIZ, at(27))).toMatchObject({
          error: { code: 'no_attempts_left' },
        });
        await allowances.put(school.services.db, id, pupil.member, { ...allowance, extraAttempts: 1 });
        const again = await begun(school, pupil.person, id, QUIZ, at(28));
        expect(again).not.toBe(attempt);
        expect(await answer(again, 1, at(70))).toMatchObject({ ok: true });
        expect(await lineOf(at(71))).toMatchObject({ cut: false });
      });

      it('is taken late and marked', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        const attempt = await begun(school, pupil.person, id, QUIZ, at(70));
        expect(await answer(attempt, 1, at(71))).toMatchObject({ ok: true });
        expect((await page(pupil.person, attempt, at(71)))?.head.work).toMatchObject({ late: true });
      });

      it('cannot be begun before it opens', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { opensAt: at(30) });
        expect(await beginAt(school, pupil.person, id, QUIZ, at(29))).toMatchObject({
          error: { code: 'assignment_not_open' },
        });
        await expect(begun(school, pupil.person, id, QUIZ, at(30))).resolves.toBeDefined();
      });
    });

    describe('handed in', () => {
      const done = async (): Promise<{ id: string; attempt: AttemptId }> => {
        const id = await assign(school, eighth, 'counted', QUIZ);
        const attempt = await begun(school, pupil.person, id, QUIZ);
        const last = await play(school.services, pupil.person, attempt, wholeTest(school.quiz));
        expect(last.now).toMatchObject({ view: { phase: 'done' }, results: null });
        return { id, attempt };
      };

      it('shows neither score nor explanation before it closes, by any door', async () => {
        const { attempt } = await done();
        const seen = JSON.stringify([
          await page(pupil.person, attempt, at(119)),
          await listAttempts(school.services, { person: pupil.person, now: NOON }),
          await answer(attempt, 1, at(119)),
        ]);
        expect(seen).not.toMatch(/"why"|"judgement"|"explanation"/);
        const [card] = await listAttempts(school.services, { person: pupil.person, now: NOON });
        expect(card).toMatchObject({ done: true, points: null });
        expect((await page(pupil.person, attempt, at(120)))?.results).toMatchObject({ kind: 'quiz' });
      });

      it('waits for the last of those with more time', async () => {
        const { id, attempt } = await done();
        const other = await addPupil(school, eighth.id, 'Daria M.');
        await allowances.put(school.services.db, id, other.member, {
          extraMinutes: 15,
          extraAttempts: 0,
          excused: false,
        });
        expect((await page(pupil.person, attempt, at(134)))?.results).toBeNull();
        expect((await page(pupil.person, attempt, at(135)))?.results).not.toBeNull();
      });

      it('is shown when the teacher releases it', async () => {
        const { id, attempt } = await done();
        await assignments.change(school.services.db, id, { releasedAt: at(40) });
        expect((await page(pupil.person, attempt, at(40)))?.results).not.toBeNull();
      });

      it('released early lets nobody who has seen it try again, nor see it in the middle of a further attempt', async () => {
        const id = await assign(school, eighth, 'counted', QUIZ, { more: { attempts: 3 } });
        const first = await begun(school, pupil.person, id, QUIZ);
        await play(school.services, pupil.person, first, wholeTest(school.quiz));
        const second = await begun(school, pupil.person, id, QUIZ, at(20));
        await assignments.change(school.services.db, id, { releasedAt: at(30) });
        expect((await page(pupil.person, first, at(31)))?.results).toBeNull();
        await play(school.services, pupil.person, second, wholeTest(school.quiz));
        expect((await page(pupil.person, first, at(32)))?.results).not.toBeNull();
        expect(await beginAt(school, pupil.person, id, QUIZ, at(33))).toMatchObject({
          error: { code: 'results_are_out' },
        });
      });

      it('gives no branch of a scenario away before its results are out', async () => {
        const { track } = school;
        const id = await assign(school, eighth, 'counted', track.id);
        const attempt = await begun(school, pupil.person, id, track.id);
        const moves = (scene: string): string => {
          const found = track.scenes.find((each) => each.id === scene);
          return found?.kind === 'decision'
            ? (found.moves.find(({ when }) => when === undefined)?.id ?? '')
            : '';
        };
        await play(school.services, pupil.person, attempt, wholeTrack(track, 'sealed', moves));
        const scene = track.scenes.find(({ kind }) => kind === 'decision')?.id ?? '';
        const branch = (now: number) =>
          branchAttempt(school.services, {
            person: pupil.person,
            parent: attempt,
            scene,
            command: commandId(),
            now,
            newId,
          });
        expect(await branch(at(119))).toMatchObject({ error: { code: 'not_now' } });
        expect(await branch(at(121))).toMatchObject({ ok: true });
      });
    });

    it('explained at once shows each explanation only after its answer, and the results at once', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ, { more: { feedback: 'at once' } });
      const attempt = await begun(school, pupil.person, id, QUIZ);
      let position = 1;
      for (const item of school.quiz.items) {
        expect(JSON.stringify(await page(pupil.person, attempt, NOON))).not.toMatch(/"why"/);
        const commands = [someAnswer(item), { type: 'go_on' as const, from: `explain_${item.id}` }];
        const answered = await play(school.services, pupil.person, attempt, commands.slice(0, 1), position);
        expect(answered.now.view).toMatchObject({ phase: 'explain', locked: true });
        await play(school.services, pupil.person, attempt, commands.slice(1), position + 1);
        position += 2;
      }
      const last = await play(school.services, pupil.person, attempt, [{ type: 'hand_in' }], position);
      expect(last.now.results).toMatchObject({ kind: 'quiz' });
    });

    it('says the same to a process that remembers nothing', async () => {
      const id = await assign(school, eighth, 'counted', QUIZ, { more: { feedback: 'at once' } });
      const attempt = await begun(school, pupil.person, id, QUIZ);
      const item = school.quiz.items[0];
      if (item === undefined) throw new Error('no question');
      await ask(school.services, { person: pupil.person, attempt, position: 1, command: someAnswer(item) });
      const elsewhere = await school.elsewhere();
      const seen = await viewAttempt(elsewhere, { person: pupil.person, attempt, now: at(2) });
      expect(seen?.view).toMatchObject({ phase: 'explain', locked: true });
    });
  });
}
