// The timeline: the events of the text in their order, each with its passage and what outside reports say, and the periods.
import { periodCards, type PeriodCard } from '#lib/domain/content/cards.ts';
import type { Course } from '#lib/domain/content/compiled.ts';
import type { DatedEvent } from '#lib/domain/content/reading.ts';
import { STANDINGS, type Standing } from '#lib/domain/content/vocabulary.ts';
import { referring } from './references.ts';

export interface TimelinePage {
  readonly course: { readonly id: string; readonly title: string; readonly written: string };
  readonly periods: readonly PeriodCard[];
  readonly events: readonly DatedEvent[];
  /** How many events stand in which way; only what occurs is explained. */
  readonly standings: readonly { readonly standing: Standing; readonly events: number }[];
}

export function timelinePage(course: Course): TimelinePage {
  const { id, title, written, events } = course;
  return {
    course: { id, title, written },
    periods: periodCards(id, course.periods),
    events: events.map(referring(course)),
    standings: STANDINGS.map((standing) => ({
      standing,
      events: events.filter((event) => event.standing === standing).length,
    })).filter((entry) => entry.events > 0),
  };
}
