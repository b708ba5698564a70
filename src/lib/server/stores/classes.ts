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
