// One assignment as its teacher sees it: how to give it out, how far everybody is, and what can be changed.
import type { PupilLine, TaughtPage } from '#lib/domain/assignment/cards.ts';
import { isLate, NO_ALLOWANCE, timesFor, type Allowance } from '#lib/domain/assignment/deadline.ts';
import { sentenceOf } from '#lib/domain/assignment/sentence.ts';
import { OVER } from '#lib/domain/attempt/steps.ts';
import { pageOf } from '#lib/domain/classes/paging.ts';
import { forField } from '../../clock.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as assigned from '../../stores/assigned.ts';
import type { Assignment } from '../../stores/assignments.ts';
import * as classes from '../../stores/classes.ts';
import * as members from '../../stores/members.ts';
import { reservedIn } from './assign-page.ts';
import { activitiesOf, longest, shownOf, type Asked } from './shown.ts';
import { settleAll } from './work.ts';

/** How far one pupil is with all activities together. */
function lineOf(
  { id: member, name }: { readonly id: string; readonly name: string },
  assignment: Assignment,
  own: readonly assigned.Standing[],
  allowance: Allowance,
): PupilLine {
  const doneAt = assignment.activities.map(
    ({ id }) =>
      own.find(({ activity, handedInAt }) => activity === id && handedInAt !== null)?.handedInAt ?? null,
  );
  const times = timesFor(assignment, allowance);
  return {
    member,
    name,
    state: doneAt.every((at) => at !== null) ? 'done' : own.length > 0 ? 'under way' : 'not begun',
    cut: assignment.activities.some(
      ({ id }) => own.filter(({ activity }) => activity === id).at(-1)?.step === OVER,
    ),
    late: doneAt.some((at) => at !== null && isLate(times, at)),
    allowance,
  };
}

/** Null when this person does not teach the class of it, or it has no such page of pupils. */
export async function taughtPage(
  services: Services,
  { person, assignment: id, now, page }: Asked & { readonly page: number },
): Promise<TaughtPage | null> {
  const { db } = services;
  const found = await taughtAssignment(db, person, id);
  if (found === null || person === null) return null;
  const { taught, assignment } = found;
  await settleAll(services, await assigned.ofAssignment(db, id), now);
  const [attempts, allowed, pupils, taughtToo, activities] = await Promise.all([
    assigned.ofAssignment(db, id),
    allowances.ofAssignment(db, id),
    members.roster(db, taught.id),
    classes.ofTeacher(db, person),
    activitiesOf(services, assignment),
  ]);
  const byMember = Map.groupBy(attempts, ({ member }) => member);
  const lines = pupils.map((pupil) =>
    lineOf(pupil, assignment, byMember.get(pupil.id) ?? [], allowed.get(pupil.id) ?? NO_ALLOWANCE),
  );
  const paged = pageOf(lines, page);
  if (paged === null) return null;
  return {
    ...shownOf(assignment, { id: taught.id, name: taught.name }, assignment, longest(allowed), now),
    sentence: sentenceOf(assignment.mode, assignment.settings),
    activities: activities.map(({ card }) => card),
    reserved: reservedIn(activities.map(({ whole }) => whole)),
    code: taught.code,
    pupils: paged,
    counts: {
      pupils: lines.length,
      begun: lines.filter(({ state }) => state !== 'not begun').length,
      done: lines.filter(({ state }) => state === 'done').length,
    },
    fields: { due: forField(assignment.dueAt), closes: forField(assignment.closesAt) },
    others: taughtToo
      .filter((other) => other.id !== taught.id && other.archivedAt === null)
      .map(({ id: other, name }) => ({ id: other, name })),
  };
}
