// Classes, their teachers and their members.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db, Tables } from '../db/tables.ts';

export interface Class {
  readonly id: string;
  readonly name: string;
  /** Null while nobody may join. */
  readonly code: string | null;
  readonly sample: boolean;
  readonly createdAt: number;
  readonly archivedAt: number | null;
  readonly keepUntil: number;
}
export interface TaughtClass extends Class {
  /** Whether this teacher made the class; a co-teacher did not. */
  readonly owner: boolean;
}
export interface Member {
  readonly id: string;
  readonly class: string;
  readonly person: PersonId;
  readonly name: string;
  readonly createdAt: number;
  readonly joinedAt: number | null;
  readonly removedAt: number | null;
}

const fromRow = (row: Tables['class']): Class => ({
  id: row.id,
  name: row.name,
  code: row.code,
  sample: row.sample === 1,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
  keepUntil: row.keep_until,
});
const memberFromRow = (row: Tables['member']): Member => ({
  id: row.id,
  class: row.class,
  person: row.person as PersonId,
  name: row.name,
  createdAt: row.created_at,
  joinedAt: row.joined_at,
  removedAt: row.removed_at,
});

/** The class if this person teaches it. */
export async function taughtBy(db: Db, id: string, person: PersonId): Promise<TaughtClass | null> {
  const row = await db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .selectAll('class')
    .select('class_teacher.owner')
    .where('class.id', '=', id)
    .where('class_teacher.person', '=', person)
    .executeTakeFirst();
  return row === undefined ? null : { ...fromRow(row), owner: row.owner === 1 };
}

export async function member(db: Db, id: string): Promise<Member | null> {
  const row = await db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : memberFromRow(row);
}

/** This person's entry in the class, removed ones included. */
export async function memberOf(db: Db, id: string, person: PersonId): Promise<Member | null> {
  const row = await db
    .selectFrom('member')
    .selectAll()
    .where('class', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return row === undefined ? null : memberFromRow(row);
}

/** The members who were not removed, by name. */
export async function members(db: Db, id: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('member')
    .selectAll()
    .where('class', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(memberFromRow);
}

/** The classes that this person teaches and has not archived, by name. */
export async function allTaughtBy(db: Db, person: PersonId): Promise<TaughtClass[]> {
  const rows = await db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .selectAll('class')
    .select('class_teacher.owner')
    .where('class_teacher.person', '=', person)
    .where('class.archived_at', 'is', null)
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
  return rows.map((row) => ({ ...fromRow(row), owner: row.owner === 1 }));
}

export async function create(db: Db, made: Class): Promise<void> {
  await db
    .insertInto('class')
    .values({
      id: made.id,
      name: made.name,
      code: made.code,
      sample: made.sample ? 1 : 0,
      created_at: made.createdAt,
      archived_at: made.archivedAt,
      keep_until: made.keepUntil,
    })
    .execute();
}

export async function addTeacher(
  db: Db,
  id: string,
  person: PersonId,
  { owner, now }: { readonly owner: boolean; readonly now: number },
): Promise<void> {
  await db
    .insertInto('class_teacher')
    .values({ class: id, person, owner: owner ? 1 : 0, created_at: now })
    .execute();
}

export async function addMember(db: Db, member: Member): Promise<void> {
  await db
    .insertInto('member')
    .values({
      id: member.id,
      class: member.class,
      person: member.person,
      name: member.name,
      created_at: member.createdAt,
      joined_at: member.joinedAt,
      removed_at: member.removedAt,
    })
    .execute();
}
