// Accounts on every database: who one is before and after, whose session is believed, and what a wrong password is told.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { KyselyPlugin } from 'kysely';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { createSessions } from '#lib/server/auth/sessions.ts';
import { newId, type Services } from '#lib/server/services.ts';
import * as accounts from '#lib/server/stores/accounts.ts';
import { changePassword, startTeaching } from '#lib/server/tasks/change-account.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import { isResetOpen, newResetLink, resetPassword, RESET_MINUTES } from '#lib/server/tasks/reset-password.ts';
import { signIn, TRIES, type Before, type SignedIn } from '#lib/server/tasks/sign-in.ts';
import { signOut, signOutEverywhere } from '#lib/server/tasks/sign-out.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { postgres, sqlite } from './databases.ts';
import { ask, NOON, openSchool, play, someAnswer, type School } from './school.ts';

const NOBODY: Before = { person: null, cookie: undefined };
const PASSWORD = 'three wise words';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`accounts on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let email: string;
    let n = 0;
    beforeAll(async () => {
      school = await openSchool(database);
      ({ services } = school);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(() => void (email = `teacher${n++}@school.example`));

    const up = (before = NOBODY, changed: object = {}) =>
      signUp(services, {
        ...{ name: 'Ms S.', email, password: PASSWORD, teaches: true },
        ...{ before, now: NOON, newId, ...changed },
      });
    const signedUp = async (before = NOBODY): Promise<SignedIn> => {
      const outcome = await up(before);
      if (!outcome.ok) throw new Error(outcome.error.code);
      return outcome.value;
    };
    const sign = (password = PASSWORD, before = NOBODY, now = NOON, at = services) =>
      signIn(at, { who: email, password, before, now, newId });
    const signedIn = async (before = NOBODY): Promise<SignedIn> => {
      const outcome = await sign(PASSWORD, before);
      if (!outcome.ok) throw new Error(outcome.error.code);
      return outcome.value;
    };
    const who = async (cookie: string, at = services) => at.sessions.recognise(cookie, NOON + 1);
    const personOf = async (cookie: string): Promise<PersonId> => {
      const known = await who(cookie);
      if (known === null) throw new Error('nobody');
      return known.person;
    };
    const guest = async (): Promise<{ person: PersonId; cookie: string }> =>
      services.sessions.enter(NOON, newId);
    /** A guest with one answer. */
    const busyGuest = async () => {
      const before = await guest();
      const attempt = await school.begin(before.person, school.quiz.id, 'open');
      const [first] = school.quiz.items.filter(({ pool }) => pool !== 'assessment');
      if (first === undefined) throw new Error('no question');
      await play(services, before.person, attempt, [someAnswer(first)]);
      return { before, attempt };
    };

    describe('signing up', () => {
      it('makes the guest the account: the same person, with the answers', async () => {
        const { before, attempt } = await busyGuest();
        const { cookie, kept } = await signedUp(before);
        expect(kept).toBe(1);
        expect(await who(cookie)).toMatchObject({
          person: before.person,
          account: { name: 'Ms S.', teaches: true },
          teaches: true,
        });
        expect(await listAttempts(services, { person: before.person, now: NOON })).toMatchObject([
          { id: attempt },
        ]);
      });

      it('is a new session: the one before is nobody’s, in whichever browser it was planted', async () => {
        const before = await guest();
        const stolen = (await services.sessions.change((trx) =>
          services.sessions.begin(trx, before.person, NOON),
        )) as string;
        expect(await who(stolen)).toMatchObject({ person: before.person });
        const { cookie } = await signedUp(before);
        expect(cookie).not.toBe(before.cookie);
        expect(await who(before.cookie)).toBeNull();
        expect(await who(stolen)).toBeNull();
      });

      it('twice with one form is signing up once', async () => {
        const before = await guest();
        const both = await Promise.all([up(before), up(before)]);
        const people = await Promise.all(
          both.map(async (one) =>
            one.ok ? ((await who(one.value.cookie))?.person ?? null) : one.error.code,
          ),
        );
        expect(people).toContain(before.person);
        expect(people.every((person) => person === before.person || person === null)).toBe(true);
        expect(await accounts.byEmail(services.db, email)).toMatchObject({ person: before.person });
      });

      it('with an address that has an account is refused, in capitals too, and changes nothing', async () => {
        await signedUp();
        const other = { password: 'another password', email: email.toUpperCase() };
        expect(await up(await guest(), other)).toEqual({
          ok: false,
          error: { code: 'taken', field: 'email' },
        });
        expect(await sign()).toMatchObject({ ok: true });
      });

      it('keeps no password and no e-mail address in anything but its column', async () => {
        await signedUp();
        const rows = await services.db
          .selectFrom('account')
          .selectAll()
          .where('email_key', '=', email)
          .execute();
        expect(JSON.stringify(rows)).not.toContain(PASSWORD);
        const limits = await services.db.selectFrom('rate_limit').selectAll().execute();
        expect(JSON.stringify(limits)).not.toContain(email);
      });
    });

    describe('signing in', () => {
      it('answers a wrong password and an unknown address alike', async () => {
        await signedUp();
        const wrong = await sign('a wrong password');
        email = 'nobody@school.example';
        expect(await sign('a wrong password')).toEqual(wrong);
        expect(wrong).toEqual({ ok: false, error: { code: 'wrong' } });
      });

      it('begins a new session and ends the one before', async () => {
        await signedUp();
        const before = await guest();
        const { cookie } = await signedIn(before);
        expect(cookie).not.toBe(before.cookie);
        expect(await who(before.cookie)).toBeNull();
        expect(await who(cookie)).toMatchObject({ account: { name: 'Ms S.' } });
      });

      it('into another account ends the first session here and moves nothing', async () => {
        const first = await signedUp();
        const person = await personOf(first.cookie);
        email = `other${n}@school.example`;
        await signedUp();
        const second = await signedIn({ person, cookie: first.cookie });
        expect(second.kept).toBe(0);
        expect(await who(first.cookie)).toBeNull();
        expect(await accounts.find(services.db, person)).not.toBeNull();
      });

      it('leaves the other devices signed in', async () => {
        const { cookie } = await signedUp();
        await signedIn();
        expect(await who(cookie)).not.toBeNull();
      });

      it(`is slowed after ${TRIES.most} wrong passwords, in every process, and for that account alone`, async () => {
        await signedUp();
        const elsewhere = await school.elsewhere();
        for (let i = 0; i < TRIES.most; i++)
          expect(await sign('wrong', NOBODY, NOON, i % 2 ? services : elsewhere)).toMatchObject({
            error: { code: 'wrong' },
          });
        for (const at of [services, elsewhere])
          expect(await sign(PASSWORD, NOBODY, NOON, at)).toEqual({
            ok: false,
            error: { code: 'limited', retryAfter: TRIES.per / 1000 },
          });
        const slowed = email;
        email = `neighbour${n}@school.example`;
        expect(await up()).toMatchObject({ ok: true });
        expect(await sign()).toMatchObject({ ok: true });
        email = slowed;
        expect(await sign(PASSWORD, NOBODY, NOON + TRIES.per)).toMatchObject({ ok: true });
      });

      it('is slowed for an address without an account in the same way', async () => {
        email = `ghost${n}@school.example`;
        for (let i = 0; i < TRIES.most; i++) await sign('wrong');
        expect(await sign('wrong')).toMatchObject({ error: { code: 'limited' } });
      });

      it('with the right password forgets the wrong ones', async () => {
        await signedUp();
        for (let round = 0; round < 3; round++) {
          for (let i = 1; i < TRIES.most; i++) await sign('wrong');
          expect(await sign()).toMatchObject({ ok: true });
        }
      });

      it('cannot be tried a thousand times, many at once, nor by signing up', async () => {
        await signedUp();
        let looked = 0;
        for (let round = 0; round < 40; round++) {
          const tried = await Promise.all(Array.from({ length: 25 }, () => sign('wrong')));
          looked += tried.filter((one) => !one.ok && one.error.code === 'wrong').length;
        }
        expect(looked).toBe(TRIES.most);
        expect(await up(NOBODY, { password: 'another password' })).toMatchObject({
          error: { code: 'limited' },
        });
      });
    });

    describe('signing out', () => {
      it('ends the session of this cookie, and no other', async () => {
        const here = await signedUp();
        const there = await signedIn();
        await signOut(services, here.cookie);
        expect(await who(here.cookie)).toBeNull();
        expect(await who(there.cookie)).not.toBeNull();
        await signOut(services, 'not a cookie of ours');
      });

      it('everywhere ends all of them, here at once and in another process within seconds', async () => {
        const elsewhere = await school.elsewhere();
        const cookies = [(await signedUp()).cookie, (await signedIn()).cookie];
        const person = await personOf(cookies[0] ?? '');
        for (const cookie of cookies) expect(await who(cookie, elsewhere)).not.toBeNull();
        await signOutEverywhere(services, person);
        for (const cookie of cookies) {
          expect(await who(cookie)).toBeNull();
          expect(await elsewhere.sessions.recognise(cookie, NOON + 6_000)).toBeNull();
        }
      });

      it('is not undone by a request that was being read meanwhile', async () => {
        const { cookie } = await signedUp();
        const person = await personOf(cookie);
        // What this reader has read of the session reaches it only when the person has signed out.
        let gate = Promise.resolve();
        let told = (): void => {};
        const slow: KyselyPlugin = {
          transformQuery: ({ node }) => node,
          transformResult: async ({ result }) => {
            told();
            await gate;
            return result;
          },
        };
        const { db, commit } = services;
        const sessions = await createSessions({ db: db.withPlugin(slow), commit });
        let arrive = (): void => {};
        gate = new Promise((resolve) => (arrive = resolve));
        const hasRead = new Promise<void>((resolve) => (told = resolve));
        const read = sessions.recognise(cookie, NOON + 1);
        await hasRead;
        await sessions.change((trx) => sessions.endAll(trx, person));
        arrive();
        expect(await read, 'the request itself came before').toMatchObject({ person });
        expect(await sessions.recognise(cookie, NOON + 2)).toBeNull();
      });
    });

    describe('a new password', () => {
      it('ends every session, a stolen one too, and begins one here', async () => {
        const stolen = (await signedUp()).cookie;
        const here = (await signedIn()).cookie;
        const person = await personOf(here);
        const asked = { person, current: PASSWORD, password: 'three other words', now: NOON };
        const changed = await changePassword(services, asked);
        expect(await who(stolen)).toBeNull();
        expect(await who(here)).toBeNull();
        expect(changed.ok && (await who(changed.value))).toMatchObject({ person });
        expect(await sign()).toMatchObject({ error: { code: 'wrong' } });
        expect(await sign('three other words')).toMatchObject({ ok: true });
      });

      it('needs the one before, and guesses at it are counted', async () => {
        const { cookie } = await signedUp();
        const asked = { person: await personOf(cookie), password: 'three other words', now: NOON };
        for (let i = 0; i < TRIES.most; i++)
          expect(await changePassword(services, { ...asked, current: 'wrong' })).toMatchObject({
            error: { code: 'wrong' },
          });
        expect(await changePassword(services, { ...asked, current: PASSWORD })).toMatchObject({
          error: { code: 'limited' },
        });
        expect(await who(cookie)).not.toBeNull();
      });
    });

    it('a new role is a new session', async () => {
      const outcome = await up(NOBODY, { teaches: false });
      const cookie = outcome.ok ? outcome.value.cookie : '';
      const person = await personOf(cookie);
      expect(await who(cookie)).toMatchObject({ teaches: false });
      const teacher = await startTeaching(services, { person, cookie, now: NOON });
      expect(await who(cookie)).toBeNull();
      expect(await who(teacher ?? '')).toMatchObject({ person, teaches: true, account: { teaches: true } });
    });

    describe('a forgotten password', () => {
      const origin = 'https://learn.example';
      const tokenOf = async (): Promise<string> => {
        const link = await newResetLink(services, { email: email.toUpperCase(), origin, now: NOON });
        expect(link).toMatch(/^https:\/\/learn\.example\/reset-password\/[\w-]{43}$/);
        return link?.split('/').at(-1) ?? '';
      };
      const reset = (token: string, now = NOON) =>
        resetPassword(services, { token, password: 'three other words', now });

      it('gets a link that works once, ends every session and forgives wrong tries', async () => {
        const { cookie } = await signedUp();
        for (let i = 0; i <= TRIES.most; i++) await sign('wrong');
        const [token, older] = [await tokenOf(), await tokenOf()];
        expect(await Promise.all([reset(token), reset(token)])).toEqual(
          expect.arrayContaining([true, false]),
        );
        expect(await reset(older), 'a second link dies with the first').toBe(false);
        expect(await who(cookie)).toBeNull();
        expect(await sign('three other words')).toMatchObject({ ok: true });
      });

      it('whose link is an hour old, or made up, changes nothing', async () => {
        await signedUp();
        const token = await tokenOf();
        const late = NOON + RESET_MINUTES * 60_000;
        expect(await isResetOpen(services, token, late - 1)).toBe(true);
        for (const [wrong, now] of [
          [token, late],
          ['x'.repeat(43), NOON],
          ['', NOON],
        ] as const) {
          expect(await isResetOpen(services, wrong, now)).toBe(false);
          expect(await reset(wrong, now)).toBe(false);
        }
        expect(await sign()).toMatchObject({ ok: true });
      });

      it('of an address without an account has no link', async () => {
        expect(await newResetLink(services, { email: 'ghost@school.example', origin, now: NOON })).toBeNull();
      });

      it('leaves no token in the database', async () => {
        await signedUp();
        const token = await tokenOf();
        const rows = await services.db.selectFrom('password_reset').selectAll().execute();
        expect(rows.length).toBeGreaterThan(0);
        expect(JSON.stringify(rows)).not.toContain(token);
      });
    });

    it('an answer that this process remembers as a guest’s is the account’s after signing in', async () => {
      await signedUp();
      const { before, attempt } = await busyGuest();
      const { cookie, kept } = await signedIn(before);
      expect(kept).toBe(1);
      const person = await personOf(cookie);
      const goesOn = await ask(services, {
        ...{ person, attempt, position: 2 },
        command: { type: 'go_on', from: `explain_${school.quiz.items[0]?.id}` },
      });
      expect(goesOn.ok || goesOn.refusal.code).toBe(true);
    });
  });
}
