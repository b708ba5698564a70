// What is due today and when the rest comes: most forgotten first, at most so many a day, no two siblings on one day.
import { retrievability, type Card, type Cards } from './cards.ts';
import { areSiblings, type Reviewable, type Reviewables } from './items.ts';

/** Reviews on one day at most. What does not fit comes on a later day, and nobody is told of a pile. */
export const MOST_A_DAY = 20;

export interface Standing {
  readonly cards: Cards;
  readonly items: Reviewables;
  /** Keys of questions that are asked in work whose results are not out. */
  readonly withheld: ReadonlySet<string>;
  readonly today: number;
  /** Keys of the questions answered today; those answered as reviews count against the most a day. */
  readonly seen: ReadonlySet<string>;
  readonly reviewed: number;
  /** The day of an exam: every question comes once in the last days before it. */
  readonly exam: number | null;
}
export interface PlannedDay {
  readonly day: number;
  readonly items: readonly Reviewable[];
}

interface Live {
  readonly card: Card;
  readonly item: Reviewable;
}
interface Waiting extends Live {
  /** The first day on which it may come. */
  readonly from: number;
  /** True for the last look before an exam, which goes before everything else. */
  readonly last: boolean;
}

/** Questions that can be asked at all, in the order of the content: withdrawn and withheld ones are not there. */
const liveOf = ({ cards, items, withheld }: Standing): Live[] =>
  [...items.values()].flatMap((item) => {
    const card = withheld.has(item.key) ? undefined : cards.get(item.key);
    return card === undefined ? [] : [{ card, item }];
  });

/** Takes as many as may come on one day, in their order: the most, and none that tells about another. */
function together<T extends Live>(
  waiting: readonly T[],
  most: number,
  seen: readonly Reviewable[] = [],
): { readonly taken: readonly T[]; readonly left: readonly T[] } {
  const taken: T[] = [];
  const left: T[] = [];
  for (const one of waiting) {
    const fits =
      taken.length < most &&
      !seen.some((other) => areSiblings(one.item, other)) &&
      !taken.some(({ item }) => areSiblings(one.item, item));
    (fits ? taken : left).push(one);
  }
  return { taken, left };
}

/**
 * The day of each question's last look before an exam: the days before it are filled from the last one backwards, in
 * the order of the content, so that answers given meanwhile move nothing.
 */
function lastLooks(live: readonly Live[], exam: number): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  let left = live;
  for (let day = exam - 1; left.length > 0; day--) {
    const filled = together(left, MOST_A_DAY);
    for (const { item } of filled.taken) days.set(item.key, day);
    left = filled.left;
  }
  return days;
}

/** From which day on each question may come. */
function waitingOf(standing: Standing): Waiting[] {
  const { today, exam } = standing;
  const live = liveOf(standing);
  if (exam === null || exam <= today)
    return live.map((one) => ({ ...one, from: Math.max(one.card.due, today), last: false }));
  const looks = lastLooks(live, exam);
  const window = Math.min(exam, ...looks.values());
  return live.map((one) => {
    const { due, last } = one.card;
    // Seen in the last days already, or to be seen before they begin: as it would come without an exam.
    if (last >= window || (today < window && due < window))
      return { ...one, from: Math.max(due, today), last: false };
    return { ...one, from: Math.max(looks.get(one.item.key) ?? due, today), last: true };
  });
}

/** The last looks first; then what was sure and wrong; then the most forgotten. */
const priorityOn =
  (day: number) =>
  (a: Waiting, b: Waiting): number =>
    Number(b.last) - Number(a.last) ||
    Number(b.card.sure === 'wrong') - Number(a.card.sure === 'wrong') ||
    retrievability(a.card, day) - retrievability(b.card, day) ||
    (a.item.key < b.item.key ? -1 : 1);

/**
 * The next `days` days on which something comes, each with its questions in the order in which they are asked, as if
 * every question were left unanswered until its day.
 */
export function planOf(standing: Standing, days: number): PlannedDay[] {
  const { today, items, seen, reviewed } = standing;
  const seenToday = [...seen].flatMap((key) => items.get(key) ?? []);
  const planned: PlannedDay[] = [];
  let waiting: readonly Waiting[] = waitingOf(standing);
  for (let day = today; waiting.length > 0 && planned.length < days;) {
    const isToday = day === today;
    const due = waiting.filter(({ from }) => from <= day).sort(priorityOn(day));
    const { taken } = together(
      due,
      Math.max(0, isToday ? MOST_A_DAY - reviewed : MOST_A_DAY),
      isToday ? seenToday : [],
    );
    if (taken.length > 0) planned.push({ day, items: taken.map(({ item }) => item) });
    const gone = new Set<Waiting>(taken);
    waiting = waiting.filter((one) => !gone.has(one));
    day = Math.max(day + 1, Math.min(...waiting.map(({ from }) => from)));
  }
  return planned;
}
