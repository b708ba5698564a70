// Regrades: what a teacher has adjusted in an assignment, in the order it was done. Rows are added, never changed.
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import type { Form } from '#lib/domain/content/compiled.ts';
import type { AttemptId, ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Deed, Regrade } from '#lib/domain/regrade/history.ts';
import type { Db } from '../db/tables.ts';

export interface StoredRegrade extends Regrade {
  readonly activity: string;
}

const inOrder = (db: Db) =>
  db
    .selectFrom('regrade')
    .select(['regrade.id', 'regrade.activity', 'regrade.item', 'regrade.json', 'regrade.created_at'])
    .orderBy('regrade.created_at')
    .orderBy('regrade.id');
type Row = Awaited<ReturnType<ReturnType<typeof inOrder>['executeTakeFirstOrThrow']>>;

const fromRow = ({ id, activity, item, json, created_at }: Row): StoredRegrade => ({
  id,
  activity,
  item,
  at: created_at,
  deed: JSON.parse(json) as Deed,
});

/** All of an assignment, those of every activity together. */
export async function ofAssignment(db: Db, assignment: string): Promise<StoredRegrade[]> {
  return (await inOrder(db).where('regrade.assignment', '=', assignment).execute()).map(fromRow);
}

/** Those that hold for one attempt: of the assignment it was made for, at its activity. */
export async function ofAttempt(db: Db, attempt: AttemptId): Promise<StoredRegrade[]> {
  const rows = await inOrder(db)
    .innerJoin('assigned_attempt', (join) =>
      join
        .onRef('assigned_attempt.assignment', '=', 'regrade.assignment')
        .onRef('assigned_attempt.activity', '=', 'regrade.activity'),
    )
    .where('assigned_attempt.attempt', '=', attempt)
    .execute();
  return rows.map(fromRow);
}

/** Fails with a conflict when there is one of this id already. */
export async function add(
  db: Db,
  assignment: string,
  { id, activity, item, deed, at }: StoredRegrade,
): Promise<void> {
  await db
    .insertInto('regrade')
    .values({ id, assignment, activity, item, json: JSON.stringify(deed), created_at: at })
    .execute();
}

/**
 * Until the transaction ends nobody else regrades the assignment, and no attempt of it is handed in: one that was
 * handed in just before is among the finished ones, one just after reads the new regrade.
 */
export async function hold(db: Db, assignment: string): Promise<void> {
  await db
    .updateTable('assignment')
    .set(({ ref }) => ({ title: ref('title') }))
    .where('id', '=', assignment)
    .execute();
  await db
    .updateTable('assigned_attempt')
    .set(({ ref }) => ({ number: ref('number') }))
    .where('assignment', '=', assignment)
    .execute();
}

export interface FinishedRow {
  readonly attempt: AttemptId;
  readonly member: string;
  readonly number: number;
  readonly handedInAt: number | null;
  readonly hash: ContentHash;
  readonly seed: string;
  readonly form: Form;
  readonly state: AttemptState;
}

/** The finished attempts of an assignment at one of its activities that have a score. */
export async function finished(db: Db, assignment: string, activity: string): Promise<FinishedRow[]> {
  const rows = await db
    .selectFrom('assigned_attempt')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .innerJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .select(['assigned_attempt.attempt', 'assigned_attempt.member', 'assigned_attempt.number'])
    .select(['assigned_attempt.handed_in_at', 'attempt.content_hash', 'attempt.seed', 'attempt.form'])
    .select('attempt_state.json')
    .where('assigned_attempt.assignment', '=', assignment)
    .where('assigned_attempt.activity', '=', activity)
    .where('attempt.scored', '=', 1)
    .where('attempt_state.done', '=', 1)
    .orderBy('assigned_attempt.member')
    .orderBy('assigned_attempt.number')
    .execute();
  return rows.map((row) => ({
    attempt: row.attempt as AttemptId,
    member: row.member,
    number: row.number,
    handedInAt: row.handed_in_at,
    hash: row.content_hash as ContentHash,
    seed: row.seed,
    form: row.form,
    state: JSON.parse(row.json) as AttemptState,
  }));
}
