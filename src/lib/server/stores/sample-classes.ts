// Sample classes: what results look like, with pupils that nobody is. A guest's is kept for two weeks.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

const DAY = 86_400_000;
export const GUEST_DAYS = 14;
const ACCOUNT_DAYS = 365;

export interface SampleClass {
  readonly id: string;
  readonly name: string;
  readonly members: readonly SampleMember[];
}
export interface SampleMember {
  readonly id: string;
  readonly person: PersonId;
  readonly name: string;
}

/** The class with its pupils and their persons; `teacher` owns it. Nobody may join it, so it has no code. */
export async function create(
  db: Db,
  teacher: PersonId,
  { id, name, members }: SampleClass,
  now: number,
): Promise<void> {
  await db
    .insertInto('class')
    .values({
      id,
      name,
      code: null,
      sample: 1,
      created_at: now,
      archived_at: null,
      keep_until: now + GUEST_DAYS * DAY,
    })
    .execute();
  await db
    .insertInto('class_teacher')
    .values({ class: id, person: teacher, owner: 1, created_at: now })
    .execute();
  await db
    .insertInto('person')
    .values(members.map(({ person }) => ({ id: person, created_at: now })))
    .execute();
  await db
    .insertInto('member')
    .values(
      members.map((member) => ({
        ...{ id: member.id, person: member.person, name: member.name },
        class: id,
        created_at: now,
        joined_at: now,
        removed_at: null,
      })),
    )
    .execute();
}

/** The sample class that this person owns, if there is one. */
export async function ownedBy(db: Db, person: PersonId): Promise<string | null> {
  const row = await db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .select('class.id')
    .where('class.sample', '=', 1)
    .where('class_teacher.owner', '=', 1)
    .where('class_teacher.person', '=', person)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The sample classes of a guest who signs up are theirs, and stay. */
export async function keep(db: Db, person: PersonId, now: number): Promise<void> {
  await db
    .updateTable('class')
    .set({ keep_until: now + ACCOUNT_DAYS * DAY })
    .where('sample', '=', 1)
    .where('id', 'in', (eb) =>
      eb.selectFrom('class_teacher').select('class').where('person', '=', person).where('owner', '=', 1),
    )
    .execute();
}
