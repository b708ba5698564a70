// Assignments: what a class is given to do, pinned to the content versions of its module.
import type { Allowance, Times } from '#lib/domain/assignment/deadline.ts';
import type { Mode, Settings } from '#lib/domain/assignment/settings.ts';
import type { ContentHash, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db, Tables } from '../db/tables.ts';

export interface Assignment extends Times {
  readonly id: string;
  readonly class: string;
  readonly course: string;
  readonly module: string;
  readonly title: string;
  readonly mode: Mode;
  readonly settings: Settings;
  readonly createdAt: number;
  /** In the order of the module. */
  readonly activities: readonly { readonly id: string; readonly hash: ContentHash }[];
}

/** The content versions must be kept already: the assignment refers to them. */
export async function create(db: Db, assignment: Assignment): Promise<void> {
  const { id, course, module, title, mode } = assignment;
  await db
    .insertInto('assignment')
    .values({
      id,
      class: assignment.class,
      course,
      module,
      title,
      mode,
      opens_at: assignment.opensAt,
      due_at: assignment.dueAt,
      closes_at: assignment.closesAt,
      released_at: assignment.releasedAt,
      settings: JSON.stringify(assignment.settings),
      created_at: assignment.createdAt,
    })
    .execute();
  await db
    .insertInto('assignment_activity')
    .values(
      assignment.activities.map(({ id: activity, hash }, position) => ({
        assignment: id,
        position,
        activity,
        content_hash: hash,
      })),
    )
    .execute();
}

/** With their activities, in the order of the rows. */
async function whole(db: Db, rows: readonly Tables['assignment'][]): Promise<Assignment[]> {
  if (rows.length === 0) return [];
  const activities = await db
    .selectFrom('assignment_activity')
    .select(['assignment', 'activity', 'content_hash'])
    .where(
      'assignment',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('assignment')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    class: row.class,
    course: row.course,
    module: row.module,
    title: row.title,
    mode: row.mode,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    releasedAt: row.released_at,
    settings: JSON.parse(row.settings) as Settings,
    createdAt: row.created_at,
    activities: activities
      .filter(({ assignment }) => assignment === row.id)
      .map(({ activity, content_hash }) => ({ id: activity, hash: content_hash as ContentHash })),
  }));
}

export async function find(db: Db, id: string): Promise<Assignment | null> {
  const rows = await db.selectFrom('assignment').selectAll().where('id', '=', id).execute();
  return (await whole(db, rows))[0] ?? null;
}

/** Those of a class, the latest first. */
export async function ofClass(db: Db, id: string): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('assignment')
    .selectAll()
    .where('class', '=', id)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return whole(db, rows);
}

/** An assignment of a class that a person is in, with what this person is allowed. */
export interface Given {
  readonly assignment: Assignment;
  readonly class: string;
  readonly member: string;
  readonly allowance: Allowance;
  /** The most extra minutes that anybody has in it. */
  readonly longestExtra: number;
}

/** Of all classes this person is in and was not removed from, archived ones left out; the latest first. */
export async function givenTo(db: Db, person: PersonId): Promise<Given[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('class', 'class.id', 'member.class')
    .innerJoin('assignment', 'assignment.class', 'class.id')
    .leftJoin('allowance', (join) =>
      join.onRef('allowance.assignment', '=', 'assignment.id').onRef('allowance.member', '=', 'member.id'),
    )
    .selectAll('assignment')
    .select(['class.name', 'member.id as member', 'extra_minutes', 'extra_attempts', 'excused'])
    .select((eb) =>
      eb
        .selectFrom('allowance as any_of')
        .whereRef('any_of.assignment', '=', 'assignment.id')
        .select((max) => max.fn.max('any_of.extra_minutes').as('longest'))
        .as('longest'),
    )
    .where('member.person', '=', person)
    .where('member.removed_at', 'is', null)
    .where('class.archived_at', 'is', null)
    .orderBy('assignment.created_at', 'desc')
    .orderBy('assignment.id')
    .execute();
  const assignments = await whole(db, rows);
  return rows.flatMap((row, i) => {
    const assignment = assignments[i];
    return assignment === undefined
      ? []
      : [
          {
            assignment,
            class: row.name,
            member: row.member,
            allowance: {
              extraMinutes: row.extra_minutes ?? 0,
              extraAttempts: row.extra_attempts ?? 0,
              excused: row.excused === 1,
            },
            longestExtra: row.longest ?? 0,
          },
        ];
  });
}

/** Changes when it is due, closes or was released; what is not named stays. */
export async function change(
  db: Db,
  id: string,
  { dueAt, closesAt, releasedAt }: Partial<Omit<Times, 'opensAt'>>,
): Promise<void> {
  await db
    .updateTable('assignment')
    .set({
      ...(dueAt === undefined ? {} : { due_at: dueAt }),
      ...(closesAt === undefined ? {} : { closes_at: closesAt }),
      ...(releasedAt === undefined ? {} : { released_at: releasedAt }),
    })
    .where('id', '=', id)
    .execute();
}

/** With its allowances and what ties attempts to it; the attempts themselves stay with their people. */
export async function remove(db: Db, id: string): Promise<void> {
  await db.deleteFrom('assignment').where('id', '=', id).execute();
}
