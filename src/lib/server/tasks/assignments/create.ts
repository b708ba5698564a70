// Gives a class a module to do, pinned to the versions of its activities that are current now.
import type { Wanted } from '#lib/domain/assignment/form.ts';
import { formFor, type Mode, type Settings } from '#lib/domain/assignment/settings.ts';
import { formsOf, isScored, type Activity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtClass } from '../../rights.ts';
import { newId, type Services } from '../../services.ts';
import * as assignments from '../../stores/assignments.ts';
import * as classes from '../../stores/classes.ts';
import * as contents from '../../stores/contents.ts';

export interface CreateAssignment {
  readonly person: PersonId | null;
  readonly class: string;
  readonly wanted: Wanted;
  /** Also the assignment's id: sent twice, it is given once. */
  readonly id: string;
  readonly now: number;
}

/** Whether an activity can be assigned in this mode with these seats. */
const isPlayed = (activity: Activity, mode: Mode, { seats }: Settings): boolean =>
  isScored(activity) &&
  formFor(mode, formsOf(activity)) !== null &&
  (activity.kind === 'quiz' || seats.includes(activity.seat));

/** What would be given, in its present versions; null when there is no such module, or the seats leave nothing of it. */
function givable({ library }: Services, { course: id, module: name, mode, settings }: Wanted) {
  const course = library.courses.get(id);
  const module = course?.modules.find((each) => each.id === name);
  const versions = (module?.activities ?? []).flatMap((activity) => {
    const version = library.current(id, activity);
    return version !== null && isPlayed(version.activity, mode, settings) ? [version] : [];
  });
  return module === undefined || versions.length === 0 ? null : { title: module.title, versions };
}
export const isGivable = (services: Services, wanted: Wanted): boolean => givable(services, wanted) !== null;

/** The assignment's id; null when this person does not teach the class, or there is no such module with something to play. */
export async function createAssignment(
  services: Services,
  { person, class: name, wanted, id, now }: CreateAssignment,
): Promise<string | null> {
  // 1 May they?
  const taught = await taughtClass(services.db, person, name);
  if (taught === null) return null;

  // 2 What the module is now: the assignment keeps it, whatever becomes of the course.
  const what = givable(services, wanted);
  if (what === null) return null;

  // 3 The content first, for the assignment refers to it. Given already by the same form: that one stands.
  const before = await assignments.find(services.db, id);
  if (before !== null) return before.class === taught.id ? id : null;
  const noted = newId();
  await services.commit(async (trx) => {
    for (const version of what.versions) await contents.put(trx, version, version.json(), now);
    await assignments.create(trx, {
      ...wanted,
      id,
      class: taught.id,
      title: what.title,
      releasedAt: null,
      createdAt: now,
      activities: what.versions.map(({ hash, activity }) => ({ id: activity.id, hash })),
    });
    await classes.note(trx, {
      id: noted,
      class: taught.id,
      person,
      action: 'assigned',
      facts: {
        assignment: id,
        title: what.title,
        mode: wanted.mode,
        due: wanted.dueAt ?? 0,
        closes: wanted.closesAt ?? 0,
      },
      now,
    });
  });
  return id;
}
