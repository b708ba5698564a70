// What one more event of an attempt adds to the answers that count for review; written with the event.
import type { LoggedEvent } from '#lib/domain/attempt/events.ts';
import { isScored } from '#lib/domain/content/compiled.ts';
import { answersIn } from '#lib/domain/review/answers.ts';
import type { ReviewAnswer } from '#lib/domain/review/cards.ts';
import type { Db } from '../../db/tables.ts';
import * as attempts from '../../stores/attempts.ts';
import type { Live } from '../live.ts';

/** True for "play as a student": a teacher tries out, and means no answer. */
export const isTried = ({ attempt, version }: Pick<Live, 'attempt' | 'version'>): boolean =>
  attempt.policy !== null && attempt.branch === null && !attempt.scored && isScored(version.activity);

/**
 * In practice each first answer as it is given; in a test, whose answers may change until the end, all of them when it
 * is over. Those of work whose results are held back are written as well: the page that reads them leaves them out.
 */
export async function answersAfter(
  db: Db,
  live: Pick<Live, 'attempt' | 'version'>,
  logged: LoggedEvent,
  done: boolean,
): Promise<ReviewAnswer[]> {
  const { attempt, version } = live;
  const isOpen = attempt.form === 'open';
  if (!(isOpen ? logged.event.type === 'responded' : done) || isTried(live)) return [];
  const { activity } = version.dealt(attempt.seed, attempt.item);
  const before = isOpen ? [] : await attempts.log(db, attempt.id);
  return answersIn(activity, attempt, [...before, logged]);
}
