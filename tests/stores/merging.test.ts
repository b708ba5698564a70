// A guest who turns out to be somebody with an account, on every database: nothing that either has done is lost.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { branchAttempt } from '#lib/server/tasks/branch-attempt.ts';
import { signIn } from '#lib/server/tasks/sign-in.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { assigned, classroom } from './classrooms.ts';
import { postgres, sqlite } from './databases.ts';
import { commandId, NOON, openSchool, play, wholeTest, wholeTrack, type School } from './school.ts';

const PASSWORD = 'three wise words';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`two who turn out to be one, on ${database.name}`, () => {
    let school: School;
    let email: string;
    let account: PersonId;
    let guest: { person: PersonId; cookie: string };
    let n = 0;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      email = `merge${n++}@school.example`;
      const before = { person: null, cookie: undefined };
      const up = await signUp(school.services, {
        ...{ name: 'A.', email, password: PASSWORD, teaches: false, before, now: NOON, newId },
      });
      const { sessions } = school.services;
      account = (await sessions.recognise(up.ok ? up.value.cookie : '', NOON))?.person as PersonId;
      guest = await sessions.enter(NOON, newId);
    });

    const join = async (leave = false) => {
      const asked = { who: email, password: PASSWORD, before: guest, leave, now: NOON, newId };
      const outcome = await signIn(school.services, asked);
      if (!outcome.ok) throw new Error(outcome.error.code);
      return outcome.value;
    };
    const idsOf = async (person: PersonId): Promise<AttemptId[]> =>
      (await attempts.ofPerson(school.services.db, person, { limit: 100 })).map(({ id }) => id).sort();
    const numbered = async (member: string) =>
      school.services.db
        .selectFrom('assigned_attempt')
        .select(['attempt', 'number'])
        .where('member', '=', member)
        .orderBy('number')
        .execute();

    it('finished and unfinished attempts, branches and scores go along', async () => {
      const quiz = await school.begin(guest.person, school.quiz.id, 'sealed');
      await play(school.services, guest.person, quiz, wholeTest(school.quiz));
      const track = await school.begin(guest.person, school.track.id, 'open');
      const first = (scene: string) => {
        const found = school.track.scenes.find(({ id }) => id === scene);
        return found?.kind === 'decision' ? (found.moves[0]?.id ?? '') : '';
      };
      const commands = wholeTrack(school.track, 'open', first);
      await play(school.services, guest.person, track, commands);
      const scene = school.track.scenes.find(({ kind }) => kind === 'decision')?.id ?? '';
      const branch = await branchAttempt(school.services, {
        ...{ person: guest.person, parent: track, scene, command: commandId(), now: NOON, newId },
      });
      if (!branch.ok) throw new Error(branch.error.message);
      const own = await school.begin(account, school.quiz.id, 'open');
      const answers = await attempts.answersOf(school.services.db, guest.person);

      const { kept } = await join();
      expect(kept).toBe(answers);
      expect(kept).toBe(
        school.quiz.items.length +
          commands.filter(({ type }) => type === 'respond' || type === 'move').length,
      );
      expect(await idsOf(account)).toEqual([quiz, track, branch.value, own].sort());
      const people = await school.services.db.selectFrom('person').select('id').execute();
      expect(people.map(({ id }) => id)).not.toContain(guest.person);
      const scored = await school.services.db.selectFrom('attempt_score').select('attempt').execute();
      expect(scored.map(({ attempt }) => attempt)).toContain(quiz);
    });

    it('the same command begun on both sides leaves two attempts, and sent again begins no third', async () => {
      const command = commandId();
      const theirs = await school.begin(guest.person, school.quiz.id, 'open', command);
      const own = await school.begin(account, school.quiz.id, 'open', command);
      await join();
      expect(await idsOf(account)).toEqual([theirs, own].sort());
      expect(await school.begin(account, school.quiz.id, 'open', command)).toBe(own);
    });

    it('a command of the guest that comes again after signing in finds its attempt', async () => {
      const command = commandId();
      const theirs = await school.begin(guest.person, school.quiz.id, 'open', command);
      await join();
      expect(await school.begin(account, school.quiz.id, 'open', command)).toBe(theirs);
    });

    it('in the other order too: signing up as the guest, then signing in from another browser', async () => {
      const mine = await school.begin(guest.person, school.quiz.id, 'open');
      email = `order${n}@school.example`;
      const up = { name: 'B.', email, password: PASSWORD, teaches: false, now: NOON, newId };
      expect(await signUp(school.services, { ...up, before: guest })).toMatchObject({ ok: true });
      account = guest.person;
      guest = await school.services.sessions.enter(NOON, newId);
      const later = await school.begin(guest.person, school.quiz.id, 'open');
      await join();
      expect(await idsOf(account)).toEqual([mine, later].sort());
    });

    it('somebody else’s answers stay behind when one says so', async () => {
      const theirs = await school.begin(guest.person, school.quiz.id, 'open');
      expect((await join(true)).kept).toBe(0);
      expect(await idsOf(account)).toEqual([]);
      expect(await idsOf(guest.person)).toEqual([theirs]);
      expect(await school.services.sessions.recognise(guest.cookie, NOON)).toBeNull();
    });

    it('practice stays practice: no gradebook has it after joining two persons', async () => {
      const room = await classroom(school, '8B');
      await room.join(account, 'A.');
      await room.assign();
      const practice = await school.begin(guest.person, school.quiz.id, 'open');
      await join();
      const rows = await school.services.db.selectFrom('assigned_attempt').select('attempt').execute();
      expect(rows.map(({ attempt }) => attempt)).not.toContain(practice);
    });

    it('an entry in a class goes along, with its card', async () => {
      const room = await classroom(school, '8B');
      const member = await room.join(guest.person, 'Ales K.');
      const { db } = school.services;
      await db.insertInto('resume_key').values({ token_hash: newId(), member, created_at: NOON }).execute();
      await join();
      const row = await db.selectFrom('member').selectAll().where('id', '=', member).executeTakeFirst();
      expect(row).toMatchObject({ person: account, name: 'Ales K.' });
      expect(
        await db.selectFrom('resume_key').selectAll().where('member', '=', member).execute(),
      ).toHaveLength(1);
    });

    it('two entries in one class become the account’s, with the attempts of both in the order they were begun', async () => {
      const room = await classroom(school, '8B');
      const assignment = await room.assign();
      const mine = { person: account, member: await room.join(account, 'Ales Kowal'), assignment };
      const theirs = { person: guest.person, member: await room.join(guest.person, 'Ales K.'), assignment };
      const second = await assigned(school, mine, 1, NOON + 2);
      const fourth = await assigned(school, mine, 2, NOON + 4);
      const first = await assigned(school, theirs, 1, NOON + 1);
      const third = await assigned(school, theirs, 2, NOON + 3);
      const { db } = school.services;
      const allow = { assignment, extra_attempts: 0, excused: 0 as const };
      await db
        .insertInto('allowance')
        .values([
          { ...allow, member: mine.member, extra_minutes: 5 },
          { ...allow, member: theirs.member, extra_minutes: 15, extra_attempts: 1 },
        ])
        .execute();
      await join();
      expect(await numbered(mine.member)).toEqual(
        [first, second, third, fourth].map((attempt, i) => ({ attempt, number: i + 1 })),
      );
      const entries = await db.selectFrom('member').selectAll().where('class', '=', room.id).execute();
      expect(entries).toMatchObject([{ id: mine.member, name: 'Ales Kowal', person: account }]);
      expect(
        await db.selectFrom('allowance').selectAll().where('assignment', '=', assignment).execute(),
      ).toEqual([{ assignment, member: mine.member, extra_minutes: 15, extra_attempts: 1, excused: 0 }]);
    });

    it('an entry that the teacher removed does not take the other one’s away', async () => {
      const room = await classroom(school, '8B');
      const mine = await room.join(account, 'A.');
      await room.join(guest.person, 'B.');
      const { db } = school.services;
      await db.updateTable('member').set({ removed_at: NOON }).where('id', '=', mine).execute();
      await join();
      const row = await db
        .selectFrom('member')
        .select('removed_at')
        .where('id', '=', mine)
        .executeTakeFirst();
      expect(row).toEqual({ removed_at: null });
    });

    it('classes that the guest taught are the account’s', async () => {
      const alone = await classroom(school, 'Alone');
      const both = await classroom(school, 'Both');
      await alone.teach(guest.person, true);
      await both.teach(guest.person, true);
      await both.teach(account, false);
      await join();
      const rows = await school.services.db
        .selectFrom('class_teacher')
        .select(['class', 'owner'])
        .where('person', '=', account)
        .execute();
      expect(rows).toHaveLength(2);
      expect(rows).toEqual(
        expect.arrayContaining([
          { class: alone.id, owner: 1 },
          { class: both.id, owner: 1 },
        ]),
      );
    });
  });
}
