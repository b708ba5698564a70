// The end of classes and entries: with what was done for them, and with the people who are nobody else anywhere.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

/** Of these people, those who have no account, session, entry, class or attempt left are deleted. */
async function leftovers(db: Db, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  await db
    .deleteFrom('person')
    .where('id', 'in', people)
    .where('id', 'not in', (eb) => eb.selectFrom('account').select('person').where('person', 'in', people))
    .where('id', 'not in', (eb) => eb.selectFrom('session').select('person').where('person', 'in', people))
    .where('id', 'not in', (eb) => eb.selectFrom('member').select('person').where('person', 'in', people))
    .where('id', 'not in', (eb) => eb.selectFrom('attempt').select('person').where('person', 'in', people))
    .where('id', 'not in', (eb) =>
      eb.selectFrom('class_teacher').select('person').where('person', 'in', people),
    )
    .execute();
}

/** Classes with their entries, assignments, results and log. What pupils did for themselves stays theirs. */
export async function classes(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const people = await db
    .selectFrom('member')
    .select('person')
    .distinct()
    .where('class', 'in', ids)
    .execute();
  await db
    .deleteFrom('attempt')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('assigned_attempt')
        .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
        .select('assigned_attempt.attempt')
        .where('assignment.class', 'in', ids),
    )
    .execute();
  await db.deleteFrom('class').where('id', 'in', ids).execute();
  await leftovers(
    db,
    people.map(({ person }) => person),
  );
}

/** One entry of a class with what was done for it. */
export async function member(db: Db, id: string, person: PersonId): Promise<void> {
  await db
    .deleteFrom('attempt')
    .where('id', 'in', (eb) => eb.selectFrom('assigned_attempt').select('attempt').where('member', '=', id))
    .execute();
  await db.deleteFrom('member').where('id', '=', id).execute();
  await leftovers(db, [person]);
}

export interface Belongings {
  readonly entries: number;
  readonly assignments: number;
  readonly attempts: number;
}

/** What a class has that would go with it. */
export async function ofClass(db: Db, id: string): Promise<Belongings> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('member')
        .where('class', '=', id)
        .select((n) => n.fn.countAll<number>().as('n'))
        .as('entries'),
      eb
        .selectFrom('assignment')
        .where('class', '=', id)
        .select((n) => n.fn.countAll<number>().as('n'))
        .as('assignments'),
      eb
        .selectFrom('assigned_attempt')
        .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
        .where('assignment.class', '=', id)
        .select((n) => n.fn.countAll<number>().as('n'))
        .as('attempts'),
    ])
    .executeTakeFirstOrThrow();
  return {
    entries: Number(row.entries ?? 0),
    assignments: Number(row.assignments ?? 0),
    attempts: Number(row.attempts ?? 0),
  };
}
