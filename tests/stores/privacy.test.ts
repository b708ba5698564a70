// What is deleted is gone from every table, what is kept is kept, and what has run out goes by itself; on both databases.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Item } from '#lib/domain/content/schema.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newId, type Services } from '#lib/server/services.ts';
import { SESSION_DAYS } from '#lib/server/auth/sessions.ts';
import { endClass, endMember, classEnd, memberEnd } from '#lib/server/tasks/classes/end-class.ts';
import { exportMember } from '#lib/server/tasks/classes/export-member.ts';
import { purge } from '#lib/server/tasks/purge.ts';
import { applyRegrade } from '#lib/server/tasks/regrade/apply.ts';
import { addPupil, assign, begun, MINUTE, openClass, type Pupil } from './assigned-school.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, play, someAnswer, wholeTest, type School } from './school.ts';

const DAY = 86_400_000;

/** Every row of every table as one text. */
async function everything({ db }: Services): Promise<string> {
  const rows: unknown[] = [];
  for (const { name } of await db.introspection.getTables())
    rows.push(
      name,
      await db
        .selectFrom(name as 'person')
        .selectAll()
        .execute(),
    );
  return JSON.stringify(rows);
}

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`deletion on ${database.name}`, () => {
    let school: School;
    let services: Services;
    beforeAll(async () => {
      school = await openSchool(database);
      services = school.services;
    }, 60_000);
    afterAll(() => school.close());

    /** A class with two pupils who have done counted work, a report, a regrade with its log line, and a card. */
    const livedIn = async () => {
      const inClass = await openClass(school);
      await services.db
        .updateTable('class')
        .set({ name: `Canary class ${inClass.id}` })
        .where('id', '=', inClass.id)
        .execute();
      const [anna, boris] = [
        await addPupil(school, inClass.id, `Canary Anna ${inClass.id}`),
        await addPupil(school, inClass.id, `Canary Boris ${inClass.id}`),
      ];
      const assignment = await assign(school, inClass, 'counted', school.quiz.id);
      const taken = async ({ person }: Pupil) => {
        const attempt = await begun(school, person, assignment, school.quiz.id);
        await play(services, person, attempt, wholeTest(school.quiz));
        return attempt;
      };
      const attempts = [await taken(anna), await taken(boris)] as const;
      const report = {
        ...{ id: newId(), attempt: attempts[0], item: school.quiz.items[0]?.id ?? '' },
        ...{ text: `Canary report ${inClass.id}`, created_at: NOON, handled_at: null },
      };
      await services.db.insertInto('report').values(report).execute();
      await services.db
        .insertInto('resume_key')
        .values({ token_hash: `canary-${anna.member}`, member: anna.member, created_at: NOON })
        .execute();
      const deed = { type: 'adjusted', adjustment: { kind: 'drop' } } as const;
      const changes = [{ activity: school.quiz.id, item: report.item, deed }];
      const asked = { person: inClass.teacher, assignment, changes, now: NOON };
      await applyRegrade(services, { ...asked, id: newId(), newId });
      return { ...inClass, anna, boris, assignment, attempts };
    };

    it('leaves no name, text or id of a class anywhere, and the pupils what they did for themselves', async () => {
      const room = await livedIn();
      const own = await school.begin(room.anna.person, school.quiz.id, 'open');
      expect(await everything(services)).toContain(`Canary Anna ${room.id}`);
      expect(await classEnd(services, { person: room.teacher, id: room.id })).toMatchObject({
        ...{ entries: 2, assignments: 1, attempts: 2, coTeachers: 0 },
      });
      expect(await endClass(services, { person: room.teacher, id: room.id })).toBe(true);
      const left = await everything(services);
      for (const gone of [room.id, room.anna.member, room.boris.member, room.assignment, ...room.attempts])
        expect(left).not.toContain(gone);
      expect(left).toContain(own);
      expect(left).toContain(room.anna.person);
      expect(await endClass(services, { person: room.teacher, id: room.id })).toBe(false);
    });

    it('leaves nothing of one pupil in the class, and everything of the others', async () => {
      const room = await livedIn();
      // Without a session the pupil is nobody anywhere else.
      await services.db.deleteFrom('session').where('person', '=', room.anna.person).execute();
      expect(await memberEnd(services, { person: room.teacher, id: room.anna.member })).toMatchObject({
        name: `Canary Anna ${room.id}`,
        attempts: 1,
      });
      const end = { person: room.teacher, id: room.anna.member, now: NOON, newId };
      expect(await endMember(services, end)).toBe(room.id);
      const left = await everything(services);
      const { person, member } = room.anna;
      for (const gone of [`Canary Anna ${room.id}`, `Canary report ${room.id}`, person, member])
        expect(left).not.toContain(gone);
      expect(left).not.toContain(room.attempts[0]);
      for (const kept of [`Canary Boris ${room.id}`, room.attempts[1], 'pupil_deleted'])
        expect(left).toContain(kept);
      expect(await endMember(services, end)).toBeNull();
    });

    it('exports one pupil as the class knows them, without what they practised', async () => {
      const room = await livedIn();
      await school.begin(room.anna.person, school.track.id, 'open');
      const all = await exportMember(services, { person: room.teacher, id: room.anna.member });
      expect(all).toMatchObject({
        class: `Canary class ${room.id}`,
        name: `Canary Anna ${room.id}`,
        // Not released, and the teacher's all the same.
        attempts: [{ activity: school.quiz.id, number: 1, points: expect.any(Number) }],
        reports: [{ text: `Canary report ${room.id}` }],
      });
      const text = JSON.stringify(all);
      for (const foreign of ['Boris', room.anna.person, '"kind":"track"'])
        expect(text).not.toContain(foreign);
    });

    it('exports of assigned practice that it was done, and not how', async () => {
      const room = await livedIn();
      const practice = await assign(school, room, 'practice', school.quiz.id);
      const attempt = await begun(school, room.anna.person, practice, school.quiz.id);
      await play(services, room.anna.person, attempt, [someAnswer(school.quiz.items[0] as Item)]);
      const all = await exportMember(services, { person: room.teacher, id: room.anna.member });
      const done = (all?.['attempts'] as { form: string }[]).filter(({ form }) => form === 'open');
      expect(done).toEqual([expect.not.objectContaining({ log: expect.anything() })]);
      expect(done).toEqual([expect.not.objectContaining({ points: expect.anything() })]);
    });

    it('is for the teacher alone, and of a class for who made it', async () => {
      const room = await livedIn();
      const other = await openClass(school);
      const coTeacher = await school.guest();
      await services.db
        .insertInto('class_teacher')
        .values({ class: room.id, person: coTeacher, owner: 0, created_at: NOON })
        .execute();
      for (const person of [null, room.anna.person, other.teacher]) {
        expect(await exportMember(services, { person, id: room.anna.member })).toBeNull();
        expect(await endMember(services, { person, id: room.anna.member, now: NOON, newId })).toBeNull();
      }
      for (const person of [null, room.anna.person, other.teacher, coTeacher])
        expect(await endClass(services, { person, id: room.id })).toBe(false);
      expect(await everything(services)).toContain(`Canary Anna ${room.id}`);
    });

    it('comes by itself on the day that is shown, not before', async () => {
      const room = await livedIn();
      const day = NOON + 300 * DAY;
      await services.db.updateTable('class').set({ keep_until: day }).where('id', '=', room.id).execute();
      await purge(services, day - 1);
      expect(await everything(services)).toContain(`Canary Anna ${room.id}`);
      await purge(services, day);
      expect(await everything(services)).not.toContain(room.id);
    });

    it('forgets guests whose last session has run out, in batches, and no pupil, teacher or account', async () => {
      const inClass = await openClass(school);
      const pupil = await addPupil(school, inClass.id, 'Ales K.');
      await services.db
        .updateTable('class')
        .set({ keep_until: NOON + 1000 * DAY })
        .where('id', '=', inClass.id)
        .execute();
      const guests: PersonId[] = [];
      for (let i = 0; i < 205; i++) guests.push(await school.guest());
      const answered = await school.begin(guests[0] as PersonId, school.quiz.id, 'open');
      const there = async (person: string): Promise<boolean> =>
        (await services.db.selectFrom('person').select('id').where('id', '=', person).executeTakeFirst()) !==
        undefined;

      await purge(services, NOON + SESSION_DAYS * DAY - 1);
      expect(await there(guests[0] as PersonId)).toBe(true);
      const purged = await purge(services, NOON + SESSION_DAYS * DAY);
      expect(purged.guests).toBeGreaterThanOrEqual(205);
      for (const guest of guests) expect(await there(guest)).toBe(false);
      expect(await everything(services)).not.toContain(answered);
      expect([await there(pupil.person), await there(inClass.teacher)]).toEqual([true, true]);
      expect(await purge(services, NOON + SESSION_DAYS * DAY)).toMatchObject({ guests: 0 });
    });

    it('does nothing to a guest who has just come, whatever the clock of the session says', async () => {
      const person = newId() as PersonId;
      const now = NOON + 400 * DAY;
      await services.db
        .insertInto('person')
        .values({ id: person, created_at: now - MINUTE })
        .execute();
      await purge(services, now);
      expect(await everything(services)).toContain(person);
    });
  });
}
