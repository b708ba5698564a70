// The page "Today": what is due, when the rest comes, the day of an exam, and how skills and certainty went.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Zone } from '#lib/domain/review/day.ts';
import type { DueToday, PlannedWords, TodayPage } from '#lib/domain/review/pages.ts';
import { AHEAD, dueIn, NO_TODAY, planned, todayOf } from '#lib/domain/review/today.ts';
import type { Services } from '../../services.ts';
import { reviewing } from './standing.ts';

interface Looking {
  readonly person: PersonId | null;
  readonly now: number;
  readonly zone: Zone;
}

export const todayPage = async (services: Services, { person, now, zone }: Looking): Promise<TodayPage> =>
  person === null ? NO_TODAY : todayOf(await reviewing(services, { person, now, zone }));

/** What is due, for pages that lead to "Today"; null where nothing is. */
export const dueToday = async (
  services: Services,
  { person, now, zone }: Looking,
): Promise<DueToday | null> =>
  person === null ? null : dueIn(await reviewing(services, { person, now, zone }));

/** The next days of the plan, today among them, for the results of an attempt. */
export const reviewPlan = async (
  services: Services,
  { person, now, zone }: Looking & { readonly person: PersonId },
): Promise<readonly PlannedWords[]> =>
  planned(await reviewing(services, { person, now, zone })).slice(0, AHEAD);
