// Classes, entries and assignments put straight into the tables, for tests of what becomes of them.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { defaultSettings } from '#lib/domain/assignment/settings.ts';
import { newId } from '#lib/server/services.ts';
import { NOON, type School } from './school.ts';

export interface Classroom {
  readonly id: string;
  /** An entry for this person; gives its id. */
  readonly join: (person: PersonId, name: string) => Promise<string>;
  readonly teach: (person: PersonId, owner: boolean, at?: number) => Promise<void>;
  /** An assignment of the tiny course's quiz; gives its id. */
  readonly assign: () => Promise<string>;
}

export async function classroom(
  { services: { db }, course, quiz }: School,
  name: string,
): Promise<Classroom> {
  const id = newId();
  await db
    .insertInto('class')
    .values({
      ...{ id, name, code: null, sample: 0, created_at: NOON },
      ...{ archived_at: null, keep_until: NOON * 2 },
    })
    .execute();
  return {
    id,
    async join(person, called) {
      const member = newId();
      const row = { id: member, class: id, person, name: called, created_at: NOON };
      await db
        .insertInto('member')
        .values({ ...row, joined_at: NOON, removed_at: null })
        .execute();
      return member;
    },
    async teach(person, owner, at = NOON) {
      await db
        .insertInto('class_teacher')
        .values({ class: id, person, owner: owner ? 1 : 0, created_at: at })
        .execute();
    },
    async assign() {
      const assignment = newId();
      await db
        .insertInto('assignment')
        .values({
          ...{ id: assignment, class: id, course: course.id, module: quiz.id, title: 'Reading' },
          ...{ mode: 'counted', opens_at: NOON, due_at: null, closes_at: null, released_at: null },
          ...{ settings: JSON.stringify(defaultSettings('counted')), created_at: NOON },
        })
        .execute();
      return assignment;
    },
  };
}

/** An attempt of this person for the assignment, begun at a moment. */
export async function assigned(
  school: School,
  entry: { readonly person: PersonId; readonly member: string; readonly assignment: string },
  number: number,
  begun: number,
): Promise<AttemptId> {
  const { db } = school.services;
  const attempt = await school.begin(entry.person, school.quiz.id, 'sealed');
  await db.updateTable('attempt').set({ created_at: begun }).where('id', '=', attempt).execute();
  await db
    .insertInto('assigned_attempt')
    .values({
      ...{ attempt, assignment: entry.assignment, member: entry.member },
      ...{ activity: school.quiz.id, number, handed_in_at: null },
    })
    .execute();
  return attempt;
}
