// Everything the database holds of one entry of a class: the name, and what was done for the class's assignments.
import type { Db } from '../db/tables.ts';

const attempts = (db: Db, member: string) =>
  db
    .selectFrom('assigned_attempt')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
    .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
    .select([
      'attempt.id',
      'assignment.title as assignment',
      'assignment.mode',
      'attempt.activity',
      'attempt.kind',
    ])
    .select(['attempt.form', 'attempt.content_hash', 'attempt.created_at'])
    .select(['assigned_attempt.number', 'assigned_attempt.handed_in_at'])
    .select(['attempt_score.points_e6', 'attempt_score.max'])
    .where('assigned_attempt.member', '=', member)
    .orderBy('attempt.created_at')
    .orderBy('attempt.id')
    .execute();

const events = (db: Db, member: string) =>
  db
    .selectFrom('attempt_event')
    .innerJoin('assigned_attempt', 'assigned_attempt.attempt', 'attempt_event.attempt')
    .select(['attempt_event.attempt', 'attempt_event.at', 'attempt_event.json'])
    .where('assigned_attempt.member', '=', member)
    .orderBy('attempt_event.attempt')
    .orderBy('attempt_event.seq')
    .execute();

const reports = (db: Db, member: string) =>
  db
    .selectFrom('report')
    .innerJoin('assigned_attempt', 'assigned_attempt.attempt', 'report.attempt')
    .select(['report.item', 'report.text', 'report.created_at', 'report.handled_at'])
    .where('assigned_attempt.member', '=', member)
    .orderBy('report.created_at')
    .execute();

const allowances = (db: Db, member: string) =>
  db
    .selectFrom('allowance')
    .innerJoin('assignment', 'assignment.id', 'allowance.assignment')
    .select(['assignment.title as assignment', 'extra_minutes', 'extra_attempts', 'excused'])
    .where('allowance.member', '=', member)
    .execute();

/** Rows as they are stored, but for ids of people. */
export async function of(db: Db, member: string) {
  return {
    attempts: await attempts(db, member),
    events: await events(db, member),
    reports: await reports(db, member),
    allowances: await allowances(db, member),
  };
}
