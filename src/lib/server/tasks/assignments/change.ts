// What a teacher changes in an assignment once it is given: dates, release, what one pupil is allowed, copies, its end.
import type { Allowance, Times } from '#lib/domain/assignment/deadline.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inAWeek } from '../../clock.ts';
import { taughtAssignment, taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as assignments from '../../stores/assignments.ts';
import { createAssignment } from './create.ts';

interface Asked {
  readonly person: PersonId | null;
  readonly assignment: string;
}

/** False when this person does not teach the class of it; so for all that follow. */
export async function changeTimes(
  { db, commit }: Services,
  { person, assignment, ...times }: Asked & Partial<Omit<Times, 'opensAt'>>,
): Promise<boolean> {
  if ((await taughtAssignment(db, person, assignment)) === null) return false;
  await commit((trx) => assignments.change(trx, assignment, times));
  return true;
}

/** Closes it now; closed already, it stays closed as it was. */
export async function closeNow(
  services: Services,
  { now, ...asked }: Asked & { readonly now: number },
): Promise<boolean> {
  const found = await taughtAssignment(services.db, asked.person, asked.assignment);
  if (found === null) return false;
  const { closesAt } = found.assignment;
  return closesAt !== null && closesAt <= now ? true : changeTimes(services, { ...asked, closesAt: now });
}

/** Sets what one pupil of the class is allowed beyond the others. */
export async function allow(
  { db, commit }: Services,
  {
    person,
    assignment,
    member,
    allowance,
  }: Asked & { readonly member: string; readonly allowance: Allowance },
): Promise<boolean> {
  const found = await taughtAssignment(db, person, assignment);
  const pupil = await taughtMember(db, person, member);
  if (found === null || pupil === null || pupil.member.class !== found.assignment.class) return false;
  await commit((trx) => allowances.put(trx, assignment, member, allowance));
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
  }: Asked & { readonly class: string; readonly id: string; readonly now: number },
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

/** Deletes it: pupils keep their own attempts, the class keeps no result of it. */
export async function removeAssignment(
  { db, commit }: Services,
  { person, assignment }: Asked,
): Promise<string | null> {
  const found = await taughtAssignment(db, person, assignment);
  if (found === null) return null;
  await commit((trx) => assignments.remove(trx, assignment));
  return found.taught.id;
}
