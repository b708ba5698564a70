// Attempts and their logs: begin, append, find. The keys of the log settle every race; a conflict is an error of the database.
import type { AttemptEvent, LoggedEvent } from '#lib/domain/attempt/events.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import type { Policy } from '#lib/domain/attempt/policy.ts';
import type { Form } from '#lib/domain/content/compiled.ts';
import type { AttemptId, CommandId, ContentHash, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Addition } from '../db/group-commit.ts';
import { preparedInsert } from '../db/prepared.ts';
import { flag, type Db, type Tables } from '../db/tables.ts';

/** What is settled when an attempt begins and never changes. */
export interface Attempt {
  readonly id: AttemptId;
  readonly person: PersonId;
  readonly course: string;
  readonly activity: string;
  readonly kind: 'quiz' | 'track';
  readonly form: Form;
  readonly hash: ContentHash;
  readonly seed: string;
  readonly scored: boolean;
  /** For an attempt that was played again from a decision: whence, and the seq of the move it leaves out. */
  readonly branch: { readonly parent: AttemptId; readonly scene: string; readonly seq: number } | null;
  readonly beginCommand: CommandId;
  readonly createdAt: number;
  /** How an assignment wants it played; null for the usual way of its form. */
  readonly policy: Policy | null;
  /** The question of a review, which asks it alone; null for all other attempts. */
  readonly item: string | null;
}

/** The state after the event `seq`, and the time of that event. */
export interface Kept {
  readonly seq: number;
  readonly latestAt: number;
  readonly state: AttemptState;
}

/** An attempt with the length of its log; `kept` is null when the state beside the log is missing. */
export interface StoredAttempt extends Attempt {
  readonly events: number;
  readonly kept: Kept | null;
}

const eventRow = (
  attempt: AttemptId,
  { seq, command, at, event, claimedAt = null }: LoggedEvent,
): Tables['attempt_event'] => ({
  attempt,
  seq,
  command,
  at,
  type: event.type,
  json: JSON.stringify(event),
  claimed_at: claimedAt,
});

const insertEvents = preparedInsert<'attempt_event', Tables['attempt_event']>((db, rows) =>
  db.insertInto('attempt_event').values(rows),
);

const insertStates = preparedInsert<'attempt_state', Tables['attempt_state']>((db, rows) =>
  db
    .insertInto('attempt_state')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('attempt')
        .doUpdateSet(({ ref }) => ({
          seq: ref('excluded.seq'),
          latest_at: ref('excluded.latest_at'),
          step: ref('excluded.step'),
          done: ref('excluded.done'),
          json: ref('excluded.json'),
        }))
        .whereRef('attempt_state.seq', '<=', 'excluded.seq'),
    ),
);

const stateRow = (attempt: AttemptId, { seq, latestAt, state }: Kept): Tables['attempt_state'] => ({
  attempt,
  seq,
  latest_at: latestAt,
  step: state.at,
  done: flag(state.done),
  json: JSON.stringify(state),
});

/** Writes the state after an event; one that is behind the state already there is left out. */
export const keepState = (db: Db, attempt: AttemptId, kept: Kept): Promise<void> =>
  insertStates(db, [stateRow(attempt, kept)]);

const attemptRow = ({ branch, ...attempt }: Attempt): Tables['attempt'] => ({
  id: attempt.id,
  person: attempt.person,
  course: attempt.course,
  activity: attempt.activity,
  kind: attempt.kind,
  form: attempt.form,
  content_hash: attempt.hash,
  seed: attempt.seed,
  scored: flag(attempt.scored),
  parent: branch?.parent ?? null,
  fork_scene: branch?.scene ?? null,
  fork_seq: branch?.seq ?? null,
  begin_command: attempt.beginCommand,
  created_at: attempt.createdAt,
  policy: attempt.policy === null ? null : JSON.stringify(attempt.policy),
  item: attempt.item,
});

/** A new attempt with the events its log begins with (more than one in a branch), and the state after them. */
export async function begin(
  db: Db,
  attempt: Attempt,
  log: readonly LoggedEvent[],
  state: AttemptState,
): Promise<void> {
  await db.insertInto('attempt').values(attemptRow(attempt)).execute();
  await insertEvents(
    db,
    log.map((logged) => eventRow(attempt.id, logged)),
  );
  await keepState(db, attempt.id, { seq: log.length - 1, latestAt: attempt.createdAt, state });
}

/** Attempts with their whole logs, a few statements for all. */
export async function add(
  db: Db,
  all: readonly { readonly attempt: Attempt; readonly log: readonly LoggedEvent[]; readonly kept: Kept }[],
): Promise<void> {
  if (all.length === 0) return;
  await db
    .insertInto('attempt')
    .values(all.map(({ attempt }) => attemptRow(attempt)))
    .execute();
  await insertEvents(
    db,
    all.flatMap(({ attempt, log }) => log.map((logged) => eventRow(attempt.id, logged))),
  );
  await insertStates(
    db,
    all.map(({ attempt, kept }) => stateRow(attempt.id, kept)),
  );
}

/** One more fact of an attempt, and the state after it. */
interface Append {
  readonly attempt: AttemptId;
  readonly logged: LoggedEvent;
  readonly state: AttemptState;
}

async function append(db: Db, all: readonly Append[]): Promise<void> {
  await insertEvents(
    db,
    all.map(({ attempt, logged }) => eventRow(attempt, logged)),
  );
  await insertStates(
    db,
    all.map(({ attempt, logged: { seq, at }, state }) => stateRow(attempt, { seq, latestAt: at, state })),
  );
}

/**
 * One more fact and the state after it, for the unit that records them: the facts of a group go in together.
 * Fails with a conflict when the position or the command is taken.
 */
export const appended = (attempt: AttemptId, logged: LoggedEvent, state: AttemptState): Addition<Append> => ({
  add: append,
  row: { attempt, logged, state },
});

const select = (db: Db) =>
  db
    .selectFrom('attempt')
    .leftJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .selectAll('attempt')
    .select(['attempt_state.seq', 'attempt_state.latest_at', 'attempt_state.json as state'])
    .select((eb) =>
      eb
        .selectFrom('attempt_event')
        .whereRef('attempt_event.attempt', '=', 'attempt.id')
        .select((max) => max.fn.max('attempt_event.seq').as('last'))
        .as('last'),
    );

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const fromRow = (row: Row): StoredAttempt => ({
  id: row.id as AttemptId,
  person: row.person as PersonId,
  course: row.course,
  activity: row.activity,
  kind: row.kind,
  form: row.form,
  hash: row.content_hash as ContentHash,
  seed: row.seed,
  scored: row.scored === 1,
  branch:
    row.parent === null || row.fork_scene === null || row.fork_seq === null
      ? null
      : { parent: row.parent as AttemptId, scene: row.fork_scene, seq: row.fork_seq },
  beginCommand: row.begin_command as CommandId,
  createdAt: row.created_at,
  policy: row.policy === null ? null : (JSON.parse(row.policy) as Policy),
  item: row.item,
  events: (row.last ?? -1) + 1,
  kept:
    row.seq === null || row.latest_at === null || row.state === null
      ? null
      : { seq: row.seq, latestAt: row.latest_at, state: JSON.parse(row.state) as AttemptState },
});

export async function find(db: Db, id: AttemptId): Promise<StoredAttempt | null> {
  const row = await select(db).where('attempt.id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Those of these ids that there are. */
export async function some(db: Db, ids: readonly AttemptId[]): Promise<StoredAttempt[]> {
  if (ids.length === 0) return [];
  return (await select(db).where('attempt.id', 'in', ids).execute()).map(fromRow);
}

/** The attempt that this command of this person has begun. */
export async function begunBy(db: Db, person: PersonId, command: CommandId): Promise<AttemptId | null> {
  const row = await db
    .selectFrom('attempt')
    .select('id')
    .where('person', '=', person)
    .where('begin_command', '=', command)
    .executeTakeFirst();
  return row === undefined ? null : (row.id as AttemptId);
}

/** Those of one person but for reviews, the one touched last first; of one course when it is named. */
export async function ofPerson(
  db: Db,
  person: PersonId,
  { course, limit }: { readonly course?: string | undefined; readonly limit: number },
): Promise<StoredAttempt[]> {
  const rows = await select(db)
    .where('attempt.person', '=', person)
    .where('attempt.item', 'is', null)
    .$if(course !== undefined, (query) => query.where('attempt.course', '=', course ?? ''))
    .orderBy('attempt_state.latest_at', 'desc')
    .orderBy('attempt.id')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** True when the log of the attempt already has the fact that this command led to. */
export async function hasCommand(db: Db, attempt: AttemptId, command: CommandId): Promise<boolean> {
  const row = await db
    .selectFrom('attempt_event')
    .select('seq')
    .where('attempt', '=', attempt)
    .where('command', '=', command)
    .executeTakeFirst();
  return row !== undefined;
}

/** The whole log in its order. */
export async function log(db: Db, attempt: AttemptId): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('attempt_event')
    .select(['seq', 'command', 'at', 'json', 'claimed_at'])
    .where('attempt', '=', attempt)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, command, at, json, claimed_at: claimedAt }) => ({
    seq,
    command: command as CommandId,
    at,
    event: JSON.parse(json) as AttemptEvent,
    ...(claimedAt === null ? {} : { claimedAt }),
  }));
}

/** The last step of each other finished attempt of this person at the activity: a track's endings seen so far. */
export async function lastSteps(db: Db, { person, course, activity, id }: Attempt): Promise<string[]> {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('attempt_state', 'attempt_state.attempt', 'attempt.id')
    .select('attempt_state.step')
    .distinct()
    .where('attempt.person', '=', person)
    .where('attempt.course', '=', course)
    .where('attempt.activity', '=', activity)
    .where('attempt.id', '<>', id)
    .where('attempt_state.done', '=', 1)
    .execute();
  return rows.map((row) => row.step);
}

/** Answers and moves of this person; those that a branch has copied from its parent count once. */
export async function answersOf(db: Db, person: PersonId): Promise<number> {
  const { answers } = await db
    .selectFrom('attempt_event')
    .innerJoin('attempt', 'attempt.id', 'attempt_event.attempt')
    .select((eb) => eb.fn.countAll<number>().as('answers'))
    .where('attempt.person', '=', person)
    .where('attempt_event.type', 'in', ['responded', 'moved'])
    .where((eb) =>
      eb.or([eb('attempt.fork_seq', 'is', null), eb('attempt_event.seq', '>=', eb.ref('attempt.fork_seq'))]),
    )
    .executeTakeFirstOrThrow();
  return Number(answers);
}
