// What a test taken on one's own may not tell yet: the reserved questions of counted work that is still to be answered.
import { showsResults, standing, timesFor, waits } from '#lib/domain/assignment/deadline.ts';
import type { Activity } from '#lib/domain/content/compiled.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as assignments from '../../stores/assignments.ts';
import type { Live } from '../live.ts';

/** The questions of an activity that no practice asks. */
const reservedIn = (activity: Activity | undefined): string[] =>
  activity?.kind === 'quiz'
    ? activity.items.flatMap(({ id, pool }) => (pool === 'assessment' ? [id] : []))
    : [];

/** Whether the key of one activity of this work is still a secret to its pupil. */
function isSecret(
  { assignment, member, allowance, longestExtra }: assignments.Given,
  activity: string,
  own: readonly assigned.Standing[],
  now: number,
): boolean {
  const { mode, settings } = assignment;
  if (mode === 'practice') return false;
  if (waits(mode, settings)) return !showsResults(mode, settings, assignment, longestExtra, now);
  const handedIn = own.some(
    (one) =>
      one.member === member &&
      one.assignment === assignment.id &&
      one.activity === activity &&
      one.handedInAt !== null,
  );
  return !handedIn && standing(timesFor(assignment, allowance), now) !== 'closed';
}

/** True for a test of one's own that asks what counted work of one's class asks, while that is not to be told yet. */
export async function isWithheld(
  { db, library }: Pick<Services, 'db' | 'library'>,
  { attempt, version }: Pick<Live, 'attempt' | 'version'>,
  now: number,
): Promise<boolean> {
  // Every attempt made for an assignment has a policy, and its own assignment decides.
  if (attempt.form !== 'sealed' || attempt.policy !== null) return false;
  const asked = new Set(reservedIn(version.dealt(attempt.seed).activity));
  if (asked.size === 0) return false;
  const given = await assignments.givenTo(db, attempt.person);
  const own = await assigned.ofMembers(db, [...new Set(given.map(({ member }) => member))]);
  return given.some((one) =>
    one.assignment.activities.some(
      ({ id }) =>
        reservedIn(library.current(one.assignment.course, id)?.activity).some((item) => asked.has(item)) &&
        isSecret(one, id, own, now),
    ),
  );
}
