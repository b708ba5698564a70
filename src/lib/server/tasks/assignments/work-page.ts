// "To do": all that one person is given in all classes, what is still open first.
import type { WorkLine } from '#lib/domain/assignment/cards.ts';
import { timesFor } from '#lib/domain/assignment/deadline.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as assignments from '../../stores/assignments.ts';
import { shownOf } from './shown.ts';

/** All that this person is given to do, what is still open first and by its due date. */
export async function workPage(
  { db }: Services,
  { person, now }: { readonly person: PersonId | null; readonly now: number },
): Promise<WorkLine[]> {
  if (person === null) return [];
  const all = await assignments.givenTo(db, person);
  const attempts = await assigned.ofMembers(db, [...new Set(all.map(({ member }) => member))]);
  const lines = all.map(({ assignment, class: name, allowance, longestExtra }): WorkLine & { at: number } => {
    const own = attempts.filter((attempt) => attempt.assignment === assignment.id);
    const times = timesFor(assignment, allowance);
    const page = shownOf(assignment, { id: assignment.class, name }, times, longestExtra, now);
    return {
      ...page,
      class: name,
      extraMinutes: allowance.extraMinutes,
      excused: allowance.excused,
      done: assignment.activities.filter(({ id }) =>
        own.some(({ activity, handedInAt }) => activity === id && handedInAt !== null),
      ).length,
      of: assignment.activities.length,
      begun: own.length > 0,
      at: times.dueAt ?? times.closesAt ?? Infinity,
    };
  });
  const rank = ({ done, of, standing: stands, excused }: WorkLine): number =>
    excused || stands === 'closed' ? 2 : done === of ? 1 : 0;
  return lines.sort((a, b) => rank(a) - rank(b) || a.at - b.at).map(({ at: _at, ...line }) => line);
}
