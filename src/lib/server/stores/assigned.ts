// Attempts made for an assignment: which one, by which member, the how manieth, and when it was handed in.
import type { Allowance, Times } from '#lib/domain/assignment/deadline.ts';
import type { Mode, Settings } from '#lib/domain/assignment/settings.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Assigned {
  readonly attempt: AttemptId;
  readonly assignment: string;
  readonly member: string;
  readonly activity: string;
  /** 1 for the first attempt of the member at the activity, and so on. */
  readonly number: number;
  readonly handedInAt: number | null;
}

/** Fails with a conflict when the member has an attempt of this number already. */
export async function begin(
  db: Db,
  { attempt, assignment, member, activity, number }: Omit<Assigned, 'handedInAt'>,
): Promise<void> {
  await db
    .insertInto('assigned_attempt')
    .values({ attempt, assignment, member, activity, number, handed_in_at: null })
    .execute();
}

/** Those that were made elsewhere, handed in or not. */
export async function add(db: Db, all: readonly Assigned[]): Promise<void> {
  if (all.length === 0) return;
  await db
    .insertInto('assigned_attempt')
    .values(all.map(({ handedInAt, ...one }) => ({ ...one, handed_in_at: handedInAt })))
    .execute();
}

/** Marks an attempt as over at a moment; nothing happens to one that is no assigned work, or was handed in. */
export async function handIn(db: Db, attempt: AttemptId, at: number): Promise<void> {
  await db
    .updateTable('assigned_attempt')
    .set({ handed_in_at: at })
    .where('attempt', '=', attempt)
    .where('handed_in_at', 'is', null)
    .execute();
}

/** What decides whether an answer is taken now and whether results are shown: the assignment as it stands for one attempt. */
export interface Work extends Assigned {
  /** Whose attempt it is now: it moves when two entries of a class become one. */
  readonly person: PersonId;
  readonly class: string;
  readonly title: string;
  readonly mode: Mode;
  readonly settings: Settings;
  readonly times: Times;
  readonly allowance: Allowance;
  /** The most extra minutes that anybody has in this assignment. */
  readonly longestExtra: number;
  /** The member has an attempt at the same activity that is not handed in. */
  readonly underWay: boolean;
}

/** The work of each attempt that is some, by attempt. */
export async function works(db: Db, attempts: readonly AttemptId[]): Promise<ReadonlyMap<AttemptId, Work>> {
  if (attempts.length === 0) return new Map();
  const rows = await db
    .selectFrom('assigned_attempt')
    .innerJoin('assignment', 'assignment.id', 'assigned_attempt.assignment')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .leftJoin('allowance', (join) =>
      join
        .onRef('allowance.assignment', '=', 'assigned_attempt.assignment')
        .onRef('allowance.member', '=', 'assigned_attempt.member'),
    )
    .selectAll('assigned_attempt')
    .select([
      'attempt.person',
      'assignment.class',
      'title',
      'mode',
      'settings',
      'opens_at',
      'due_at',
      'closes_at',
      'released_at',
    ])
    .select(['extra_minutes', 'extra_attempts', 'excused'])
    .select((eb) => [
      eb
        .selectFrom('allowance as any_of')
        .whereRef('any_of.assignment', '=', 'assigned_attempt.assignment')
        .select((max) => max.fn.max('any_of.extra_minutes').as('longest'))
        .as('longest'),
      eb
        .selectFrom('assigned_attempt as open')
        .whereRef('open.assignment', '=', 'assigned_attempt.assignment')
        .whereRef('open.member', '=', 'assigned_attempt.member')
        .whereRef('open.activity', '=', 'assigned_attempt.activity')
        .where('open.handed_in_at', 'is', null)
        .select('open.number')
        .limit(1)
        .as('under_way'),
    ])
    .where('assigned_attempt.attempt', 'in', attempts)
    .execute();
  return new Map(
    rows.map((row) => [
      row.attempt as AttemptId,
      {
        attempt: row.attempt as AttemptId,
        person: row.person as PersonId,
        assignment: row.assignment,
        class: row.class,
        member: row.member,
        activity: row.activity,
        number: row.number,
        handedInAt: row.handed_in_at,
        title: row.title,
        mode: row.mode,
        settings: JSON.parse(row.settings) as Settings,
        times: {
          opensAt: row.opens_at,
          dueAt: row.due_at,
          closesAt: row.closes_at,
          releasedAt: row.released_at,
        },
        allowance: {
          extraMinutes: row.extra_minutes ?? 0,
          extraAttempts: row.extra_attempts ?? 0,
          excused: row.excused === 1,
        },
        longestExtra: row.longest ?? 0,
        underWay: row.under_way !== null,
      },
    ]),
  );
}

/** An attempt with where it stands and what it is worth, as far as that is known. */
export interface Standing extends Assigned {
  readonly began: number;
  /** The name of the step it is at; null where the state beside the log is missing. */
  readonly step: string | null;
  readonly points: number | null;
  readonly max: number | null;
}

const MILLION = 1e6;
const select = (db: Db) =>
  db
    .selectFrom('assigned_attempt')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .leftJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .leftJoin('attempt_score', 'attempt_score.attempt', 'attempt.id')
    .selectAll('assigned_attempt')
    .select(['attempt.created_at', 'attempt_state.step', 'attempt_score.points_e6', 'attempt_score.max'])
    .orderBy('assigned_attempt.member')
    .orderBy('assigned_attempt.activity')
    .orderBy('assigned_attempt.number');
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const fromRow = (row: Row): Standing => ({
  attempt: row.attempt as AttemptId,
  assignment: row.assignment,
  member: row.member,
  activity: row.activity,
  number: row.number,
  handedInAt: row.handed_in_at,
  began: row.created_at,
  step: row.step,
  points: row.points_e6 === null ? null : row.points_e6 / MILLION,
  max: row.max,
});

/** All of an assignment: by member, then activity, then number. */
export async function ofAssignment(db: Db, assignment: string): Promise<Standing[]> {
  return (await select(db).where('assignment', '=', assignment).execute()).map(fromRow);
}

/** Those of some members in their assignments, in the same order. */
export async function ofMembers(db: Db, members: readonly string[]): Promise<Standing[]> {
  if (members.length === 0) return [];
  return (await select(db).where('assigned_attempt.member', 'in', members).execute()).map(fromRow);
}
