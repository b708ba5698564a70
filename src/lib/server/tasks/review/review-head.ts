// Which of today's questions an attempt at one question is.
import { keyOf } from '#lib/domain/review/cards.ts';
import type { ReviewHead } from '#lib/domain/review/pages.ts';
import { dueOf } from '#lib/domain/review/today.ts';
import type { Services } from '../../services.ts';
import type { Live } from '../live.ts';
import { reviewing, type Asking } from './standing.ts';

/** Null for an attempt that is no review. */
export async function reviewHead(
  services: Services,
  { attempt, state }: Live,
  asking: Omit<Asking, 'person'>,
): Promise<ReviewHead | null> {
  const { item, course, id, person } = attempt;
  if (item === null) return null;
  const standing = await reviewing(services, { ...asking, person });
  const due = dueOf(standing);
  const total = standing.reviewed + due.length;
  const place = standing.done.findIndex((answer) => answer.attempt === id);
  if (place >= 0) return { at: place + 1, of: total };
  // Answered on another day: looked at again.
  if (state.context.responses[item] !== undefined) return { at: total, of: total };
  const isDue = due.some(({ key }) => key === keyOf({ course, item }));
  return { at: standing.reviewed + 1, of: isDue ? total : total + 1 };
}
