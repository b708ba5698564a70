// Begins an attempt at an activity as it is now. Beginning twice with the same command is beginning once.
import { begin } from '#lib/domain/attempt/machine.ts';
import { formsOf, isScored, type Form } from '#lib/domain/content/compiled.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { narrowed } from '#lib/domain/review/items.ts';
import { isConflict } from '../db/failures.ts';
import type { Version } from '../library.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import * as contents from '../stores/contents.ts';

export interface BeginAttempt {
  readonly person: PersonId;
  readonly course: string;
  readonly activity: string;
  readonly form: Form;
  /** The question to be asked alone, as a review; in practice only. */
  readonly item?: string | null;
  readonly command: CommandId;
  readonly now: number;
  readonly newId: () => string;
}

/** The attempt's id; null when there is no such activity, not in this form, or without the question. */
export async function beginAttempt(
  services: Services,
  { course, activity, form, item = null, newId, ...asked }: BeginAttempt,
): Promise<AttemptId | null> {
  // The version that is current now: the attempt keeps it, whatever becomes of the course.
  const version = services.library.current(course, activity);
  if (version === null || !formsOf(version.activity).includes(form)) return null;
  if (item !== null && (form !== 'open' || narrowed(version.activity, item) === null)) return null;
  const ids = { id: newId() as AttemptId, seed: newId() };
  return beginVersion(services, version, { ...asked, ...ids, form, item });
}

export interface BeginVersion {
  readonly person: PersonId;
  readonly form: Form;
  /** The question to be asked alone, of those that practice has. */
  readonly item: string | null;
  readonly id: AttemptId;
  readonly seed: string;
  readonly command: CommandId;
  readonly now: number;
  /** When a device says that it began there. */
  readonly claimedAt?: number | null;
}

/**
 * Begins an attempt at this version of an activity; the id of the one that the command has begun. Null when the id is
 * taken by another attempt.
 */
export async function beginVersion(
  { db, commit }: Services,
  version: Version,
  { person, form, item, id, seed, command, now, claimedAt = null }: BeginVersion,
): Promise<AttemptId | null> {
  // 1 Its first state.
  const attempt: attempts.Attempt = {
    id,
    person,
    course: version.activity.course,
    activity: version.activity.id,
    kind: item === null ? version.activity.kind : 'quiz',
    form,
    hash: version.hash,
    seed,
    scored: item === null && isScored(version.activity),
    branch: null,
    beginCommand: command,
    createdAt: now,
    policy: null,
    item,
  };
  const state = begin(version.dealt(seed, item).playable(form));
  const began = { seq: 0, command, at: now, event: { type: 'began' }, claimedAt } as const;

  // 2 Content first, for the attempt refers to it; then the attempt and the first event of its log.
  try {
    await commit(async (trx) => {
      await contents.put(trx, version, version.json(), now);
      await attempts.begin(trx, attempt, [began], state);
    });
  } catch (error) {
    if (isConflict(error)) return attempts.begunBy(db, person, command);
    throw error;
  }
  return attempt.id;
}
