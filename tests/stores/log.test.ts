// The log of attempts on every database: given a log, when a command, then a fact that stays, or a refusal with its code.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { postgres, sqlite } from './databases.ts';
import { ask, commandId, NOON, openSchool, play, someAnswer, wholeTest, type School } from './school.ts';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`the log on ${database.name}`, () => {
    let school: School;
    let person: PersonId;
    let attempt: AttemptId;
    let first: Command;

    beforeAll(async () => {
      school = await openSchool(database);
      first = someAnswer(school.quiz.items[0]!);
    }, 60_000);
    afterAll(() => school.close());

    const begun = async (): Promise<void> => {
      person = await school.guest();
      attempt = await school.begin(person, 'reading', 'sealed');
    };
    const answer = (position: number, command: Command, id = commandId()) =>
      ask(school.services, { person, attempt, position, command, id });
    const events = async () =>
      (await attempts.log(school.services.db, attempt)).map(({ event }) => event.type);

    it('begins with the fact that it began, at position 1', async () => {
      await begun();
      expect(await events()).toEqual(['began']);
      const page = await viewAttempt(school.services, { person, attempt, now: NOON });
      expect(page?.head.position).toBe(1);
      expect(page?.view.phase).toBe('ask');
    });

    it('is begun once when the same command begins it twice, even at once', async () => {
      const guest = await school.guest();
      const command = commandId();
      const ids = await Promise.all([1, 2, 3].map(() => school.begin(guest, 'reading', 'open', command)));
      expect(new Set([...ids, await school.begin(guest, 'reading', 'open', command)]).size).toBe(1);
      expect(await listAttempts(school.services, { person: guest, now: NOON })).toHaveLength(1);
    });

    it('holds one fact for each accepted command, with its raw response and its time', async () => {
      await begun();
      const recorded = await answer(1, first);
      expect(recorded).toMatchObject({ ok: true, now: { position: 2, results: null } });
      expect((await attempts.log(school.services.db, attempt)).at(-1)).toMatchObject({
        seq: 1,
        at: NOON + 60_000,
        event: { type: 'responded', item: 'bridge-lost', response: { kind: 'single', choice: 'a' } },
      });
    });

    it('answers a repeated command as if it had just been done, and records it once', async () => {
      await begun();
      const id = commandId();
      const once = await answer(1, first, id);
      await answer(2, someAnswer(school.quiz.items[1]!));
      const again = await answer(1, first, id);
      expect(once.ok && again.ok).toBe(true);
      expect(again.now?.position).toBe(3);
      expect(await events()).toEqual(['began', 'responded', 'responded']);
    });

    it('records a command once that arrives many times at once', async () => {
      await begun();
      const id = commandId();
      const answers = await Promise.all(Array.from({ length: 8 }, () => answer(1, first, id)));
      expect(answers.every(({ ok }) => ok)).toBe(true);
      expect(await events()).toEqual(['began', 'responded']);
    });

    it('lets one of two writers at the same position win, and tells the other where the attempt stands', async () => {
      await begun();
      const elsewhere = await school.elsewhere();
      const second = { person, attempt, position: 1, command: first };
      const answers = await Promise.all([ask(school.services, second), ask(elsewhere, second)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({
        refusal: { code: 'stale_position' },
        now: { position: 2, view: { phase: 'ask', asked: { id: 'who-paid' } } },
      });
      expect(await events()).toEqual(['began', 'responded']);
    });

    it('goes on after another process was ahead, though this one remembered an earlier state', async () => {
      await begun();
      const elsewhere = await school.elsewhere();
      await answer(1, first);
      await ask(elsewhere, { person, attempt, position: 2, command: someAnswer(school.quiz.items[1]!) });
      expect(await answer(2, someAnswer(school.quiz.items[1]!))).toMatchObject({
        refusal: { code: 'stale_position' },
      });
      expect(await answer(3, someAnswer(school.quiz.items[2]!))).toMatchObject({ ok: true });
    });

    it('refuses what the machine does not take, with a code, and records nothing', async () => {
      await begun();
      const codes = [];
      for (const command of [
        { type: 'hand_in' },
        { type: 'go_on', from: 'explain_bridge-lost' },
        { type: 'visit', item: 'nowhere' },
        { type: 'respond', item: 'bridge-lost', response: { kind: 'single', choice: 'z' } },
      ] satisfies Command[]) {
        const refused = await answer(1, command);
        codes.push(refused.ok ? 'ok' : refused.refusal.code);
      }
      expect(codes).toEqual(['not_now', 'not_now', 'unknown_item', 'unknown_option']);
      expect(await events()).toEqual(['began']);
    });

    it('answers for somebody else’s attempt exactly as for one that does not exist', async () => {
      await begun();
      const stranger = await school.guest();
      const nobody = 'no-such-attempt-anywhere' as AttemptId;
      for (const person of [stranger, null]) {
        const foreign = await ask(school.services, { person, attempt, position: 1, command: first });
        const missing = await ask(school.services, { person, attempt: nobody, position: 1, command: first });
        expect(foreign).toEqual(missing);
        expect(foreign).toMatchObject({ ok: false, refusal: { code: 'unknown_attempt' }, now: null });
        expect(await viewAttempt(school.services, { person, attempt, now: NOON })).toBeNull();
        expect(await viewAttempt(school.services, { person, attempt: nobody, now: NOON })).toBeNull();
      }
      expect(await events()).toEqual(['began']);
    });

    it('stores a score when it ends, and is closed from then on', async () => {
      await begun();
      const { now } = await play(school.services, person, attempt, wholeTest(school.quiz));
      expect(now.view).toEqual({ phase: 'done' });
      const [card] = await listAttempts(school.services, { person, now: NOON });
      expect(card).toMatchObject({
        done: true,
        points: now.results?.score.points,
        max: school.quiz.items.length,
      });
      expect(await answer(now.position, { type: 'hand_in' })).toMatchObject({
        refusal: { code: 'attempt_closed' },
      });
    });

    it('gives the same states and scores when they are dropped and rebuilt from the logs', async () => {
      const { services } = school;
      expect((await rebuildScores(services, services.library)).changed).toBe(0);
      await begun();
      await play(services, person, attempt, wholeTest(school.quiz));
      await services.db
        .updateTable('attempt_score')
        .set({ points_e6: 1 })
        .where('attempt', '=', attempt)
        .execute();
      expect((await rebuildScores(services, services.library)).changed).toBe(1);
      expect((await rebuildScores(services, services.library)).changed).toBe(0);
    });

    it('is replayed when the state beside it is missing or behind', async () => {
      await begun();
      await answer(1, first);
      await school.services.db.deleteFrom('attempt_state').where('attempt', '=', attempt).execute();
      const elsewhere = await school.elsewhere();
      expect((await viewAttempt(elsewhere, { person, attempt, now: NOON }))?.head.position).toBe(2);
      expect(
        await ask(elsewhere, { person, attempt, position: 2, command: someAnswer(school.quiz.items[1]!) }),
      ).toMatchObject({
        ok: true,
        now: { position: 3 },
      });
    });
  });
}
