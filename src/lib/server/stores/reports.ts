// Reports of pupils that something is wrong with a question they were asked; each waits until its teacher has handled it.
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { OpenReport } from '#lib/domain/live/board.ts';
import type { Db } from '../db/tables.ts';

export interface Report {
  readonly id: string;
  readonly attempt: AttemptId;
  readonly item: string;
  readonly text: string;
  readonly createdAt: number;
  readonly handledAt: number | null;
}
/** A report with whose it is, and of which work. */
export interface ClassReport extends Report {
  readonly member: string;
  readonly name: string;
  readonly assignment: string;
  readonly title: string;
}

/** False when the attempt has one of this item already: the first stands. */
export async function add(db: Db, report: Omit<Report, 'handledAt'>): Promise<boolean> {
  const { id, attempt, item, text, createdAt } = report;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('report')
    .values({ id, attempt, item, text, created_at: createdAt, handled_at: null })
    .onConflict((conflict) => conflict.columns(['attempt', 'item']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The items reported in an attempt. */
export async function itemsOf(db: Db, attempt: AttemptId): Promise<string[]> {
  const rows = await db.selectFrom('report').select('item').where('attempt', '=', attempt).execute();
  return rows.map(({ item }) => item);
}

const inClass = (db: Db, id: string) =>
  db
    .selectFrom('report')
    .innerJoin('assigned_attempt', 'assigned_attempt.attempt', 'report.attempt')
    .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
    .innerJoin('member', 'member.id', 'assigned_attempt.member')
    .where('assignment.class', '=', id)
    .where('member.removed_at', 'is', null);

/** Those of a class that wait. */
export async function openIn(db: Db, id: string): Promise<OpenReport[]> {
  return inClass(db, id)
    .select(['report.id', 'assigned_attempt.member'])
    .where('report.handled_at', 'is', null)
    .orderBy('report.created_at')
    .orderBy('report.id')
    .execute();
}

/** So many of a class at most: those that wait, the oldest first; or those that were handled, the latest first. */
export async function ofClass(
  db: Db,
  id: string,
  { handled, limit }: { readonly handled: boolean; readonly limit: number },
): Promise<ClassReport[]> {
  const query = inClass(db, id)
    .selectAll('report')
    .select(['assigned_attempt.member', 'member.name', 'assignment.id as assignment', 'assignment.title'])
    .limit(limit);
  const rows = await (
    handled
      ? query.where('report.handled_at', 'is not', null).orderBy('report.handled_at', 'desc')
      : query.where('report.handled_at', 'is', null).orderBy('report.created_at')
  )
    .orderBy('report.id')
    .execute();
  return rows.map(({ attempt, created_at, handled_at, ...row }) => ({
    ...row,
    attempt: attempt as AttemptId,
    createdAt: created_at,
    handledAt: handled_at,
  }));
}

/** Handled at a moment, or with null waiting again; false when the class has no such report. */
export async function setHandled(db: Db, id: string, report: string, at: number | null): Promise<boolean> {
  const found = await inClass(db, id).select('report.id').where('report.id', '=', report).executeTakeFirst();
  if (found === undefined) return false;
  await db.updateTable('report').set({ handled_at: at }).where('id', '=', report).execute();
  return true;
}
