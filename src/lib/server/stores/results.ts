// What was done for assignments, as results need it: pupils by page, their attempts, and what each attempt answered.
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import type { Score } from '#lib/domain/attempt/score.ts';
import type { Allowance } from '#lib/domain/assignment/deadline.ts';
import type { AttemptId, ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import * as members from './members.ts';

export interface Pupil {
  readonly id: string;
  readonly name: string;
}

const present = (db: Db, id: string) =>
  db.selectFrom('member').where('class', '=', id).where('removed_at', 'is', null);

export async function countPupils(db: Db, id: string): Promise<number> {
  const row = await present(db, id)
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The pupils of a class who were not removed, by name: so many from an offset on. */
export async function pupils(
  db: Db,
  id: string,
  { offset = 0, limit }: { readonly offset?: number; readonly limit: number },
): Promise<Pupil[]> {
  // The databases order names by their code points: all of them are read, and put in order here.
  return (await members.roster(db, id)).slice(offset, offset + limit);
}

/** One attempt made for an assignment, with what it came to. */
export interface Made {
  readonly attempt: AttemptId;
  readonly assignment: string;
  readonly member: string;
  readonly activity: string;
  /** 1 for the first of the member at the activity, and so on. */
  readonly number: number;
  readonly began: number;
  readonly handedInAt: number | null;
  readonly points: number | null;
  readonly max: number | null;
  /** The last step's name: the ending of a track that is over. */
  readonly step: string | null;
}

const MILLION = 1e6;
const made = (db: Db) =>
  db
    .selectFrom('assigned_attempt')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .leftJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
    .select(['assigned_attempt.attempt', 'assigned_attempt.assignment', 'assigned_attempt.member'])
    .select(['assigned_attempt.activity', 'assigned_attempt.number', 'assigned_attempt.handed_in_at'])
    .select(['attempt.created_at', 'attempt_state.step', 'attempt_score.points_e6', 'attempt_score.max'])
    .orderBy('assigned_attempt.member')
    .orderBy('assigned_attempt.assignment')
    .orderBy('assigned_attempt.activity')
    .orderBy('assigned_attempt.number');
type MadeRow = Awaited<ReturnType<ReturnType<typeof made>['execute']>>[number];
const fromRow = (row: MadeRow): Made => ({
  attempt: row.attempt as AttemptId,
  assignment: row.assignment,
  member: row.member,
  activity: row.activity,
  number: row.number,
  began: row.created_at,
  handedInAt: row.handed_in_at,
  points: row.points_e6 === null ? null : row.points_e6 / MILLION,
  max: row.max,
  step: row.step,
});

/** All attempts that these pupils made for assignments: by pupil, assignment, activity and number. */
export async function madeBy(db: Db, members: readonly string[]): Promise<Made[]> {
  if (members.length === 0) return [];
  return (await made(db).where('assigned_attempt.member', 'in', members).execute()).map(fromRow);
}

/** All attempts made for one assignment, those of removed pupils left out; in the same order. */
export async function madeFor(db: Db, assignment: string): Promise<Made[]> {
  const rows = await made(db)
    .innerJoin('member', 'member.id', 'assigned_attempt.member')
    .where('assigned_attempt.assignment', '=', assignment)
    .where('member.removed_at', 'is', null)
    .execute();
  return rows.map(fromRow);
}

export interface Allowed extends Allowance {
  readonly assignment: string;
  readonly member: string;
}
/** What these pupils are allowed beyond the others, in all their assignments. */
export async function allowedTo(db: Db, members: readonly string[]): Promise<Allowed[]> {
  if (members.length === 0) return [];
  const rows = await db.selectFrom('allowance').selectAll().where('member', 'in', members).execute();
  return rows.map((row) => ({
    assignment: row.assignment,
    member: row.member,
    extraMinutes: row.extra_minutes,
    extraAttempts: row.extra_attempts,
    excused: row.excused === 1,
  }));
}

/** The most extra minutes that anybody has, by assignment; those where nobody has any are left out. */
export async function longestExtras(
  db: Db,
  assignments: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (assignments.length === 0) return new Map();
  const rows = await db
    .selectFrom('allowance')
    .select('assignment')
    .select((max) => max.fn.max('extra_minutes').as('longest'))
    .where('assignment', 'in', assignments)
    .groupBy('assignment')
    .execute();
  return new Map(rows.map(({ assignment, longest }) => [assignment, longest]));
}

/** What one attempt answered and was given for it. */
export interface Answered {
  readonly attempt: AttemptId;
  readonly seed: string;
  readonly form: 'open' | 'sealed';
  readonly hash: ContentHash;
  readonly state: AttemptState | null;
  /** Null where the attempt is not scored. */
  readonly score: Score | null;
}

/** Kept states and scores of these attempts, in no order. */
export async function answersOf(db: Db, attempts: readonly AttemptId[]): Promise<Answered[]> {
  if (attempts.length === 0) return [];
  const rows = await db
    .selectFrom('attempt')
    .leftJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
    .select(['attempt.id', 'attempt.seed', 'attempt.form', 'attempt.content_hash'])
    .select(['attempt_state.json as state', 'attempt_score.json as score'])
    .where('attempt.id', 'in', attempts)
    .execute();
  return rows.map((row) => ({
    attempt: row.id as AttemptId,
    seed: row.seed,
    form: row.form,
    hash: row.content_hash as ContentHash,
    state: row.state === null ? null : (JSON.parse(row.state) as AttemptState),
    score: row.score === null ? null : (JSON.parse(row.score) as Score),
  }));
}

/** When each item was last answered, by "attempt item". */
export async function respondedAt(
  db: Db,
  attempts: readonly AttemptId[],
): Promise<ReadonlyMap<string, number>> {
  if (attempts.length === 0) return new Map();
  const rows = await db
    .selectFrom('attempt_event')
    .select(['attempt', 'at', 'json'])
    .where('attempt', 'in', attempts)
    .where('type', '=', 'responded')
    .orderBy('attempt')
    .orderBy('seq')
    .execute();
  return new Map(
    rows.map(({ attempt, at, json }) => [`${attempt} ${(JSON.parse(json) as { item: string }).item}`, at]),
  );
}

/** When a content version first came into use. */
export async function versionSince(db: Db, hash: ContentHash): Promise<number | null> {
  const row = await db
    .selectFrom('content_version')
    .select('created_at')
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.created_at ?? null;
}
