// Scores and their rebuilding: everything here is derived from the logs and can be dropped at any time.
import type { Score } from '#lib/domain/attempt/score.ts';
import type { AttemptId, ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

const MILLION = 1e6;

/** A score with the content and the version of the scorer that gave it. */
export interface Scored {
  readonly hash: ContentHash;
  readonly scorer: number;
  readonly score: Score;
}

const rowOf = (attempt: AttemptId, { hash, scorer, score }: Scored) =>
  ({
    attempt,
    // Scores are rounded to millionths already: this only undoes the binary fraction.
    points_e6: Math.round(score.points * MILLION),
    max: score.max,
    content_hash: hash,
    scorer_version: scorer,
    json: JSON.stringify(score),
  }) as const;

/** Keeps the score of a finished attempt; an earlier one gives way. */
export async function put(db: Db, attempt: AttemptId, scored: Scored): Promise<void> {
  const row = rowOf(attempt, scored);
  const { attempt: _key, ...values } = row;
  await db
    .insertInto('attempt_score')
    .values(row)
    .onConflict((conflict) => conflict.column('attempt').doUpdateSet(values))
    .execute();
}

/** Points and maximum of those attempts that have a score. */
export async function ofAttempts(
  db: Db,
  attempts: readonly AttemptId[],
): Promise<Map<AttemptId, { readonly points: number; readonly max: number }>> {
  if (attempts.length === 0) return new Map();
  const rows = await db
    .selectFrom('attempt_score')
    .select(['attempt', 'points_e6', 'max'])
    .where('attempt', 'in', attempts)
    .execute();
  return new Map(
    rows.map((row) => [row.attempt as AttemptId, { points: row.points_e6 / MILLION, max: row.max }]),
  );
}

/** The ids of the next attempts after `after` in the order of their ids: a page of all there are. */
export async function nextAttempts(db: Db, after: AttemptId | null, limit: number): Promise<AttemptId[]> {
  const rows = await db
    .selectFrom('attempt')
    .select('id')
    .$if(after !== null, (query) => query.where('id', '>', after as AttemptId))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id as AttemptId);
}

/** Takes away what is derived from one attempt's log, and gives it as text to compare with. */
export async function drop(db: Db, attempt: AttemptId): Promise<string> {
  const state = await db
    .deleteFrom('attempt_state')
    .where('attempt', '=', attempt)
    .returningAll()
    .executeTakeFirst();
  const score = await db
    .deleteFrom('attempt_score')
    .where('attempt', '=', attempt)
    .returningAll()
    .executeTakeFirst();
  return JSON.stringify([state ?? null, score ?? null]);
}

/** What is derived from one attempt's log at present, as text to compare with. */
export async function derived(db: Db, attempt: AttemptId): Promise<string> {
  const state = await db
    .selectFrom('attempt_state')
    .where('attempt', '=', attempt)
    .selectAll()
    .executeTakeFirst();
  const score = await db
    .selectFrom('attempt_score')
    .where('attempt', '=', attempt)
    .selectAll()
    .executeTakeFirst();
  return JSON.stringify([state ?? null, score ?? null]);
}
