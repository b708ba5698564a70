// "Exam on": the day before which every question comes once more.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { dayOfDate, daysIn, type Zone } from '#lib/domain/review/day.ts';
import type { Services } from '../../services.ts';
import * as reviews from '../../stores/reviews.ts';

/** Days ahead at most: an exam further on changes no plan of today. */
const FURTHEST = 730;

export interface SetExam {
  readonly person: PersonId;
  /** As in "2026-11-27"; empty for none. */
  readonly date: string;
  readonly now: number;
  readonly zone: Zone;
}

/** Null when it is kept, else what is wrong with the date. */
export async function setExam(
  { commit }: Services,
  { person, date, now, zone }: SetExam,
): Promise<string | null> {
  if (date !== '') {
    const day = dayOfDate(date);
    const today = daysIn(zone)(now);
    if (day === null) return 'Choose a day from the calendar, or leave it empty.';
    if (day <= today) return 'Choose a day after today, or leave it empty.';
    if (day > today + FURTHEST) return 'Choose a day within the next two years.';
  }
  await commit((trx) => reviews.setExam(trx, person, date === '' ? null : date));
  return null;
}
