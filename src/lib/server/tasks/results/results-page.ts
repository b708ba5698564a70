// The results of one assignment: who has done it, how hard each item was, which ways the class went.
import { median } from '#lib/domain/analysis/numbers.ts';
import { showsResults } from '#lib/domain/assignment/deadline.ts';
import { cellOf, type Cell } from '#lib/domain/gradebook/cell.ts';
import type { ActivityResults, ResultsPage } from '#lib/domain/gradebook/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inWordsOrNull } from '../../clock.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as results from '../../stores/results.ts';
import { analyse } from './analyse.ts';
import { maxOf, partsOf } from './parts.ts';

/** In the order in which a teacher asks for them: first those to be reminded. */
const STATES: readonly Cell['state'][] = [
  'not started',
  'in progress',
  'partly handed in',
  'not handed in',
  'handed in',
  'excused',
  'not open',
];
/** Names shown of each state; the others stand in the gradebook. */
const NAMES = 40;

/** Null when this person does not teach the class of the assignment. */
export async function resultsPage(
  services: Services,
  {
    person,
    assignment: id,
    now,
  }: { readonly person: PersonId | null; readonly assignment: string; readonly now: number },
): Promise<ResultsPage | null> {
  const { db } = services;
  // 1 May they?
  const found = await taughtAssignment(db, person, id);
  if (found === null) return null;
  const { taught, assignment } = found;

  // 2 Where every pupil stands.
  const parts = await partsOf(services, assignment);
  const pupils = await results.pupils(db, taught.id, { limit: await results.countPupils(db, taught.id) });
  const allowed = await allowances.ofAssignment(db, id);
  const longestExtra = Math.max(0, ...[...allowed.values()].map(({ extraMinutes }) => extraMinutes));
  const made = await results.madeFor(db, id);
  const byMember = Map.groupBy(made, ({ member }) => member);
  const stands = pupils.map((pupil) => ({
    pupil,
    cell: cellOf(
      assignment,
      parts.map((part) => part.id),
      byMember.get(pupil.id) ?? [],
      { allowance: allowed.get(pupil.id) ?? null, now },
    ),
  }));

  // 3 The items and the ways.
  const activities: ActivityResults[] = [];
  for (const part of parts) activities.push(await analyse(services, part, made));

  return {
    class: { id: taught.id, name: taught.name },
    course: assignment.course,
    assignment: {
      id,
      title: assignment.title,
      mode: assignment.mode,
      due: inWordsOrNull(assignment.dueAt),
    },
    max: maxOf(parts),
    released: showsResults(assignment.mode, assignment.settings, assignment, longestExtra, now),
    median: median(
      stands.flatMap(({ cell }) => (cell.points === null || cell.state === 'excused' ? [] : [cell.points])),
    ),
    standing: STATES.flatMap((state) => {
      const here = stands.filter(({ cell }) => cell.state === state);
      return here.length === 0
        ? []
        : [
            {
              state,
              count: here.length,
              late: here.filter(({ cell }) => cell.late).length,
              pupils: here.slice(0, NAMES).map(({ pupil }) => ({ member: pupil.id, name: pupil.name })),
            },
          ];
    }),
    activities,
  };
}
