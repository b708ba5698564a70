// A pupil says that something is wrong with a question of assigned work; one report of each question in an attempt.
import { scoredItems } from '#lib/domain/attempt/score.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../../services.ts';
import * as reports from '../../stores/reports.ts';
import { workOf } from '../assignments/work.ts';
import { ownAttempt } from '../live.ts';

export interface ReportItem {
  readonly person: PersonId | null;
  readonly attempt: AttemptId;
  readonly item: string;
  readonly text: string;
  readonly now: number;
  readonly newId: () => string;
}

/** False when the attempt is not this person's, belongs to no assignment, or has no such question. */
export async function reportItem(
  services: Services,
  { person, attempt, item, text, now, newId }: ReportItem,
): Promise<boolean> {
  // 1 May they? Nobody would read a report of work that no teacher has given.
  const found = await ownAttempt(services, person, attempt);
  const work = found === null ? null : await workOf(services.db, found.attempt);
  if (found === null || work === null) return false;
  const { form, seed } = found.attempt;
  if (!scoredItems(found.version.dealt(seed).activity, form).some(({ id }) => id === item)) return false;

  // 2 Sent twice, the first stands.
  const id = newId();
  const isNew = await services.commit((trx) => reports.add(trx, { id, attempt, item, text, createdAt: now }));

  // 3 Whoever watches the class is told.
  if (isNew) services.hub.publish(work.class, { type: 'reported', id, member: work.member });
  return true;
}
