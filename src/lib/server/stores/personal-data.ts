// Everything the database holds of one person, for whoever asks for their own data.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

const account = (db: Db, person: PersonId) =>
  db
    .selectFrom('account')
    .select(['name', 'email', 'sign_in_name', 'teaches', 'created_at'])
    .where('person', '=', person)
    .executeTakeFirst();

/** When the key of words was made; its hash says nothing to anybody. */
const words = (db: Db, person: PersonId) =>
  db.selectFrom('word_key').select('created_at').where('person', '=', person).execute();

const sessions = (db: Db, person: PersonId) =>
  db
    .selectFrom('session')
    .select(['created_at', 'last_seen', 'expires_at'])
    .where('person', '=', person)
    .orderBy('created_at')
    .execute();

const taught = (db: Db, person: PersonId) =>
  db
    .selectFrom('class_teacher')
    .innerJoin('class', 'class.id', 'class_teacher.class')
    .select(['class.name', 'class.sample', 'class_teacher.owner', 'class_teacher.created_at'])
    .select(['class.archived_at', 'class.keep_until'])
    .where('class_teacher.person', '=', person)
    .orderBy('class_teacher.created_at')
    .execute();

const entries = (db: Db, person: PersonId) =>
  db
    .selectFrom('member')
    .innerJoin('class', 'class.id', 'member.class')
    .select(['member.id', 'member.name', 'class.name as class'])
    .select(['member.created_at', 'member.joined_at', 'member.removed_at'])
    .where('member.person', '=', person)
    .orderBy('member.created_at')
    .execute();

const allowances = (db: Db, person: PersonId) =>
  db
    .selectFrom('allowance')
    .innerJoin('member', 'member.id', 'allowance.member')
    .innerJoin('assignment', 'assignment.id', 'allowance.assignment')
    .select(['assignment.title', 'allowance.extra_minutes', 'allowance.extra_attempts', 'allowance.excused'])
    .where('member.person', '=', person)
    .execute();

const attempts = (db: Db, person: PersonId) =>
  db
    .selectFrom('attempt')
    .leftJoin('assigned_attempt', 'assigned_attempt.attempt', 'attempt.id')
    .leftJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
    .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
    .select(['attempt.id', 'attempt.course', 'attempt.activity', 'attempt.kind', 'attempt.form'])
    .select(['attempt.content_hash', 'attempt.created_at', 'attempt.parent', 'attempt.item'])
    .select(['assignment.title as assignment', 'assigned_attempt.handed_in_at'])
    .select(['attempt_score.points_e6', 'attempt_score.max'])
    .where('attempt.person', '=', person)
    .orderBy('attempt.created_at')
    .orderBy('attempt.id')
    .execute();

const exam = (db: Db, person: PersonId) =>
  db.selectFrom('review_plan').select('exam_on').where('person', '=', person).executeTakeFirst();

const events = (db: Db, person: PersonId) =>
  db
    .selectFrom('attempt_event')
    .innerJoin('attempt', 'attempt.id', 'attempt_event.attempt')
    .select(['attempt_event.attempt', 'attempt_event.at', 'attempt_event.json', 'attempt_event.claimed_at'])
    .where('attempt.person', '=', person)
    .orderBy('attempt_event.attempt')
    .orderBy('attempt_event.seq')
    .execute();

const reports = (db: Db, person: PersonId) =>
  db
    .selectFrom('report')
    .innerJoin('attempt', 'attempt.id', 'report.attempt')
    .select(['report.item', 'report.text', 'report.created_at', 'report.handled_at'])
    .where('attempt.person', '=', person)
    .orderBy('report.created_at')
    .execute();

/** When they began as somebody who has become them since. */
const earlier = (db: Db, person: PersonId) =>
  db
    .selectFrom('person_alias')
    .select('created_at')
    .where('person', '=', person)
    .orderBy('created_at')
    .execute();

const actions = (db: Db, person: PersonId) =>
  db
    .selectFrom('audit')
    .innerJoin('class', 'class.id', 'audit.class')
    .select(['class.name as class', 'audit.action', 'audit.created_at'])
    .where('audit.person', '=', person)
    .orderBy('audit.created_at')
    .execute();

/** Rows as they are stored; null for a person who is not there. */
export async function of(db: Db, person: PersonId) {
  const row = await db.selectFrom('person').select('created_at').where('id', '=', person).executeTakeFirst();
  if (row === undefined) return null;
  return {
    known_since: row.created_at,
    exam_on: (await exam(db, person))?.exam_on ?? null,
    account: (await account(db, person)) ?? null,
    key_of_words: await words(db, person),
    sessions: await sessions(db, person),
    taught: await taught(db, person),
    entries: await entries(db, person),
    allowances: await allowances(db, person),
    attempts: await attempts(db, person),
    events: await events(db, person),
    reports: await reports(db, person),
    actions: await actions(db, person),
    earlier_guests: await earlier(db, person),
  };
}
