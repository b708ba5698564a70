// A class on a test database: a teacher, pupils, and assignments of the tiny course's modules.
import type { Wanted } from '#lib/domain/assignment/form.ts';
import { defaultSettings, type Mode, type Settings } from '#lib/domain/assignment/settings.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import type { Result } from '#lib/domain/kernel/result.ts';
import { newId } from '#lib/server/services.ts';
import { beginAssigned } from '#lib/server/tasks/assignments/begin.ts';
import { createAssignment } from '#lib/server/tasks/assignments/create.ts';
import { commandId, NOON, type School } from './school.ts';

export const MINUTE = 60_000;

/** A class of its own with a teacher. */
export async function openClass({ services, guest }: School): Promise<{ id: string; teacher: PersonId }> {
  const teacher = await guest();
  const id = newId();
  await services.commit(async (trx) => {
    await trx
      .insertInto('class')
      .values({
        id,
        name: 'Class 8B',
        code: id.slice(-6),
        sample: 0,
        created_at: NOON,
        archived_at: null,
        keep_until: NOON + 365 * 24 * 60 * MINUTE,
      })
      .execute();
    await trx
      .insertInto('class_teacher')
      .values({ class: id, person: teacher, owner: 1, created_at: NOON })
      .execute();
  });
  return { id, teacher };
}

export interface Pupil {
  readonly person: PersonId;
  readonly member: string;
}
export async function addPupil({ services, guest }: School, inClass: string, name: string): Promise<Pupil> {
  const person = await guest();
  const member = newId();
  await services.commit((trx) =>
    trx
      .insertInto('member')
      .values({
        id: member,
        class: inClass,
        person,
        name,
        created_at: NOON,
        joined_at: NOON,
        removed_at: null,
      })
      .execute(),
  );
  return { person, member };
}

/** An assignment that is due in an hour and closes in two, unless told otherwise; `mode` decides the defaults. */
export async function assign(
  { services, course }: School,
  { id: inClass, teacher }: { readonly id: string; readonly teacher: PersonId },
  mode: Mode,
  activity: string,
  change: Partial<Wanted> & { readonly more?: Partial<Settings> } = {},
): Promise<string> {
  const { more, ...wanted } = change;
  const module = course.modules.find(({ activities }) => activities.includes(activity))?.id ?? '';
  const made = await createAssignment(services, {
    person: teacher,
    class: inClass,
    id: newId(),
    now: NOON,
    wanted: {
      course: course.id,
      module,
      mode,
      opensAt: NOON,
      dueAt: NOON + 60 * MINUTE,
      closesAt: NOON + 120 * MINUTE,
      settings: { ...defaultSettings(mode), ...more },
      ...wanted,
    },
  });
  if (made === null) throw new Error('not assigned');
  return made;
}

export const beginAt = (
  { services }: School,
  person: PersonId | null,
  assignment: string,
  activity: string,
  now = NOON,
  command = commandId(),
): Promise<Result<AttemptId, Refusal>> =>
  beginAssigned(services, { person, assignment, activity, command, now, newId });

/** The attempt begun; throws with the refusal's sentence otherwise. */
export async function begun(...asked: Parameters<typeof beginAt>): Promise<AttemptId> {
  const made = await beginAt(...asked);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
