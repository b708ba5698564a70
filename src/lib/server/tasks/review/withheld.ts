// Questions that a person is asked in counted work whose results are not out: review must not rehearse them.
import { showsResults, standing, timesFor, waits } from '#lib/domain/assignment/deadline.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { keyOf } from '#lib/domain/review/cards.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as assignments from '../../stores/assignments.ts';

/**
 * Keys of the questions. Where results wait for the closing, until they are out; else until the pupil has handed in,
 * or can no longer.
 */
export async function withheldFrom(
  { db, library }: Pick<Services, 'db' | 'library'>,
  person: PersonId,
  now: number,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  const counted = (await assignments.givenTo(db, person)).filter(
    ({ assignment }) => assignment.mode === 'counted',
  );
  const own = await assigned.ofMembers(
    db,
    counted.map(({ member }) => member),
  );
  for (const { assignment, member, allowance, longestExtra } of counted) {
    const { mode, settings } = assignment;
    const wait = waits(mode, settings);
    if (wait && showsResults(mode, settings, assignment, longestExtra, now)) continue;
    if (!wait && standing(timesFor(assignment, allowance), now) === 'closed') continue;
    for (const { id, hash } of assignment.activities) {
      const isDone = own.some(
        (one) =>
          one.assignment === assignment.id &&
          one.member === member &&
          one.activity === id &&
          one.handedInAt !== null,
      );
      if (!wait && isDone) continue;
      const version = await library.version(db, hash);
      if (version === null) continue;
      for (const { id: item } of scoredItems(version.activity, 'sealed'))
        keys.add(keyOf({ course: assignment.course, item }));
    }
  }
  return keys;
}
