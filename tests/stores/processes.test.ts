// Two app processes on one database behave as one: what one has written, the other does not remember otherwise.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { createGuesses, PAUSE } from '#lib/server/auth/guesses.ts';
import { TRUSTED } from '#lib/server/auth/sessions.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { APPLICATION } from '#lib/server/db/postgres.ts';
import { newId, turnsOf, type Services } from '#lib/server/services.ts';
import * as limits from '#lib/server/stores/rate-limits.ts';
import * as settings from '#lib/server/stores/settings.ts';
import { changePassword } from '#lib/server/tasks/change-account.ts';
import { releaseNow } from '#lib/server/tasks/assignments/change.ts';
import { changeMember } from '#lib/server/tasks/classes/change-member.ts';
import { joinPage, WRONG_CODES } from '#lib/server/tasks/classes/join-class.ts';
import { mergeMembers } from '#lib/server/tasks/classes/merge-members.ts';
import { buildReviewOnce } from '#lib/server/tasks/review/rebuild.ts';
import { signIn, TRIES } from '#lib/server/tasks/sign-in.ts';
import { signOutEverywhere } from '#lib/server/tasks/sign-out.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { addPupil, assign, beginAt, begun, openClass } from './assigned-school.ts';
import { postgres } from './databases.ts';
import { ask, NOON, openSchool, play, someAnswer, wholeTest, type School } from './school.ts';

const PASSWORD = 'three wise words';
const NOBODY = { person: null, cookie: undefined };

describe.skipIf(postgres.missing !== null)('two processes on PostgreSQL', () => {
  let school: School;
  let one: Services;
  let two: Services;
  beforeAll(async () => {
    school = await openSchool(postgres);
    one = school.services;
    two = await school.elsewhere();
  }, 60_000);
  afterAll(() => school.close());

  const account = async (email: string): Promise<{ person: PersonId; cookie: string }> => {
    const up = await signUp(one, {
      ...{ name: 'A.', email, password: PASSWORD, teaches: false, before: NOBODY, now: NOON, newId },
    });
    const cookie = up.ok ? up.value.cookie : '';
    const known = await one.sessions.recognise(cookie, NOON);
    return { person: known?.person as PersonId, cookie };
  };

  describe('an attempt', () => {
    it('answered in turns through both is one log, and one score', async () => {
      const person = await school.guest();
      const attempt = await school.begin(person, school.quiz.id, 'sealed');
      let last;
      for (const [i, command] of wholeTest(school.quiz).entries())
        last = await ask(i % 2 === 0 ? one : two, { person, attempt, position: i + 1, command });
      expect(last).toMatchObject({ ok: true, now: { view: { phase: 'done' } } });
      const [here, there] = await Promise.all(
        [one, two].map((at) => viewAttempt(at, { person, attempt, now: NOON })),
      );
      expect(here).toEqual(there);
    });

    it('answered through both at once takes one answer, and the other is told where it stands', async () => {
      const person = await school.guest();
      const attempt = await school.begin(person, school.quiz.id, 'sealed');
      const [first, second] = school.quiz.items.map(someAnswer);
      for (const [i, command] of [first, second].entries()) {
        if (command === undefined) throw new Error('a quiz of two questions');
        const asked = { person, attempt, position: i + 1, command };
        const outcomes = await Promise.all([ask(one, asked), ask(two, asked)]);
        expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
        expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
          refusal: { code: 'stale_position' },
          now: { position: i + 2 },
        });
      }
    });

    it('that went to another pupil with a merged entry is nobody else’s, whatever was remembered', async () => {
      const room = await openClass(school);
      const [keep, other] = [
        await addPupil(school, room.id, 'Ales'),
        await addPupil(school, room.id, 'Ales K.'),
      ];
      // Each is in another class as well, and so stays somebody.
      const elsewhere = await openClass(school);
      for (const { person } of [keep, other]) {
        const entry = { id: newId(), class: elsewhere.id, person, name: 'A.' };
        const at = { created_at: NOON, joined_at: NOON, removed_at: null };
        await one.db
          .insertInto('member')
          .values({ ...entry, ...at })
          .execute();
      }
      const assignment = await assign(school, room, 'counted', school.quiz.id);
      const attempt = await begun(school, other.person, assignment, school.quiz.id);
      const [first, second] = school.quiz.items.map(someAnswer);
      if (first === undefined || second === undefined) throw new Error('a quiz of two questions');
      const asked = { person: other.person, attempt, position: 1, command: first };
      expect(await ask(two, asked)).toMatchObject({ ok: true });
      const merge = { person: room.teacher, class: room.id, keep: keep.member, other: other.member };
      expect(await mergeMembers(one, { ...merge, now: NOON, newId })).toBe(true);
      expect(await ask(two, { ...asked, position: 2, command: second })).toMatchObject({
        refusal: { code: 'unknown_attempt' },
      });
      const theirs = { ...asked, person: keep.person, position: 2, command: second };
      expect(await ask(two, theirs)).toMatchObject({ ok: true });
    });

    it('is not begun at the other by a pupil whom one has taken off the list', async () => {
      const room = await openClass(school);
      const pupil = await addPupil(school, room.id, 'Ales');
      const assignment = await assign(school, room, 'counted', school.quiz.id);
      const there = { ...school, services: two };
      const asked = { person: room.teacher, class: room.id, id: pupil.member, now: NOON };
      await changeMember(one, { ...asked, change: { type: 'remove' } });
      expect(await beginAt(there, pupil.person, assignment, school.quiz.id)).toMatchObject({ ok: false });
      await changeMember(one, { ...asked, change: { type: 'restore' } });
      expect(await beginAt(there, pupil.person, assignment, school.quiz.id)).toMatchObject({ ok: true });
    });

    it('has its results shown by both as soon as one has released them', async () => {
      const room = await openClass(school);
      const pupil = await addPupil(school, room.id, 'Ales');
      const assignment = await assign(school, room, 'counted', school.quiz.id);
      const attempt = await begun(school, pupil.person, assignment, school.quiz.id);
      await play(two, pupil.person, attempt, wholeTest(school.quiz));
      const seen = async () =>
        (await viewAttempt(two, { person: pupil.person, attempt, now: NOON + 3_600_000 }))?.results;
      expect(await seen()).toBeNull();
      await releaseNow(one, { person: room.teacher, assignment, now: NOON + 3_600_000, newId });
      expect(await seen()).not.toBeNull();
    });
  });

  describe('a session', () => {
    it('ended through one is ended at the other as soon as it hears of it', async () => {
      const { person, cookie } = await account('ended@school.example');
      expect(await two.sessions.recognise(cookie, NOON)).toMatchObject({ person });
      await signOutEverywhere(one, person);
      await expect.poll(() => two.sessions.recognise(cookie, NOON)).toBeNull();
    });

    it('ended by a new password while the other could hear nothing is ended there within five seconds', async () => {
      const { person, cookie } = await account('unheard@school.example');
      const deaf = await school.elsewhere();
      await deaf.channel?.close();
      expect(await deaf.sessions.recognise(cookie, NOON)).toMatchObject({ person });
      const asked = { person, current: PASSWORD, password: 'three other words', now: NOON };
      expect(await changePassword(one, asked)).toMatchObject({ ok: true });
      expect(await deaf.sessions.recognise(cookie, NOON + TRUSTED)).toBeNull();
    });

    it('is forgotten when the connection that listens broke, and heard of again afterwards', async () => {
      const { person, cookie } = await account('broken@school.example');
      expect(await two.sessions.recognise(cookie, NOON)).toMatchObject({ person });
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${APPLICATION} and datname = current_database() and query ilike '%listen%'
          and pid <> pg_backend_pid()`.execute(one.db);
      await signOutEverywhere(one, person);
      await expect.poll(() => two.sessions.recognise(cookie, NOON), { timeout: 10_000 }).toBeNull();
      // Both listen again when what one does reaches the other: a session that was remembered, and ended elsewhere.
      let before: string | undefined;
      await expect
        .poll(
          async () => {
            const ended = before === undefined ? cookie : await two.sessions.recognise(before, NOON);
            const next = await two.sessions.enter(NOON, newId);
            await two.sessions.recognise(next.cookie, NOON);
            await one.sessions.change((trx) => one.sessions.endAll(trx, next.person));
            before = next.cookie;
            return ended;
          },
          { timeout: 10_000 },
        )
        .toBeNull();
    }, 40_000);
  });

  describe('tries', () => {
    it('at one account are counted together', async () => {
      await account('tried@school.example');
      const asked = { who: 'tried@school.example', before: NOBODY, leave: false, now: NOON, newId };
      for (let i = 0; i < TRIES.most; i++)
        expect(await signIn(i % 2 === 0 ? one : two, { ...asked, password: 'wrong' })).toMatchObject({
          error: { code: 'wrong' },
        });
      for (const at of [one, two])
        expect(await signIn(at, { ...asked, password: PASSWORD })).toMatchObject({
          error: { code: 'limited' },
        });
    });

    it('at once through both are all counted', async () => {
      const key = limits.limitKey('test', newId());
      const limit = { most: 50, per: 60_000 };
      const allowed = await Promise.all(
        Array.from({ length: 80 }, (_, i) =>
          (i % 2 === 0 ? one : two).commit((trx) => limits.limited(trx, key, limit, NOON)),
        ),
      );
      expect(allowed.filter(({ ok }) => ok)).toHaveLength(50);
    });

    it('of class codes from one address take turns, whichever process they come to', async () => {
      const address = newId();
      const guess = (at: Services, code = 'CCCCCC') =>
        joinPage(at, { person: null, code, address, now: NOON });
      for (let i = 0; i < WRONG_CODES.most; i++) expect(await guess(i % 2 === 0 ? one : two)).toBe('unknown');

      // The clock of the pauses stands still until it is told to go on; turns are kept in the database.
      const pauses: { ms: number; wake: () => void }[] = [];
      const pause = (ms: number) => new Promise<void>((wake) => pauses.push({ ms, wake }));
      const slowed = (at: Services): Services => ({ ...at, guesses: createGuesses(pause, turnsOf(at)) });
      const asleep = (ms: number) => pauses.filter((one) => one.ms === ms).length;
      const [here, there] = [slowed(one), slowed(two)];
      const wrong = guess(here);
      await expect.poll(() => asleep(PAUSE)).toBe(1);
      const next = guess(there);
      // It has asked for its turn in vain.
      await expect.poll(() => pauses.length).toBe(2);
      expect(asleep(PAUSE), 'only the first was looked up').toBe(1);
      await two.commit((trx) => limits.endTurn(trx, limits.limitKey('class-code', address)));
      pauses[1]?.wake();
      await expect.poll(() => asleep(PAUSE)).toBe(2);
      for (const { wake } of pauses) wake();
      expect(await Promise.all([wrong, next])).toEqual(['unknown', 'unknown']);
    });

    it('that are right end their turn at once', async () => {
      const key = newId();
      const turns = turnsOf(one);
      expect(await turns.take(key, 60_000)).toBe(true);
      expect(await turnsOf(two).take(key, 60_000)).toBe(false);
      await turns.end(key);
      expect(await turnsOf(two).take(key, 60_000)).toBe(true);
    });
  });

  it('groups that hold what the other needs are both recorded', async () => {
    const keys = [newId(), newId()];
    const count = (key: string) => (trx: Services['db']) =>
      limits.limited(trx, key, { most: 100, per: 60_000 }, NOON);
    // Each waits within its unit until the other has its first row, so that they meet for certain.
    let met = 0;
    let meet = (): void => {};
    const both = new Promise<void>((resolve) => (meet = resolve));
    const crossing = (at: Services, [first, second]: readonly string[]) =>
      at.commit(async (trx) => {
        await count(first ?? '')(trx);
        if (++met >= 2) meet();
        await both;
        return count(second ?? '')(trx);
      });
    const outcomes = await Promise.all([crossing(one, keys), crossing(two, keys.toReversed())]);
    expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
    const rows = await one.db.selectFrom('rate_limit').select('count').where('key', 'in', keys).execute();
    expect(rows).toEqual([{ count: 2 }, { count: 2 }]);
  });

  it('what is built once is built by one of them', async () => {
    const built = await Promise.all([buildReviewOnce(one), buildReviewOnce(two), buildReviewOnce(one)]);
    expect(built.filter((one) => one !== null)).toHaveLength(1);
    expect(await buildReviewOnce(two)).toBeNull();
  });
});

describe.skipIf(postgres.missing !== null)('processes that start together on an empty PostgreSQL', () => {
  it('migrate it once, are all ready, and sign with one secret', async () => {
    const opened = await postgres.open();
    const started: Connection[] = [];
    try {
      started.push(...(await Promise.all(Array.from({ length: 4 }, () => connect(opened.settings)))));
      const { migrations } = await import('#lib/server/db/migrations/index.ts');
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        (started[0] as Connection).db,
      );
      expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
      const secrets = await Promise.all(started.map(({ db }, i) => settings.keep(db, 'secret', `of ${i}`)));
      expect(new Set(secrets).size).toBe(1);
    } finally {
      for (const { close } of started) await close();
      await opened.close();
    }
  }, 60_000);
});
