// Writes that arrive together commit together: one flush to the disk pays for all, and none is answered before it.
import type { ControlledTransaction } from 'kysely';
import { isCollision } from './failures.ts';
import type { Db, Tables } from './tables.ts';

/** A piece of work that happens as a whole or not at all. It may be run again, so it must do nothing but query. */
export type Unit<T> = (db: Db) => Promise<T>;

/** Rows that many units add alike, each one of them. */
export interface Addition<Row = unknown> {
  /** One function for all rows that may go together. */
  readonly add: (db: Db, rows: readonly Row[]) => Promise<void>;
  readonly row: Row;
}

interface Adding<T> extends Unit<T> {
  readonly addition: Addition;
  readonly rest: Unit<T>;
}

/**
 * A unit that begins with an addition. By itself it adds its own row; a group adds the rows of all of its units in a few
 * statements, and so waits for PostgreSQL a few times instead of once for each row.
 */
export const adding = <T, Row>(addition: Addition<Row>, rest: Unit<T>): Unit<T> =>
  Object.assign(
    async (db: Db) => {
      await addition.add(db, [addition.row]);
      return rest(db);
    },
    { addition, rest },
  );

const isAdding = <T>(unit: Unit<T>): unit is Adding<T> => 'addition' in unit;

/** Runs a unit; resolves once it is durable, rejects with its own error when it alone failed. */
export type Commit = <T>(unit: Unit<T>) => Promise<T>;

interface Waiting {
  readonly unit: Unit<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** How often it has been run. */
  runs: number;
}
type Outcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Bounds how long the first of a group waits for the last. */
const LARGEST_GROUP = 256;
/** Turns of the event loop that a group may grow for, and how many in a row may bring nothing before it is closed. */
const MOST_TURNS = 16;
/**
 * Milliseconds that it may grow for, and no turn more: a flush takes a fraction of one, so nothing is gained by waiting
 * longer, and the turns of a server that is flooded with other requests are long.
 */
const LONGEST_GATHERING = 40;
const QUIET_TURNS = 2;

/** How often a unit is run that only met with another process, before that is its answer. */
const MOST_RUNS = 4;

const SAVEPOINT = 'unit';

type Way = (trx: ControlledTransaction<Tables>, group: readonly Waiting[]) => Promise<readonly Outcome[]>;

/** All additions, then the rest one after the other, without savepoints and up to the first that fails. */
const together: Way = async (trx, group) => {
  const outcomes: Outcome[] = [];
  try {
    const additions = group.flatMap(({ unit }) => (isAdding(unit) ? unit.addition : []));
    for (const [add, alike] of Map.groupBy(additions, ({ add }) => add))
      await add(
        trx,
        alike.map(({ row }) => row),
      );
    for (const { unit } of group)
      outcomes.push({ ok: true, value: await (isAdding(unit) ? unit.rest : unit)(trx) });
  } catch (error) {
    outcomes.push({ ok: false, error });
  }
  return outcomes;
};

/** Each unit in a savepoint of its own: one that fails takes back its own work alone. */
const apart: Way = async (trx, group) => {
  const outcomes: Outcome[] = [];
  for (const { unit } of group) {
    const at = await trx.savepoint(SAVEPOINT).execute();
    try {
      outcomes.push({ ok: true, value: await unit(at) });
    } catch (error) {
      const takeBack = at.rollbackToSavepoint(SAVEPOINT).execute();
      // SQLite ends the whole transaction by itself when the disk is full: then the group has failed, for that reason.
      await takeBack.catch(() => Promise.reject(error as Error));
      outcomes.push({ ok: false, error });
    }
    await at.releaseSavepoint(SAVEPOINT).execute();
  }
  return outcomes;
};

/** What became of the units; `keep` says whether it is to be committed. Throws what kept the transaction from ending well. */
async function inTransaction(
  db: Db,
  group: readonly Waiting[],
  way: Way,
  keep: (outcomes: readonly Outcome[]) => boolean,
): Promise<readonly Outcome[]> {
  const trx = await db.startTransaction().execute();
  // A transaction that the database has ended by itself cannot be rolled back; what went wrong before says why.
  const rollback = (): Promise<void> =>
    trx
      .rollback()
      .execute()
      .catch(() => {});
  try {
    const outcomes = await way(trx, group);
    if (keep(outcomes)) await trx.commit().execute();
    else await rollback();
    return outcomes;
  } catch (error) {
    await rollback();
    throw error;
  }
}

const allWell = (outcomes: readonly Outcome[]): boolean => outcomes.every(({ ok }) => ok);

/**
 * Never throws: a group whose transaction fails has failed as a whole, each member with that error. Gives those that are
 * to be run again: another process held what they needed and needed what this group held.
 */
async function settle(db: Db, group: readonly Waiting[]): Promise<readonly Waiting[]> {
  let outcomes: readonly Outcome[];
  try {
    outcomes = await inTransaction(db, group, together, allWell);
    if (!allWell(outcomes) && group.length > 1) outcomes = await inTransaction(db, group, apart, () => true);
  } catch (error) {
    outcomes = group.map(() => ({ ok: false, error }));
  }
  return group.filter((one, i) => {
    const outcome = outcomes[i] as Outcome;
    if (outcome.ok) one.resolve(outcome.value);
    else if (isCollision(outcome.error) && ++one.runs < MOST_RUNS) return true;
    else one.reject(outcome.error);
    return false;
  });
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The queue of one database. Groups follow one another; within a group, units run in the order of their arrival, after
 * the additions of all of them.
 * `onGroup` hears how many units each group had.
 */
export function groupCommit(db: Db, onGroup: (units: number) => void = () => {}): Commit {
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Requests that are already being read reach the queue within the next turns. An idle server takes its turns in
      // microseconds; a busy one spends them on those very requests.
      const until = performance.now() + LONGEST_GATHERING;
      for (
        let turn = 0, quiet = 0;
        turn < MOST_TURNS && quiet < QUIET_TURNS && performance.now() < until;
        turn++
      ) {
        const before = waiting.length;
        await nextTurn();
        quiet = waiting.length > before ? 0 : quiet + 1;
      }
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      const again = await settle(db, group);
      waiting = [...again, ...waiting];
      if (again.length < group.length) onGroup(group.length - again.length);
    }
    running = false;
  }

  return <T>(unit: Unit<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ unit, resolve: resolve as (value: unknown) => void, reject, runs: 0 });
      if (!running) void run();
    });
}
