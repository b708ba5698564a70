// The way back of a guest on every database: once, for guests alone, and only until there is another way.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { hashOfToken, newToken } from '#lib/server/auth/cookie.ts';
import { newId, type Services } from '#lib/server/services.ts';
import { comeBack, WAY_BACK_DAYS } from '#lib/server/tasks/come-back.ts';
import { changeMember } from '#lib/server/tasks/classes/change-member.ts';
import { createClass } from '#lib/server/tasks/classes/create-class.ts';
import { joinClass } from '#lib/server/tasks/classes/join-class.ts';
import { deletePerson } from '#lib/server/tasks/delete-person.ts';
import { signIn } from '#lib/server/tasks/sign-in.ts';
import { signOut } from '#lib/server/tasks/sign-out.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { tryTeaching } from '#lib/server/tasks/try-teaching.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, type School } from './school.ts';

const DAY = 86_400_000;
const PASSWORD = 'three wise words';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`the way back of a guest on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let person: PersonId;
    let cookie: string;
    let wayBack: string;
    beforeAll(async () => {
      school = await openSchool(database);
      ({ services } = school);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      ({ person, cookie } = await services.sessions.enter(NOON, newId));
      wayBack = services.sessions.wayBack(cookie) ?? '';
    });

    const back = (way = wayBack, next = newToken(), { now = NOON + 1, at = services } = {}) =>
      comeBack(at, { wayBack: way, next, now });
    const who = async (asked: string) => (await services.sessions.recognise(asked, NOON + 2))?.person ?? null;
    const asSomebody = { name: 'Anna', email: null, password: PASSWORD, teaches: false };
    const up = (before = { person, cookie }) =>
      signUp(services, { ...asSomebody, signInName: newId().slice(0, 20), before, now: NOON, newId });

    it('leads to them in every process, and ends the cookie that it stands for', async () => {
      const came = await back(wayBack, newToken(), { at: await school.elsewhere() });
      expect(came?.person).toBe(person);
      expect(came?.cookie).not.toBe(cookie);
      services.sessions.forget();
      expect(await who(came?.cookie ?? '')).toBe(person);
      expect(await who(cookie)).toBeNull();
    });

    it('leads there once: the next time the one that took its place does', async () => {
      const next = newToken();
      expect(await back(wayBack, next)).not.toBeNull();
      expect(await back()).toBeNull();
      expect((await back(next))?.person).toBe(person);
      expect(await back(next)).toBeNull();
    });

    it('lets one of many in who come at once, in two processes', async () => {
      const elsewhere = await school.elsewhere();
      const all = await Promise.all(
        Array.from({ length: 10 }, (_, i) => back(wayBack, newToken(), { at: i % 2 ? elsewhere : services })),
      );
      expect(all.filter((came) => came !== null)).toHaveLength(1);
      const sessions = await services.db.selectFrom('session').select('person').execute();
      expect(sessions.filter((one) => one.person === person)).toHaveLength(1);
    });

    it('is asked for again after a lost reply, with what was to take its place', async () => {
      const next = newToken();
      const lost = await back(wayBack, next);
      const heard = await back(wayBack, next);
      expect(heard?.person).toBe(person);
      services.sessions.forget();
      expect(await who(lost?.cookie ?? ''), 'the cookie that never arrived').toBeNull();
      expect(await who(heard?.cookie ?? '')).toBe(person);
    });

    it('begins a session of its own: nothing that is sent becomes the cookie', async () => {
      const next = newToken();
      const came = await back(wayBack, next);
      for (const sent of [next, wayBack]) expect(came?.cookie).not.toContain(sent);
      for (const sent of [next, wayBack, services.sessions.seal(next)]) expect(await who(sent)).toBeNull();
    });

    it('leads nowhere when it is made up, is the cookie’s own, or is what the database holds', async () => {
      const token = cookie.split('.')[0] ?? '';
      const forged = [newToken(), token, cookie, hashOfToken(token), hashOfToken(wayBack)];
      for (const wrong of [...forged, services.sessions.seal(wayBack), ''])
        expect(await back(wrong), wrong).toBeNull();
      expect(await who(cookie), 'and the guest stays').toBe(person);
    });

    it('is nowhere in the database', async () => {
      const rows = JSON.stringify(await services.db.selectFrom('session').selectAll().execute());
      expect(rows).toContain(hashOfToken(wayBack));
      expect(rows).not.toContain(wayBack);
    });

    it(`leads to a session of at most ${WAY_BACK_DAYS} days`, async () => {
      const now = NOON + WAY_BACK_DAYS * DAY;
      expect(await back(wayBack, newToken(), { now })).toBeNull();
      expect(await back(wayBack, newToken(), { now: now - 1 })).not.toBeNull();
    });

    describe('leads nowhere any more', () => {
      const joinedClass = async () => {
        const [teacher, id] = [await school.guest(), newId()];
        await createClass(services, { teacher, name: 'Class 8B', id, now: NOON });
        const { code } = await services.db
          .selectFrom('class')
          .select('code')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        const form = { person, name: 'Anna', code: code ?? '', address: newId(), now: NOON, newId };
        expect(await joinClass(services, form)).toBe('joined');
        return { id, teacher };
      };
      const ways: Readonly<Record<string, () => Promise<unknown>>> = {
        'they have signed out': () => signOut(services, cookie),
        'they have signed up': () => up(),
        'they have become part of an account': async () => {
          const name = newId().slice(0, 20);
          const nobody = { person: null, cookie: undefined };
          const here = { now: NOON, newId };
          await signUp(services, { ...asSomebody, signInName: name, before: nobody, ...here });
          const before = { person, cookie };
          const done = await signIn(services, { who: name, password: PASSWORD, before, ...here });
          expect(done.ok).toBe(true);
        },
        'they have tried teaching': () =>
          tryTeaching(services, { before: { person, cookie }, now: NOON, newId }),
        'they have joined a class': joinedClass,
        'they were taken out of the class again': async () => {
          const { id, teacher } = await joinedClass();
          const { id: member } = await services.db
            .selectFrom('member')
            .select('id')
            .where('person', '=', person)
            .executeTakeFirstOrThrow();
          const change = { type: 'remove' } as const;
          await changeMember(services, { person: teacher, class: id, id: member, change, now: NOON });
          expect((await services.sessions.recognise(cookie, NOON))?.attends).toBe(false);
        },
        'they were deleted': () => deletePerson(services, person),
      };
      it.each(Object.entries(ways))('once %s', async (_, happens) => {
        await happens();
        expect(await back()).toBeNull();
      });

      it('once an account is made of them at the same time, whoever is first', async () => {
        const elsewhere = await school.elsewhere();
        const [, came] = await Promise.all([up(), back(wayBack, newToken(), { at: elsewhere })]);
        services.sessions.forget();
        if (came !== null) expect(await who(came.cookie), 'signing up ends it').toBeNull();
        expect(await back()).toBeNull();
      });
    });

    it('is none of an account: no session that was begun by signing in has one', async () => {
      const signedUp = await up();
      const own = signedUp.ok ? signedUp.value.cookie : '';
      expect(await who(own)).toBe(person);
      expect(await back(services.sessions.wayBack(own) ?? '')).toBeNull();
      expect(await who(own)).toBe(person);
    });
  });
}
