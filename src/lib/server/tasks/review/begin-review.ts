// Begins the review of the question that comes first today.
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Zone } from '#lib/domain/review/day.ts';
import { dueOf } from '#lib/domain/review/today.ts';
import type { Services } from '../../services.ts';
import * as attempts from '../../stores/attempts.ts';
import * as reviews from '../../stores/reviews.ts';
import { beginAttempt } from '../begin-attempt.ts';
import { reviewing } from './standing.ts';

export interface BeginReview {
  readonly person: PersonId | null;
  readonly command: CommandId;
  readonly now: number;
  readonly zone: Zone;
  readonly newId: () => string;
}

/** The attempt's id; null when nothing (more) is due today. */
export async function beginReview(
  services: Services,
  { person, command, now, zone, newId }: BeginReview,
): Promise<AttemptId | null> {
  if (person === null) return null;
  const { db, library } = services;

  // 1 The same command again is answered with what it began.
  const before = await attempts.begunBy(db, person, command);
  if (before !== null) return before;

  // 2 The first of today.
  const [first] = dueOf(await reviewing(services, { person, now, zone }));
  const version = first === undefined ? null : library.current(first.course, first.activity);
  if (first === undefined || version === null) return null;

  // 3 One that was begun and left without an answer goes on.
  const { course, activity, item } = first;
  const begun = await reviews.begun(db, { person, course, activity, item, hash: version.hash });
  return (
    begun ?? beginAttempt(services, { person, course, activity, item, form: 'open', command, now, newId })
  );
}
