// The assignments of a class as a list, with how many pupils have begun each.
import type { AssignmentLine } from '#lib/domain/classes/pages.ts';
import type { Db } from '../db/tables.ts';

/** The newest first. */
export async function ofClass(db: Db, id: string): Promise<AssignmentLine[]> {
  const rows = await db
    .selectFrom('assignment')
    .select(['assignment.id', 'assignment.title', 'assignment.due_at', 'assignment.closes_at'])
    .select((eb) =>
      eb
        .selectFrom('assigned_attempt')
        .innerJoin('member', 'member.id', 'assigned_attempt.member')
        .whereRef('assigned_attempt.assignment', '=', 'assignment.id')
        .where('member.removed_at', 'is', null)
        .select((count) => count.fn.count<number>('assigned_attempt.member').distinct().as('n'))
        .as('started'),
    )
    .where('assignment.class', '=', id)
    .orderBy('assignment.created_at', 'desc')
    .orderBy('assignment.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    started: row.started ?? 0,
  }));
}
