// Learners on every database: sign-in names and keys of words, and a guest's work in every order and at once.
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { wordsKey } from '#lib/domain/account/words.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { createGuesses } from '#lib/server/auth/guesses.ts';
import { isOrphaned } from '#lib/server/db/failures.ts';
import { newId, type Services } from '#lib/server/services.ts';
import * as accounts from '#lib/server/stores/accounts.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { accountPage } from '#lib/server/tasks/account-page.ts';
import {
  addEmail,
  changePassword,
  deleteAccount,
  replaceWords,
  startTeaching,
} from '#lib/server/tasks/change-account.ts';
import { exportPerson } from '#lib/server/tasks/export-person.ts';
import {
  offeredWords,
  offerWords,
  signInWithWords,
  signUpWithWords,
  WRONG_KEYS,
} from '#lib/server/tasks/key-of-words.ts';
import { signIn, TRIES, type Before, type SignedIn } from '#lib/server/tasks/sign-in.ts';
import { signOut } from '#lib/server/tasks/sign-out.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, someAnswer, type School } from './school.ts';

const NOBODY: Before = { person: null, cookie: undefined };
const PASSWORD = 'three wise words';

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`learners on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let name: string;
    let n = 0;
    beforeAll(async () => {
      school = await openSchool(database);
      ({ services } = school);
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(() => void (name = `Learner-${n++}`));

    const here = (before: Before) => ({ before, now: NOON, newId });
    const up = (before = NOBODY, changed: object = {}, at = services) => {
      const asked = { name, email: null, signInName: name, password: PASSWORD, teaches: false };
      return signUp(at, { ...asked, ...here(before), ...changed });
    };
    const sign = (before = NOBODY, who = name, password = PASSWORD, at = services, leave = false) =>
      signIn(at, { who, password, ...here(before), leave });
    const right = async (outcome: ReturnType<typeof up> | ReturnType<typeof sign>): Promise<SignedIn> => {
      const done = await outcome;
      if (!done.ok) throw new Error(done.error.code);
      return done.value;
    };
    const who = (cookie: string, at = services) => at.sessions.recognise(cookie, NOON + 1);
    const personOf = async (cookie: string): Promise<PersonId> =>
      (await who(cookie))?.person ?? ('nobody' as PersonId);
    const words = () => offerWords(services, randomInt).words;
    const withWords = (
      key: readonly string[],
      before = NOBODY,
      at = services,
      leave = false,
      address = name,
    ) => signInWithWords(at, { key: wordsKey(key), address, ...here(before), leave });

    const begun = (person: PersonId): Promise<AttemptId> => school.begin(person, school.quiz.id, 'open');
    /** A guest with one answer. */
    const guest = async (): Promise<{ person: PersonId; cookie: string; attempt: AttemptId }> => {
      const before = await services.sessions.enter(NOON, newId);
      const attempt = await begun(before.person);
      const [first] = school.quiz.items.filter(({ pool }) => pool !== 'assessment');
      if (first === undefined) throw new Error('no question');
      await play(services, before.person, attempt, [someAnswer(first)]);
      return { ...before, attempt };
    };
    const idsOf = async (person: PersonId): Promise<AttemptId[]> =>
      (await attempts.ofPerson(services.db, person, { limit: 100 })).map(({ id }) => id).sort();

    describe('a sign-in name', () => {
      it('opens the account however its letters are typed, and a guest keeps the answers', async () => {
        const before = await guest();
        const { kept, cookie } = await right(up(before));
        expect(kept).toBe(1);
        expect(await personOf(cookie)).toBe(before.person);
        for (const typed of [name.toUpperCase(), ` ${name.toLowerCase()} `])
          expect(await sign(NOBODY, typed)).toMatchObject({ ok: true });
      });

      it('is taken once, in any case, and trying it costs its owner nothing', async () => {
        await right(up());
        for (let i = 0; i <= TRIES.most; i++)
          expect(await up(await guest(), { signInName: name.toUpperCase() })).toEqual({
            ok: false,
            error: { code: 'taken', field: 'sign_in_name' },
          });
        expect(await sign()).toMatchObject({ ok: true });
      });

      it('twice with one form is signing up once; two at once for one name leave one owner', async () => {
        const before = await guest();
        const both = [await right(up(before)), await right(up(before))];
        expect(await personOf(both[1]?.cookie ?? '')).toBe(before.person);
        name = `${name}-race`;
        const elsewhere = await school.elsewhere();
        const [one, two] = [await guest(), await guest()];
        const raced = await Promise.all([up(one), up(two, { password: 'three other words' }, elsewhere)]);
        expect(raced.filter(({ ok }) => ok)).toHaveLength(1);
        expect(raced).toContainEqual({ ok: false, error: { code: 'taken', field: 'sign_in_name' } });
        const loser = raced[0]?.ok === true ? two : one;
        expect(await idsOf(loser.person), 'the other guest still has the answers').toEqual([loser.attempt]);
        expect(await who(loser.cookie)).toMatchObject({ person: loser.person });
      });

      it('is answered alike whether it exists or not, and slowed alike', async () => {
        await right(up());
        for (const typed of [name, `nobody-${n}`]) {
          for (let i = 0; i < TRIES.most; i++)
            expect(await sign(NOBODY, typed, 'wrong')).toEqual({ ok: false, error: { code: 'wrong' } });
          expect(await sign(NOBODY, typed, 'wrong')).toMatchObject({ error: { code: 'limited' } });
        }
      });

      it('shares its tries with the address of the same account', async () => {
        const email = `${name}@school.example`;
        await right(up(NOBODY, { email }));
        for (let i = 0; i < TRIES.most; i++) await sign(NOBODY, i % 2 ? email : name, 'wrong');
        for (const typed of [email, name])
          expect(await sign(NOBODY, typed)).toMatchObject({ error: { code: 'limited' } });
      });
    });

    describe('a key of words', () => {
      it('opens the account, and is kept as a hash alone', async () => {
        const before = await guest();
        const key = words();
        const { kept, cookie } = await signUpWithWords(services, { words: key, ...here(before) });
        expect(kept).toBe(1);
        expect(await who(cookie)).toMatchObject({ person: before.person, account: { teaches: false } });
        expect(await who(before.cookie), 'the session before is nobody’s').toBeNull();
        const rows = JSON.stringify(await services.db.selectFrom('word_key').selectAll().execute());
        for (const written of [wordsKey(key), key.join(' ')]) expect(rows).not.toContain(written);
        const there = await guest();
        const entered = await withWords(key, there);
        expect(entered).toMatchObject({ kept: 1 });
        expect(await idsOf(before.person)).toEqual([before.attempt, there.attempt].sort());
      });

      it('whose answer was lost on the way signs in when it is sent again, even at once', async () => {
        const before = await guest();
        const key = words();
        const send = () => signUpWithWords(services, { words: key, ...here(before) });
        const both = await Promise.all([send(), send()]);
        for (const { cookie } of both.slice(1)) expect(await personOf(cookie)).toBe(before.person);
        expect(await personOf((await send()).cookie)).toBe(before.person);
        expect(await idsOf(before.person)).toEqual([before.attempt]);
      });

      it('is ours, or none: words that a page made up are not taken', () => {
        const { words: key, sealed } = offerWords(services, randomInt);
        expect(offeredWords(services, sealed)).toEqual(key);
        for (const forged of ['', '.', wordsKey(key), `${sealed}x`, sealed.replace(/^[a-z]+/, 'acorns')])
          expect(offeredWords(services, forged)).toBeNull();
      });

      it('that is wrong is told so, and after many of them each keeps the next waiting', async () => {
        for (let i = 0; i < WRONG_KEYS.most; i++) expect(await withWords(words())).toBe('wrong');
        const paused: string[] = [];
        const slow: Services = {
          ...services,
          guesses: {
            ...services.guesses,
            inTurn: async (address, look) => {
              paused.push(address);
              return look();
            },
          },
        };
        const key = words();
        await signUpWithWords(services, { words: key, ...here(NOBODY) });
        expect(await withWords(key, NOBODY, slow)).toMatchObject({ kept: 0 });
        expect(paused).toHaveLength(1);
        expect(
          await withWords(words(), NOBODY, {
            ...slow,
            guesses: { ...services.guesses, inTurn: () => Promise.resolve('full') },
          }),
        ).toBe('wait');
      });

      it('is looked up twenty times at most when fifty wrong ones come at once; the others wait their turn', async () => {
        let paused = 0;
        const pause = (): Promise<void> => {
          paused++;
          return Promise.resolve();
        };
        const slow: Services = { ...services, guesses: createGuesses(pause) };
        const told = await Promise.all(
          Array.from({ length: 50 }, () => withWords(words(), NOBODY, slow, false, newId())),
        );
        expect(new Set(told)).toEqual(new Set(['wrong']));
        expect(paused).toBe(0);
        const address = newId();
        await Promise.all(Array.from({ length: 50 }, () => withWords(words(), NOBODY, slow, false, address)));
        expect(paused).toBe(50 - WRONG_KEYS.most);
      });

      it('is replaced by new words: the old ones and every other session end', async () => {
        const [old, fresh] = [words(), words()];
        const { cookie } = await signUpWithWords(services, { words: old, ...here(NOBODY) });
        const person = await personOf(cookie);
        const replaced = await replaceWords(services, { person, current: '', words: fresh, now: NOON });
        expect(await who(cookie)).toBeNull();
        expect(replaced.ok && (await personOf(replaced.value))).toBe(person);
        expect(await withWords(old)).toBe('wrong');
        expect(await withWords(fresh)).toMatchObject({ kept: 0 });
      });

      it('needs the password where there is one; then it brings back a forgotten one', async () => {
        const person = await personOf((await right(up())).cookie);
        const key = words();
        const asked = { person, words: key, now: NOON };
        expect(await replaceWords(services, { ...asked, current: 'wrong' })).toMatchObject({ ok: false });
        expect(await replaceWords(services, { ...asked, current: PASSWORD })).toMatchObject({ ok: true });
        const changed = { person, current: key.join(' '), password: 'three other words', now: NOON };
        expect(await changePassword(services, { ...changed, current: words().join(' ') })).toMatchObject({
          error: { code: 'wrong' },
        });
        expect(await changePassword(services, changed)).toMatchObject({ ok: true });
        expect(await sign(NOBODY, name, 'three other words')).toMatchObject({ ok: true });
      });
    });

    describe('an account of words alone', () => {
      const made = async () => {
        const key = words();
        const { cookie } = await signUpWithWords(services, { words: key, ...here(NOBODY) });
        return { key, person: await personOf(cookie), cookie };
      };

      it('gets a sign-in name with a password, an address, and then classes', async () => {
        const { key, person, cookie } = await made();
        const current = key.join('-');
        expect(await startTeaching(services, { person, cookie, now: NOON })).toBeNull();
        await right(up(NOBODY, { signInName: `${name}-x`, email: `${name}@school.example` }));
        const add = { person, current, now: NOON };
        expect(
          await changePassword(services, { ...add, password: PASSWORD, signInName: `${name}-X` }),
        ).toEqual({
          ok: false,
          error: { code: 'taken' },
        });
        expect(await addEmail(services, { ...add, email: `${name}@SCHOOL.example` })).toEqual({
          ok: false,
          error: { code: 'taken' },
        });
        expect(await sign(NOBODY, name, ''), 'no password is never the right one').toMatchObject({
          ok: false,
        });
        expect(
          await changePassword(services, { ...add, password: PASSWORD, signInName: name }),
        ).toMatchObject({
          ok: true,
        });
        expect(await addEmail(services, { ...add, email: `own-${name}@school.example` })).toMatchObject({
          ok: true,
        });
        expect(await addEmail(services, { ...add, email: `other-${name}@school.example` })).toMatchObject({
          ok: true,
        });
        expect((await accounts.find(services.db, person))?.email, 'one that has an address keeps it').toBe(
          `own-${name}@school.example`,
        );
        for (const typed of [name, `own-${name}@school.example`])
          expect(await sign(NOBODY, typed)).toMatchObject({ ok: true });
        expect(await startTeaching(services, { person, cookie, now: NOON })).toBeTypeOf('string');
      });

      it('is exported with the day of its key and no hash, and deleted with its words', async () => {
        const { key, person } = await made();
        const all = await exportPerson(services, { person, now: NOON });
        expect(all).toMatchObject({
          account: { sign_in_name: null },
          key_of_words: [{ created_at: '2026-01-15T12:00:00.000Z' }],
        });
        expect(JSON.stringify(all)).not.toMatch(/[0-9a-f]{64}/);
        expect(await accountPage(services, person)).toMatchObject({ words: NOON, hasPassword: false });
        expect(await deleteAccount(services, { person, current: PASSWORD, now: NOON })).toMatchObject({
          ok: false,
        });
        expect(await deleteAccount(services, { person, current: key.join(' '), now: NOON })).toMatchObject({
          ok: true,
        });
        expect(await withWords(key)).toBe('wrong');
        const left = await services.db.selectFrom('word_key').select('person').execute();
        expect(left.map((row) => row.person)).not.toContain(person);
      });
    });

    describe('a guest’s work', () => {
      it('of two guests one after the other goes with each of them, on one account', async () => {
        const first = await guest();
        const account = await personOf((await right(up(first))).cookie);
        const [second, third] = [await guest(), await guest()];
        expect((await right(sign(second))).kept).toBe(1);
        expect((await right(sign(third))).kept).toBe(1);
        expect(await idsOf(account)).toEqual([first.attempt, second.attempt, third.attempt].sort());
      });

      it('on a shared computer is nobody else’s after signing out', async () => {
        const first = await guest();
        const { cookie } = await right(up(first));
        await signOut(services, cookie);
        name = `${name}-next`;
        const next = await right(up());
        expect(next.kept).toBe(0);
        const again = await right(sign({ person: first.person, cookie }));
        expect(again.kept, 'a cookie that was left behind carries nothing').toBe(0);
        expect(await idsOf(await personOf(again.cookie))).toEqual([]);
        expect(await idsOf(first.person)).toEqual([first.attempt]);
      });

      it('goes along once when one signs in twice at once, in one process or in two', async () => {
        const account = await personOf((await right(up())).cookie);
        for (const at of [services, await school.elsewhere()]) {
          const mine = await guest();
          const both = await Promise.all([right(sign(mine)), right(sign(mine, name, PASSWORD, at))]);
          expect(both.map(({ kept }) => kept).sort()).toEqual([0, 1]);
          for (const { cookie } of both) expect(await personOf(cookie)).toBe(account);
          expect(await idsOf(account)).toContain(mine.attempt);
        }
      });

      it('comes whole to one of two accounts that are signed in to at once', async () => {
        const elsewhere = await school.elsewhere();
        const people: PersonId[] = [];
        const names = [name, `${name}-other`];
        for (const one of names)
          people.push(await personOf((await right(up(NOBODY, { signInName: one }))).cookie));
        for (let i = 0; i < 5; i++) {
          const mine = await guest();
          const more = await begun(mine.person);
          await Promise.all([right(sign(mine, names[0])), right(sign(mine, names[1], PASSWORD, elsewhere))]);
          const [one, other] = [await idsOf(people[0] as PersonId), await idsOf(people[1] as PersonId)];
          const owners = [one, other].filter((ids) => ids.includes(mine.attempt));
          expect(owners).toHaveLength(1);
          expect(owners[0]).toContain(more);
        }
      });

      it('is an account’s or goes along, never both, when one signs up and in at once', async () => {
        const elsewhere = await school.elsewhere();
        const account = await personOf((await right(up())).cookie);
        for (let i = 0; i < 5; i++) {
          const mine = await guest();
          const up2 = up(mine, { signInName: `${name}-${i}` });
          await Promise.all([right(up2), right(sign(mine, name, PASSWORD, elsewhere))]);
          const own = await accounts.find(services.db, mine.person);
          const owner = own === null ? account : mine.person;
          expect(await idsOf(owner)).toContain(mine.attempt);
        }
      });

      it('that is begun while one signs in is not lost: it is begun before, or refused', async () => {
        const elsewhere = await school.elsewhere();
        const account = await personOf((await right(up())).cookie);
        for (let i = 0; i < 8; i++) {
          const mine = await guest();
          const [late] = await Promise.allSettled([
            begun(mine.person),
            sign(mine, name, PASSWORD, i % 2 ? services : elsewhere),
          ]);
          if (late.status === 'rejected') expect(isOrphaned(late.reason)).toBe(true);
          else expect(await idsOf(account)).toContain(late.value);
          expect(await idsOf(account)).toContain(mine.attempt);
        }
      });
    });
  });
}
