// Begins an attempt at an activity as it is now. Beginning twice with the same command is beginning once.
import { begin } from '#lib/domain/attempt/machine.ts';
import { formsOf, isScored, type Form } from '#lib/domain/content/compiled.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { isConflict } from '../db/failures.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import * as contents from '../stores/contents.ts';

export interface BeginAttempt {
  readonly person: PersonId;
  readonly course: string;
  readonly activity: string;
  readonly form: Form;
  readonly command: CommandId;
  readonly now: number;
  readonly newId: () => string;
}

/** The attempt's id; null when there is no such activity, or not in this form. */
export async function beginAttempt(
  { library, db, commit }: Services,
  { person, course, activity, form, command, now, newId }: BeginAttempt,
): Promise<AttemptId | null> {
  // 1 The version that is current now: the attempt keeps it, whatever becomes of the course.
  const version = library.current(course, activity);
  if (version === null || !formsOf(version.activity).includes(form)) return null;

  // 2 Its first state.
  const attempt: attempts.Attempt = {
    id: newId() as AttemptId,
    person,
    course,
    activity,
    kind: version.activity.kind,
    form,
    hash: version.hash,
    seed: newId(),
    scored: isScored(version.activity),
    branch: null,
    beginCommand: command,
    createdAt: now,
  };
  const state = begin(version.dealt(attempt.seed).playable(form));

  // 3 Content first, for the attempt refers to it; then the attempt and the first event of its log.
  try {
    await commit(async (trx) => {
      await contents.put(trx, version, version.json(), now);
      await attempts.begin(trx, attempt, [{ seq: 0, command, at: now, event: { type: 'began' } }], state);
    });
  } catch (error) {
    if (isConflict(error)) return attempts.begunBy(db, person, command);
    throw error;
  }
  return attempt.id;
}
