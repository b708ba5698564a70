// Which questions may come in review, how long they take, and one of them as an activity of its own.
import { scoredItems } from '../attempt/score.ts';
import { formsOf, type Activity, type QuizActivity } from '../content/compiled.ts';
import type { Item } from '../content/schema.ts';
import { keyOf } from './cards.ts';

/** A question that may come in review, with what decides beside which others it may not. */
export interface Reviewable {
  readonly key: string;
  readonly course: string;
  readonly activity: string;
  readonly item: string;
  readonly kind: Item['kind'];
  readonly fact: string;
  readonly cites: readonly { readonly p: number; readonly at: readonly [number, number] }[];
}
/** By key, in the order of the content. */
export type Reviewables = ReadonlyMap<string, Reviewable>;

/** The questions of these activities that practice may show: none of the assessment pool, none that is no longer asked. */
export function reviewablesOf(activities: Iterable<Activity>): Reviewables {
  const found = new Map<string, Reviewable>();
  for (const activity of activities) {
    if (!formsOf(activity).includes('open')) continue;
    for (const { id, kind, fact, cites } of scoredItems(activity, 'open')) {
      const key = keyOf({ course: activity.course, item: id });
      const { course, id: name } = activity;
      found.set(key, { key, course, activity: name, item: id, kind, fact, cites });
    }
  }
  return found;
}

/** True where one question tells about the other: they share a fact, or cite words of one passage. */
export const areSiblings = (a: Reviewable, b: Reviewable): boolean =>
  a.course === b.course &&
  (a.fact === b.fact ||
    a.cites.some((one) =>
      b.cites.some((two) => one.p === two.p && one.at[0] < two.at[1] && two.at[0] < one.at[1]),
    ));

/** The activity with this question alone, as a review asks it; null where practice does not have the question. */
export function narrowed(activity: Activity, item: string): QuizActivity | null {
  const found = scoredItems(activity, 'open').find(({ id }) => id === item);
  if (found === undefined) return null;
  const { id, course, title, summary, minutes, paragraphs, tellings, references } = activity;
  const pinned = { id, course, title, summary, minutes, paragraphs, tellings, references };
  return { ...pinned, kind: 'quiz', items: [found] };
}

/** Seconds to read, answer and read the explanation, as the author of the minutes of the quizzes reckons. */
const SECONDS: Readonly<Record<Item['kind'], number>> = {
  single: 35,
  multiple: 45,
  fill: 40,
  numeric: 35,
  order: 60,
  match: 70,
  classify: 60,
  spot: 60,
  sound: 55,
};

/** About how many minutes these questions take, at least one. */
export const minutesFor = (items: readonly Pick<Reviewable, 'kind'>[]): number =>
  Math.max(1, Math.round(items.reduce((sum, { kind }) => sum + SECONDS[kind], 0) / 60));
