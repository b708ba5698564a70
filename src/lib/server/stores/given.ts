// Names around an assignment: the pupils it is given to, and the classes it could be given to.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The members of a class who were not removed, by name. */
export async function roster(db: Db, id: string): Promise<Named[]> {
  return db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('class', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** The classes that this person teaches and has not archived, by name. */
export async function classesOf(db: Db, person: PersonId): Promise<Named[]> {
  return db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .select(['class.id', 'class.name'])
    .where('class_teacher.person', '=', person)
    .where('class.archived_at', 'is', null)
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
}

export async function className(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('class').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  return row.name;
}
