// What a teacher changes in an assignment once it is given: dates, release, what one pupil is allowed, copies, its end.
import type { Allowance, Times } from '#lib/domain/assignment/deadline.ts';
import type { Facts } from '#lib/domain/classes/log.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inAWeek } from '../../clock.ts';
import { taughtAssignment, taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as assignments from '../../stores/assignments.ts';
import * as classes from '../../stores/classes.ts';
import { createAssignment } from './create.ts';

interface Asked {
  readonly person: PersonId | null;
  readonly assignment: string;
  readonly now: number;
  readonly newId: () => string;
}

/** The entry in the log of the class for a change of this assignment. */
const noting = (
  { id, class: of, title }: Pick<assignments.Assignment, 'id' | 'class' | 'title'>,
  { person, now, newId }: Asked,
  action: string,
  facts: Facts = {},
): classes.Noted => ({
  id: newId(),
  class: of,
  person,
  action,
  facts: { assignment: id, title, ...facts },
  now,
});

/** False when this person does not teach the class of it; so for all that follow. */
export async function changeDates(
  { db, commit }: Services,
  { dueAt, closesAt, ...asked }: Asked & Pick<Times, 'dueAt' | 'closesAt'>,
): Promise<boolean> {
  const found = await taughtAssignment(db, asked.person, asked.assignment);
  if (found === null) return false;
  const { assignment } = found;
  if (assignment.dueAt === dueAt && assignment.closesAt === closesAt) return true;
  const noted = noting(assignment, asked, 'dates_changed', { due: dueAt ?? 0, closes: closesAt ?? 0 });
  await commit(async (trx) => {
    await assignments.change(trx, assignment.id, { dueAt, closesAt });
    await classes.note(trx, noted);
  });
  return true;
}

/** Releases the results now; released already, they stay so. */
export async function releaseNow({ db, commit }: Services, asked: Asked): Promise<boolean> {
  const found = await taughtAssignment(db, asked.person, asked.assignment);
  if (found === null) return false;
  const { assignment } = found;
  if (assignment.releasedAt !== null) return true;
  const noted = noting(assignment, asked, 'results_released');
  await commit(async (trx) => {
    await assignments.change(trx, assignment.id, { releasedAt: asked.now });
    await classes.note(trx, noted);
  });
  return true;
}

/** Closes it now; closed already, it stays closed as it was. */
export async function closeNow({ db, commit }: Services, asked: Asked): Promise<boolean> {
  const found = await taughtAssignment(db, asked.person, asked.assignment);
  if (found === null) return false;
  const { assignment } = found;
  if (assignment.closesAt !== null && assignment.closesAt <= asked.now) return true;
  const noted = noting(assignment, asked, 'closed');
  await commit(async (trx) => {
    await assignments.change(trx, assignment.id, { closesAt: asked.now });
    await classes.note(trx, noted);
  });
  return true;
}

/** Sets what one pupil of the class is allowed beyond the others. */
export async function allow(
  { db, commit }: Services,
  { member, allowance, ...asked }: Asked & { readonly member: string; readonly allowance: Allowance },
): Promise<boolean> {
  const found = await taughtAssignment(db, asked.person, asked.assignment);
  const pupil = await taughtMember(db, asked.person, member);
  if (found === null || pupil === null || pupil.member.class !== found.assignment.class) return false;
  const { extraMinutes, extraAttempts, excused } = allowance;
  const noted = noting(found.assignment, asked, 'allowed', {
    member,
    minutes: extraMinutes,
    attempts: extraAttempts,
    excused: excused ? 1 : 0,
  });
  await commit(async (trx) => {
    await allowances.put(trx, asked.assignment, member, allowance);
    await classes.note(trx, noted);
  });
  return true;
}

/**
 * Gives the same module with the same settings to another class of this teacher, in its present version. It opens now;
 * dates that have passed are not taken along. Gives the new assignment's id.
 */
export async function copyTo(
  services: Services,
  {
    person,
    assignment,
    class: other,
    id,
    now,
  }: Omit<Asked, 'newId'> & { readonly class: string; readonly id: string },
): Promise<string | null> {
  const found = await taughtAssignment(services.db, person, assignment);
  if (found === null) return null;
  const { course, module, mode, settings, opensAt, dueAt, closesAt } = found.assignment;
  const ahead = (moment: number | null): number | null => (moment !== null && moment > now ? moment : null);
  const due = dueAt === null ? null : (ahead(dueAt) ?? inAWeek(now));
  const closes = ahead(closesAt);
  return createAssignment(services, {
    person,
    class: other,
    id,
    now,
    wanted: {
      course,
      module,
      mode,
      settings,
      opensAt: ahead(opensAt) ?? now,
      dueAt: due,
      closesAt: closes !== null && due !== null && closes < due ? null : closes,
    },
  });
}

/** Deletes it: pupils keep their own attempts, the class keeps no result of it. Gives the class it was of. */
export async function removeAssignment({ db, commit }: Services, asked: Asked): Promise<string | null> {
  const found = await taughtAssignment(db, asked.person, asked.assignment);
  if (found === null) return null;
  const noted = noting(found.assignment, asked, 'assignment_deleted');
  await commit(async (trx) => {
    await assignments.remove(trx, asked.assignment);
    await classes.note(trx, noted);
  });
  return found.taught.id;
}
