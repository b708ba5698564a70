// Classes, their teachers and their members.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inOrder } from '../db/by-name.ts';
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
/** A class as it stands in its teacher's list. */
export interface ListedClass extends TaughtClass {
  /** Pupils that were not removed. */
  readonly pupils: number;
  readonly assignments: number;
}
export interface Teacher {
  readonly person: PersonId;
  /** Null for a teacher who has no account yet. */
  readonly name: string | null;
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
export const memberFromRow = (row: Tables['member']): Member => ({
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

const DAY = 86_400_000;
/** A guest's sample class is kept so long; an account's, a year. */
export const SAMPLE_DAYS = 14;
const KEPT_SAMPLE_DAYS = 365;

/** The sample classes of a guest who signs up are theirs, and stay. */
export async function keepSamples(db: Db, person: PersonId, now: number): Promise<void> {
  await db
    .updateTable('class')
    .set({ keep_until: now + KEPT_SAMPLE_DAYS * DAY })
    .where('sample', '=', 1)
    .where('id', 'in', (eb) =>
      eb.selectFrom('class_teacher').select('class').where('person', '=', person).where('owner', '=', 1),
    )
    .execute();
}

export async function create(
  db: Db,
  { id, name, code, sample, createdAt, archivedAt, keepUntil }: Class,
  owner: PersonId,
): Promise<void> {
  await db
    .insertInto('class')
    .values({
      id,
      name,
      code,
      sample: sample ? 1 : 0,
      created_at: createdAt,
      archived_at: archivedAt,
      keep_until: keepUntil,
    })
    .execute();
  await db
    .insertInto('class_teacher')
    .values({ class: id, person: owner, owner: 1, created_at: createdAt })
    .execute();
}

export async function find(db: Db, id: string): Promise<Class | null> {
  const row = await db.selectFrom('class').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** The class that takes in pupils under this code. */
export async function byCode(db: Db, code: string): Promise<Class | null> {
  const row = await db
    .selectFrom('class')
    .selectAll()
    .where('code', '=', code)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Those that this person teaches, by name; archived ones among them. */
export async function ofTeacher(db: Db, person: PersonId): Promise<ListedClass[]> {
  const rows = await db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .selectAll('class')
    .select('class_teacher.owner')
    .select((eb) => [
      eb
        .selectFrom('member')
        .whereRef('member.class', '=', 'class.id')
        .where('member.removed_at', 'is', null)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('pupils'),
      eb
        .selectFrom('assignment')
        .whereRef('assignment.class', '=', 'class.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('assignments'),
    ])
    .where('class_teacher.person', '=', person)
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
  return inOrder(rows).map((row) => ({
    ...fromRow(row),
    owner: row.owner === 1,
    pupils: row.pupils ?? 0,
    assignments: row.assignments ?? 0,
  }));
}

export async function rename(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable('class').set({ name }).where('id', '=', id).execute();
}

/** A new code in place of the old one; null closes the class to newcomers. Fails with a conflict when the code is taken. */
export async function setCode(db: Db, id: string, code: string | null): Promise<void> {
  await db.updateTable('class').set({ code }).where('id', '=', id).execute();
}

/** Out of sight and closed to newcomers; with null it is back, and still closed. */
export async function setArchived(db: Db, id: string, at: number | null): Promise<void> {
  await db.updateTable('class').set({ archived_at: at, code: null }).where('id', '=', id).execute();
}

export async function keep(db: Db, id: string, until: number): Promise<void> {
  await db.updateTable('class').set({ keep_until: until }).where('id', '=', id).execute();
}

/** The one who made the class first. */
export async function teachers(db: Db, id: string): Promise<Teacher[]> {
  const rows = await db
    .selectFrom('class_teacher')
    .leftJoin('account', 'account.person', 'class_teacher.person')
    .select(['class_teacher.person', 'class_teacher.owner', 'account.name'])
    .where('class_teacher.class', '=', id)
    .orderBy('class_teacher.owner', 'desc')
    .orderBy('class_teacher.created_at')
    .execute();
  return rows.map(({ person, owner, name }) => ({ person: person as PersonId, name, owner: owner === 1 }));
}

/** Makes this person a co-teacher; one who teaches the class already stays what they are. */
export async function addTeacher(db: Db, id: string, person: PersonId, now: number): Promise<void> {
  await db
    .insertInto('class_teacher')
    .values({ class: id, person, owner: 0, created_at: now })
    .onConflict((conflict) => conflict.columns(['class', 'person']).doNothing())
    .execute();
}

/** Only a co-teacher can be taken away, never the one who made the class; whether there was one. */
export async function removeTeacher(db: Db, id: string, person: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('class_teacher')
    .where('class', '=', id)
    .where('person', '=', person)
    .where('owner', '=', 0)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What was done to a class and by whom; `facts` hold ids and numbers, no names. */
export interface Noted {
  readonly id: string;
  readonly class: string;
  readonly person: PersonId | null;
  readonly action: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly now: number;
}

export async function note(db: Db, { id, class: of, person, action, facts, now }: Noted): Promise<void> {
  await db
    .insertInto('audit')
    .values({ id, class: of, person, action, json: JSON.stringify(facts), created_at: now })
    .execute();
}
