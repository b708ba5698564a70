// Where a person stands in review, from the answers that may be seen.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { ReviewAnswer } from '#lib/domain/review/cards.ts';
import type { Zone } from '#lib/domain/review/day.ts';
import { reviewingOf, type Reviewing } from '#lib/domain/review/today.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as reviews from '../../stores/reviews.ts';
import { isHeld } from '../assignments/work.ts';
import { withheldFrom } from './withheld.ts';

export interface Asking {
  readonly person: PersonId;
  readonly now: number;
  /** Where the person's day begins and ends. */
  readonly zone: Zone;
}
/** Answers of work whose results are held back say nothing yet, not even by the date on which a question comes. */
async function shownAnswers(
  db: Services['db'],
  person: PersonId,
  now: number,
): Promise<readonly ReviewAnswer[]> {
  const answers = await reviews.ofPerson(db, person);
  const works = await assigned.works(db, await reviews.assignedOf(db, person));
  const held = new Set<string>([...works].flatMap(([id, work]) => (isHeld(work, now) ? [id] : [])));
  return held.size === 0 ? answers : answers.filter(({ attempt }) => !held.has(attempt));
}

export async function reviewing(
  services: Pick<Services, 'db' | 'library'>,
  { person, now, zone }: Asking,
): Promise<Reviewing> {
  const { db, library } = services;
  return reviewingOf({
    answers: await shownAnswers(db, person, now),
    items: library.reviewables(),
    withheld: await withheldFrom(services, person, now),
    exam: await reviews.examOf(db, person),
    now,
    zone,
  });
}
