// Drops what is derived from the logs and derives it again: kept states and scores. Nothing should change.
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Connection } from '../db/connect.ts';
import type { Db } from '../db/tables.ts';
import type { Library } from '../library.ts';
import * as attempts from '../stores/attempts.ts';
import * as scores from '../stores/scores.ts';
import { revive } from './live.ts';
import { scoreOf } from './regrade/rules.ts';

export interface Rebuilt {
  readonly replayed: number;
  readonly changed: number;
}

/** Attempts rebuilt in one transaction: answers that arrive meanwhile wait for no more than these. */
const PAGE = 200;

/**
 * Dropping comes before reading the log: it locks the rows, so that an answer recorded at the same time is either in
 * the log that is read or writes its own state after ours.
 */
async function rebuild(db: Db, library: Library, id: AttemptId): Promise<boolean> {
  const before = await scores.drop(db, id);
  const stored = await attempts.find(db, id);
  if (stored === null) return false;
  const { attempt, version, state, position, latestAt } = await revive(db, library, {
    ...stored,
    kept: null,
  });
  await attempts.keepState(db, id, { seq: position - 1, latestAt, state });
  if (state.done && attempt.scored)
    await scores.put(db, id, await scoreOf(db, library, version, attempt, state));
  return (await scores.derived(db, id)) !== before;
}

export async function rebuildScores({ db }: Pick<Connection, 'db'>, library: Library): Promise<Rebuilt> {
  let replayed = 0;
  let changed = 0;
  let page = await scores.nextAttempts(db, null, PAGE);
  while (page.length > 0) {
    const changes = await db.transaction().execute(async (trx) => {
      let count = 0;
      for (const id of page) if (await rebuild(trx, library, id)) count++;
      return count;
    });
    replayed += page.length;
    changed += changes;
    page = await scores.nextAttempts(db, page.at(-1) ?? null, PAGE);
  }
  return { replayed, changed };
}
