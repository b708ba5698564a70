// Everything that is stored of a class, list by list, for its export.
import type { AttemptEvent } from '#lib/domain/attempt/events.ts';
import type { Policy } from '#lib/domain/attempt/policy.ts';
import type { Score } from '#lib/domain/attempt/score.ts';
import { inOrder } from '../db/by-name.ts';
import type { Db } from '../db/tables.ts';

/** Every entry, removed ones among them. */
export async function pupils(db: Db, id: string) {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'created_at', 'joined_at', 'removed_at'])
    .where('class', '=', id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return inOrder(rows).map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    joinedAt: row.joined_at,
    removedAt: row.removed_at,
  }));
}

export async function allowances(db: Db, id: string) {
  const rows = await db
    .selectFrom('allowance')
    .innerJoin('assignment', 'assignment.id', 'allowance.assignment')
    .selectAll('allowance')
    .where('assignment.class', '=', id)
    .orderBy('allowance.assignment')
    .orderBy('allowance.member')
    .execute();
  return rows.map((row) => ({
    assignment: row.assignment,
    pupil: row.member,
    extraMinutes: row.extra_minutes,
    extraAttempts: row.extra_attempts,
    excused: row.excused === 1,
  }));
}

/** Attempts read at once, each with its whole log. */
const PORTION = 100;

/** Every attempt made for an assignment of the class, with its log and its score, in the order of their ids; of practice only that it was done. */
export async function* attempts(db: Db, id: string) {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('assigned_attempt')
      .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
      .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
      .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
      .selectAll('assigned_attempt')
      .select(['attempt.form', 'attempt.content_hash', 'attempt.created_at', 'attempt.policy'])
      .select(['attempt_score.json as score', 'assignment.mode'])
      .where('assignment.class', '=', id)
      .where('assigned_attempt.attempt', '>', after)
      .orderBy('assigned_attempt.attempt')
      .limit(PORTION)
      .execute();
    if (rows.length === 0) return;
    const events = await db
      .selectFrom('attempt_event')
      .select(['attempt', 'seq', 'at', 'json'])
      .where(
        'attempt',
        'in',
        rows.map(({ attempt }) => attempt),
      )
      .orderBy('attempt')
      .orderBy('seq')
      .execute();
    const logs = Map.groupBy(events, ({ attempt }) => attempt);
    for (const row of rows)
      yield {
        id: row.attempt,
        assignment: row.assignment,
        pupil: row.member,
        activity: row.activity,
        number: row.number,
        form: row.form,
        contentHash: row.content_hash,
        policy: row.policy === null ? null : (JSON.parse(row.policy) as Policy),
        beganAt: row.created_at,
        handedInAt: row.handed_in_at,
        ...(row.mode === 'practice'
          ? {}
          : {
              score: row.score === null ? null : (JSON.parse(row.score) as Score),
              log: (logs.get(row.attempt) ?? []).map(({ seq, at, json }) => ({
                seq,
                at,
                event: JSON.parse(json) as AttemptEvent,
              })),
            }),
      };
    after = rows.at(-1)?.attempt ?? '';
  }
}

export async function reports(db: Db, id: string) {
  const rows = await db
    .selectFrom('report')
    .innerJoin('assigned_attempt', 'assigned_attempt.attempt', 'report.attempt')
    .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
    .selectAll('report')
    .where('assignment.class', '=', id)
    .orderBy('report.created_at')
    .orderBy('report.id')
    .execute();
  return rows.map((row) => ({
    attempt: row.attempt,
    item: row.item,
    text: row.text,
    createdAt: row.created_at,
    handledAt: row.handled_at,
  }));
}

export async function regrades(db: Db, id: string) {
  const rows = await db
    .selectFrom('regrade')
    .innerJoin('assignment', 'assignment.id', 'regrade.assignment')
    .selectAll('regrade')
    .where('assignment.class', '=', id)
    .orderBy('regrade.created_at')
    .orderBy('regrade.id')
    .execute();
  return rows.map((row) => ({
    assignment: row.assignment,
    activity: row.activity,
    item: row.item,
    createdAt: row.created_at,
    what: JSON.parse(row.json) as unknown,
  }));
}

export async function audit(db: Db, id: string) {
  const rows = await db
    .selectFrom('audit')
    .select(['action', 'json', 'created_at'])
    .where('class', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    action: row.action,
    at: row.created_at,
    facts: JSON.parse(row.json) as unknown,
  }));
}
