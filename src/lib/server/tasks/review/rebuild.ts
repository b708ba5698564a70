// Drops the answers that count for review and derives them again from the logs. Nothing should change.
import { answersIn } from '#lib/domain/review/answers.ts';
import type { ReviewAnswer } from '#lib/domain/review/cards.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Connection } from '../../db/connect.ts';
import { alone } from '../../db/locks.ts';
import type { Db } from '../../db/tables.ts';
import type { Library } from '../../library.ts';
import * as attempts from '../../stores/attempts.ts';
import * as reviews from '../../stores/reviews.ts';
import * as scores from '../../stores/scores.ts';
import * as settings from '../../stores/settings.ts';
import { revive } from '../live.ts';
import type { Rebuilt } from '../rebuild-scores.ts';
import { isTried } from './record.ts';

/** Attempts rebuilt in one transaction: answers that arrive meanwhile wait for no more than these. */
const PAGE = 200;

async function answersOf(
  db: Db,
  library: Library,
  stored: attempts.StoredAttempt,
): Promise<readonly ReviewAnswer[]> {
  const live = await revive(db, library, stored);
  const { attempt, version, state } = live;
  if (isTried(live) || (attempt.form === 'sealed' && !state.done)) return [];
  const { activity } = version.dealt(attempt.seed, attempt.item);
  return answersIn(activity, attempt, await attempts.log(db, attempt.id));
}

/** True when the answers of the attempt are not what they were. */
async function rebuild(db: Db, library: Library, id: AttemptId): Promise<boolean> {
  const before = await reviews.drop(db, id);
  const stored = await attempts.find(db, id);
  if (stored === null) return false;
  await reviews.add(db, stored.person, await answersOf(db, library, stored));
  return (await reviews.derived(db, id)) !== before;
}

export async function rebuildReview({ db }: Pick<Connection, 'db'>, library: Library): Promise<Rebuilt> {
  let replayed = 0;
  let changed = 0;
  let page = await scores.nextAttempts(db, null, PAGE);
  while (page.length > 0) {
    changed += await db.transaction().execute(async (trx) => {
      let count = 0;
      for (const id of page) if (await rebuild(trx, library, id)) count++;
      return count;
    });
    replayed += page.length;
    page = await scores.nextAttempts(db, page.at(-1) ?? null, PAGE);
  }
  return { replayed, changed };
}

const BUILT = 'review-answers-built';
/** Any number, as long as nothing else takes it. */
const BUILDING = 4_200_604;

/** Once for an installation, by one process: what was answered before there was review counts for it too. */
export async function buildReviewOnce(
  services: Pick<Connection, 'db'> & { readonly library: Library },
): Promise<Rebuilt | null> {
  const { db, library } = services;
  return alone(db, BUILDING, async () => {
    if ((await settings.find(db, BUILT)) !== null) return null;
    const rebuilt = await rebuildReview(services, library);
    await settings.keep(db, BUILT, 'yes');
    return rebuilt;
  });
}
