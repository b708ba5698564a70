// The page "Today" from where a person stands: what is due, when the rest comes, and how it went. Server and device alike.
import { cardsOf, keyOf, type ReviewAnswer } from './cards.ts';
import { aheadWords, dateOfDay, dayOfDate, daysIn, dayWords, type DayOf, type Zone } from './day.ts';
import { historyOf } from './history.ts';
import { minutesFor, type Reviewables } from './items.ts';
import type { DueToday, PlannedWords, TodayPage } from './pages.ts';
import { planOf, type PlannedDay, type Standing } from './plan.ts';

export interface Reviewing extends Standing {
  readonly answers: readonly ReviewAnswer[];
  readonly dayOf: DayOf;
  /** The reviews answered today, in their order. */
  readonly done: readonly ReviewAnswer[];
}

export interface Known {
  /** In the order in which they were given. */
  readonly answers: readonly ReviewAnswer[];
  readonly items: Reviewables;
  readonly withheld: ReadonlySet<string>;
  /** As in "2026-06-01". */
  readonly exam: string | null;
  readonly now: number;
  /** Where the person's day begins and ends. */
  readonly zone: Zone;
}

export function reviewingOf({ answers, items, withheld, exam, now, zone }: Known): Reviewing {
  const dayOf = daysIn(zone);
  const today = dayOf(now);
  const ofToday = answers.slice(answers.findLastIndex(({ at }) => dayOf(at) < today) + 1);
  const done = ofToday.filter(({ review }) => review);
  return {
    answers,
    dayOf,
    done,
    cards: cardsOf(answers, dayOf),
    items,
    withheld,
    today,
    seen: new Set(ofToday.map(keyOf)),
    reviewed: done.length,
    exam: exam === null ? null : dayOfDate(exam),
  };
}

/** The questions of today in the order in which they are asked. */
export function dueOf(standing: Reviewing): PlannedDay['items'] {
  const [first] = planOf(standing, 1);
  return first?.day === standing.today ? first.items : [];
}

/** What is due, in numbers; null where nothing is. */
export function dueIn(standing: Reviewing): DueToday | null {
  const due = dueOf(standing);
  return due.length === 0 ? null : { questions: due.length, minutes: minutesFor(due) };
}

/** The exam while it is still to come. */
export const examAhead = ({ exam, today }: Reviewing): string | null =>
  exam === null || exam <= today ? null : dateOfDay(exam);

/** Days told ahead: further on, every answer changes what is to come. */
export const AHEAD = 4;

/** The next days on which something comes, today among them. */
export const planned = (standing: Reviewing): PlannedWords[] =>
  planOf(standing, AHEAD + 1).map(({ day, items }) => ({
    ahead: aheadWords(day - standing.today),
    date: dayWords(day),
    isToday: day === standing.today,
    questions: items.length,
  }));

export const NO_TODAY: TodayPage = {
  due: null,
  done: 0,
  answers: 0,
  later: [],
  exam: null,
  skills: [],
  certainty: [],
};

export const todayOf = (standing: Reviewing): TodayPage => ({
  due: dueIn(standing),
  done: standing.reviewed,
  answers: standing.answers.length,
  later: planned(standing)
    .filter(({ isToday }) => !isToday)
    .slice(0, AHEAD),
  exam: examAhead(standing),
  ...historyOf(standing.answers, standing.dayOf, standing.today),
});
