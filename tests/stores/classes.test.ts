// Classes on every database: making, joining, guessing, cards, invitations, lists, and two entries that become one.
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { CODE_ALPHABET, newCode } from '#lib/domain/classes/code.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { createGuesses, PAUSE } from '#lib/server/auth/guesses.ts';
import { newId, type Services } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { printCards } from '#lib/server/tasks/classes/cards.ts';
import { changeClass } from '#lib/server/tasks/classes/change-class.ts';
import { changeMember } from '#lib/server/tasks/classes/change-member.ts';
import { classPage, listClasses } from '#lib/server/tasks/classes/class-page.ts';
import { acceptInvite, inviteTeacher, removeTeacher } from '#lib/server/tasks/classes/co-teach.ts';
import { logPage } from '#lib/server/tasks/classes/log-page.ts';
import { createClass } from '#lib/server/tasks/classes/create-class.ts';
import { joinClass, joinPage, WRONG_CODES } from '#lib/server/tasks/classes/join-class.ts';
import { mergeMembers } from '#lib/server/tasks/classes/merge-members.ts';
import { withNewCode } from '#lib/server/tasks/classes/new-code.ts';
import { redeem, resumePage } from '#lib/server/tasks/classes/resume.ts';
import { addPupils } from '#lib/server/tasks/classes/roster.ts';
import { assigned, classroom } from './classrooms.ts';
import { postgres, sqlite } from './databases.ts';
import { commandId, NOON, openSchool, type School } from './school.ts';

const MINUTE = 60_000;
const now = NOON;

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`classes on ${database.name}`, () => {
    let school: School;
    let services: Services;
    let teacher: PersonId;
    let id: string;
    let code: string;
    beforeAll(async () => {
      school = await openSchool(database);
      services = school.services;
    }, 60_000);
    afterAll(() => school.close());
    beforeEach(async () => {
      teacher = await school.guest();
      id = (await createClass(services, { teacher, name: '8B', id: newId(), now })) ?? '';
      code = (await page()).code ?? '';
    });

    const page = async (person: PersonId | null = teacher) => {
      const shown = await classPage(services, { person, id, now });
      if (shown === null) throw new Error('no such class');
      return shown;
    };
    const names = async (): Promise<string[]> => (await page()).pupils.map(({ name }) => name);
    const join = async (person: PersonId, name: string, address = newId()) =>
      joinClass(services, { person, name, code, address, now, newId });
    const add = (list: readonly string[], command: string = commandId()) =>
      addPupils(services, { person: teacher, class: id, names: list, command, now, newId });
    const entry = async (name: string) =>
      (await page()).pupils.find((pupil) => pupil.name === name)?.id ?? '';
    const link = async (name: string) => {
      const asked = {
        person: teacher,
        class: id,
        whose: await entry(name),
        origin: '',
        now,
        below: randomInt,
      };
      return (await printCards(services, asked))?.[0]?.link.replace('/r/', '') ?? '';
    };
    const redeemed = async (
      token: string,
      before: { person: PersonId | null; cookie: string | undefined } = { person: null, cookie: undefined },
      leave = false,
    ) => {
      const cookie = await redeem(services, { token, before, leave, now, newId });
      return cookie === null ? null : (await services.sessions.recognise(cookie, now))?.person;
    };

    it('a class is made once however often the form is sent, and only its teacher has it', async () => {
      const form = { teacher, name: '9A', id: newId(), now };
      const made = await Promise.all([createClass(services, form), createClass(services, form)]);
      expect(made).toEqual([form.id, form.id]);
      expect((await listClasses(services, teacher)).map(({ name }) => name)).toEqual(['8B', '9A']);
      const other = await school.guest();
      expect(await createClass(services, { ...form, teacher: other })).toBeNull();
      expect(await classPage(services, { person: other, id, now })).toBeNull();
      expect(await classPage(services, { person: null, id, now })).toBeNull();
    });

    it('a code that is taken is drawn again', async () => {
      const drawn = [...code].map((sign) => CODE_ALPHABET.indexOf(sign));
      const chance = [...drawn, 0, 0, 0, 0, 0, Math.floor(Math.random() * CODE_ALPHABET.length)];
      const other = (await createClass(services, { teacher, name: '9A', id: newId(), now })) ?? '';
      await withNewCode(
        (fresh) =>
          services.commit(async (trx) => {
            await trx.updateTable('class').set({ code: fresh }).where('id', '=', other).execute();
          }),
        () => chance.shift() ?? 0,
      );
      expect(chance).toEqual([]);
      expect((await page()).code).toBe(code);
    });

    it('the same person keeps the entry; a name opens nobody’s; a removed pupil and a teacher stay out', async () => {
      const [ales, other] = [await school.guest(), await school.guest()];
      expect(await Promise.all([join(ales, 'Ales'), join(ales, 'Ales'), join(other, 'Ales')])).toEqual([
        'joined',
        'joined',
        'joined',
      ]);
      expect(await join(ales, 'Ales again')).toBe('joined');
      expect(await names()).toEqual(['Ales', 'Ales']);
      expect((await page()).pupils.every(({ double }) => double)).toBe(true);
      expect(await join(teacher, 'Teacher')).toBe('teaches');
      const first = (await page()).pupils[0]?.id ?? '';
      const change = { person: teacher, class: id, id: first, now };
      expect(await changeMember(services, { ...change, change: { type: 'remove' } })).toBe(true);
      expect((await Promise.all([join(ales, 'Ales'), join(other, 'Ales')])).sort()).toEqual([
        'joined',
        'removed',
      ]);
      await changeMember(services, { ...change, change: { type: 'restore' } });
      expect(await names()).toEqual(['Ales', 'Ales']);
    });

    it('no change is made to a class or a pupil of somebody else', async () => {
      await add(['Ales']);
      const pupil = await entry('Ales');
      const other = await school.guest();
      const theirs = (await createClass(services, { teacher: other, name: '9A', id: newId(), now })) ?? '';
      const asked = { person: other, now, newId };
      expect(await changeClass(services, { ...asked, id, change: { type: 'archive' } })).toBe(false);
      for (const of of [id, theirs])
        expect(
          await changeMember(services, { ...asked, class: of, id: pupil, change: { type: 'remove' } }),
        ).toBe(false);
      expect(
        await addPupils(services, { ...asked, class: id, names: ['X'], command: commandId() }),
      ).toBeNull();
      expect(
        await printCards(services, { ...asked, class: id, whose: 'all', origin: '', below: randomInt }),
      ).toBeNull();
      expect(await inviteTeacher(services, { ...asked, class: id })).toBeNull();
      expect(await mergeMembers(services, { ...asked, class: id, keep: pupil, other: pupil })).toBe(false);
      expect(await names()).toEqual(['Ales']);
    });

    it('a closed or archived class takes in nobody', async () => {
      const change = async (type: 'close_code' | 'renew_code' | 'archive' | 'restore') =>
        changeClass(services, { person: teacher, id, change: { type }, now });
      const looks = { person: null, code, address: newId(), now };
      await change('close_code');
      expect(await joinPage(services, looks)).toBe('unknown');
      await change('renew_code');
      const fresh = (await page()).code ?? '';
      expect(fresh).not.toBe(code);
      expect(await joinPage(services, { ...looks, code: fresh })).toMatchObject({ name: '8B' });
      await change('archive');
      await change('renew_code');
      expect((await page()).code).toBeNull();
      await change('restore');
      expect(await page()).toMatchObject({ archived: false, code: null });
    });

    it('ten thousand guesses hit nothing and take hours, while 35 pupils at the same address join at once', async () => {
      let slept = 0;
      const guesses = createGuesses((ms) => {
        slept += ms;
        return Promise.resolve();
      });
      const slowed = { ...services, guesses };
      // One open class: a code in 86 million, so that chance alone fails this test once in 8,000 times.
      await services.db.updateTable('class').set({ code: null }).where('id', '<>', id).execute();
      const address = newId();
      const random = () => newCode((n) => Math.floor(Math.random() * n));
      const guess = async (times: number) => {
        const told = new Set<unknown>();
        for (let i = 0; i < times; i++)
          told.add(await joinPage(slowed, { person: null, code: random(), address, now: now + i }));
        return [...told];
      };
      expect(await guess(5000)).toEqual(['unknown']);
      const pupils = Array.from({ length: 35 }, async (_, i) => {
        const person = await school.guest();
        return joinClass(slowed, { person, name: `Pupil ${i}`, code, address, now, newId });
      });
      expect(new Set(await Promise.all(pupils))).toEqual(new Set(['joined']));
      expect(await guess(5000)).toEqual(['unknown']);
      expect(slept).toBe((10_000 - WRONG_CODES.most) * PAUSE);
      expect(await names()).toHaveLength(35);
      const later = { person: null, code: random(), address, now: now + WRONG_CODES.per + MINUTE };
      expect(await joinPage(slowed, later)).toBe('unknown');
      expect(slept).toBe((10_000 - WRONG_CODES.most) * PAUSE);
    }, 120_000);

    it('fifty guesses at once are no way around the pauses, and two hundred right codes at once wait for none', async () => {
      const address = newId();
      let slept = 0;
      const pause = (ms: number): Promise<void> => {
        slept += ms;
        return Promise.resolve();
      };
      const slowed = { ...services, guesses: createGuesses(pause) };
      const looks = (typed: string) => joinPage(slowed, { person: null, code: typed, address, now });
      const right = await Promise.all(Array.from({ length: 200 }, () => looks(code)));
      expect(right.filter((one) => typeof one === 'string')).toEqual([]);
      expect(slept).toBe(0);
      const wrong = await Promise.all(Array.from({ length: 50 }, () => looks('CCCCCC')));
      expect(new Set(wrong)).toEqual(new Set(['unknown']));
      expect(slept).toBe((50 - WRONG_CODES.most) * PAUSE);
    });

    it('a list adds all or none, once for each form, and no more than five hundred', async () => {
      const command = commandId();
      expect(await Promise.all([add(['Ales', 'Алесь'], command), add(['Ales', 'Алесь'], command)])).toEqual([
        'added',
        'added',
      ]);
      expect(await names()).toEqual(['Алесь', 'Ales']);
      expect((await page()).pupils.every(({ joined, card }) => !joined && !card)).toBe(true);
      expect(await add(Array.from({ length: 501 }, (_, i) => `P ${i}`))).toBe('too_many');
      expect(await add(Array.from({ length: 500 }, (_, i) => `P ${i}`))).toBe('added');
      expect(await names()).toHaveLength(502);
    });

    it('a card opens its entry on every device, is kept as a hash, and ends with the next card', async () => {
      await add(['Ales', 'Daria']);
      const token = await link('Ales');
      const rows = await services.db.selectFrom('resume_key').selectAll().execute();
      expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${token}|${token.replaceAll('-', '')}`));
      const ales = await redeemed(token);
      expect(ales).not.toBeNull();
      expect(await redeemed(token.toLowerCase().replaceAll('-', ' '))).toBe(ales);
      expect((await page()).pupils.find(({ name }) => name === 'Ales')).toMatchObject({
        joined: true,
        card: true,
      });
      const fresh = await link('Ales');
      expect(await redeemed(token)).toBeNull();
      expect(await redeemed(fresh)).toBe(ales);
      const whose = 'without';
      const cards = await printCards(services, {
        person: teacher,
        class: id,
        whose,
        origin: 'x:',
        now,
        below: randomInt,
      });
      expect(cards?.map(({ name }) => name)).toEqual(['Daria']);
    });

    it('a guest’s answers go along with a card unless they are left; another pupil’s and an account’s never do', async () => {
      await add(['Ales', 'Daria']);
      const [ales, daria] = [await link('Ales'), await link('Daria')];
      const guest = await services.sessions.enter(now, newId);
      const quiz = await school.begin(guest.person, school.quiz.id, 'open');
      const person = (await redeemed(ales, guest)) as PersonId;
      const own = async (of: PersonId) =>
        (await attempts.ofPerson(services.db, of, { limit: 9 })).map((one) => one.id);
      expect(await own(person)).toEqual([quiz]);
      expect(await services.sessions.recognise(guest.cookie, now)).toBeNull();

      const left = await services.sessions.enter(now, newId);
      await school.begin(left.person, school.quiz.id, 'open');
      expect(await redeemed(ales, left, true)).toBe(person);
      expect(await own(person)).toEqual([quiz]);

      const before = { person, cookie: undefined };
      expect(await resumePage(services, { token: daria, before })).toMatchObject({
        other: { kind: 'pupil' },
      });
      const other = (await redeemed(daria, before)) as PersonId;
      expect(await own(other)).toEqual([]);
      expect(await own(person)).toEqual([quiz]);
      expect(await redeemed(ales, { person: teacher, cookie: undefined })).toBeNull();
    });

    it('a link makes one co-teacher, within seven days; the owner alone removes others and cannot be removed', async () => {
      const [second, third] = [await school.guest(), await school.guest()];
      const DAY = 86_400_000;
      const invite = async () => (await inviteTeacher(services, { person: teacher, class: id, now })) ?? '';
      const token = await invite();
      const accept = (person: PersonId, link: string, at = now) =>
        acceptInvite(services, { teacher: person, token: link, now: at, newId });
      const both = await Promise.all([accept(second, token), accept(third, token)]);
      expect(both).toEqual([id, null]);
      expect(await accept(third, await invite(), now + 7 * DAY)).toBeNull();
      expect(await accept(third, await invite(), now + 7 * DAY - 1)).toBe(id);
      expect((await page(third)).owner).toBe(false);
      const remove = (person: PersonId, gone: PersonId) =>
        removeTeacher(services, { person, class: id, teacher: gone, now, newId });
      expect(await remove(second, third)).toBe(false);
      await remove(teacher, teacher);
      expect((await page()).owner).toBe(true);
      expect(await remove(teacher, second)).toBe(true);
      expect(await classPage(services, { person: second, id, now })).toBeNull();
      expect(await remove(third, third)).toBe(true);
      // Pressed twice, it is told once.
      expect(await remove(teacher, third)).toBe(true);
      const told = (await logPage(services, { person: teacher, id }))?.lines.map(({ action }) => action);
      expect(told?.filter((action) => action === 'co_teacher_removed')).toHaveLength(2);
    });

    describe('two entries of one pupil', () => {
      const setUp = async () => {
        const room = await classroom(school, 'Merging');
        await room.teach(teacher, true);
        const [first, second] = [
          await services.sessions.enter(now, newId),
          await services.sessions.enter(now, newId),
        ];
        const keep = await room.join(first.person, 'Ales K.');
        const other = await room.join(second.person, 'Ales');
        const assignment = await room.assign();
        const late = await assigned(school, { person: first.person, member: keep, assignment }, 1, now + 2);
        const early = await assigned(
          school,
          { person: second.person, member: other, assignment },
          1,
          now + 1,
        );
        const practice = await school.begin(second.person, school.quiz.id, 'open');
        const merge = { person: teacher, class: room.id, keep, other, now, newId };
        return { room, first, second, keep, late, early, practice, merge };
      };
      const under = async (member: string) =>
        services.db
          .selectFrom('assigned_attempt')
          .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
          .select(['attempt.id', 'attempt.person', 'number'])
          .where('member', '=', member)
          .orderBy('number')
          .execute();
      const account = (person: PersonId) =>
        services.db
          .insertInto('account')
          .values({
            ...{ person, name: 'A', email: null, email_key: null, password_hash: 'x', teaches: 0 },
            created_at: now,
          })
          .execute();

      it('become one: attempts numbered by when they began, both devices the same pupil', async () => {
        const { room, first, second, keep, late, early, practice, merge } = await setUp();
        expect(await mergeMembers(services, merge)).toBe(true);
        const person = first.person;
        expect(await under(keep)).toEqual([
          { id: early, person, number: 1 },
          { id: late, person, number: 2 },
        ]);
        for (const { cookie } of [first, second])
          expect((await services.sessions.recognise(cookie, now))?.person).toBe(person);
        expect((await attempts.find(services.db, practice))?.person).toBe(person);
        const shown = await classPage(services, { person: teacher, id: room.id, now });
        expect(shown?.pupils.map(({ name, attempts: n }) => [name, n])).toEqual([['Ales K.', 2]]);
        expect(await mergeMembers(services, merge)).toBe(false);
        const log = await services.db.selectFrom('audit').selectAll().where('class', '=', room.id).execute();
        expect(log.map(({ action, person: who }) => [action, who])).toEqual([['entries_merged', teacher]]);
      });

      it('the entry is the account’s when one of them has an account; no other device comes to hold it', async () => {
        const { first, second, keep, merge } = await setUp();
        await account(second.person);
        expect(await mergeMembers(services, merge)).toBe(true);
        expect((await under(keep)).map(({ person }) => person)).toEqual([second.person, second.person]);
        expect(await services.sessions.recognise(first.cookie, now)).toBeNull();
        expect((await services.sessions.recognise(second.cookie, now))?.person).toBe(second.person);
      });

      it('two accounts stay two people; the attempts for the class alone move', async () => {
        const { first, second, keep, practice, merge } = await setUp();
        await account(first.person);
        await account(second.person);
        expect(await mergeMembers(services, merge)).toBe(true);
        expect((await under(keep)).map(({ person }) => person)).toEqual([first.person, first.person]);
        expect((await attempts.find(services.db, practice))?.person).toBe(second.person);
        expect((await services.sessions.recognise(second.cookie, now))?.person).toBe(second.person);
      });
    });
  });
}
