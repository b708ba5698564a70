// What the pages of an assignment have in common: its activities, its times in words, and whether results are out.
import type { ClassName, GivenActivity, TimeWords } from '#lib/domain/assignment/cards.ts';
import {
  releasesAt,
  showsResults,
  standing,
  type Allowance,
  type Times,
} from '#lib/domain/assignment/deadline.ts';
import { formFor } from '#lib/domain/assignment/settings.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import { formsOf, type Activity } from '#lib/domain/content/compiled.ts';
import { drawn } from '#lib/domain/content/draw.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inWords, inWordsOrNull, zone } from '../../clock.ts';
import type { Services } from '../../services.ts';
import type { Assignment } from '../../stores/assignments.ts';

export interface Asked {
  readonly person: PersonId | null;
  readonly assignment: string;
  readonly now: number;
}

const timeWords = ({ opensAt, dueAt, closesAt }: Times): TimeWords => ({
  opens: inWords(opensAt),
  due: inWordsOrNull(dueAt),
  closes: inWordsOrNull(closesAt),
  zone: zone(),
});

/** The activities at the versions that the assignment is pinned to. */
export async function activitiesOf(
  { db, library }: Services,
  { activities, mode }: Assignment,
): Promise<{ readonly whole: Activity; readonly card: GivenActivity }[]> {
  const versions = await Promise.all(activities.map(({ hash }) => library.version(db, hash)));
  return versions.flatMap((version) => {
    if (version === null) return [];
    const whole = version.activity;
    const { id, title, kind, minutes } = whole;
    const form = formFor(mode, formsOf(whole)) ?? 'sealed';
    const questions = scoredItems(drawn(whole, ''), form).length;
    const seat = whole.kind === 'track' ? whole.seat : null;
    return [{ whole, card: { id, title, kind, minutes, questions, seat } }];
  });
}

/** The most extra minutes that anybody has. */
export const longest = (all: ReadonlyMap<string, Allowance>): number =>
  Math.max(0, ...[...all.values()].map(({ extraMinutes }) => extraMinutes));

/** What both pages show; `extra` are the most minutes that anybody has beyond the others, `own` the times told. */
export const shownOf = (
  { id, title, mode, settings, ...times }: Assignment,
  inClass: ClassName,
  own: Times,
  extra: number,
  now: number,
) => ({
  id,
  title,
  mode,
  class: inClass,
  standing: standing(own, now),
  times: timeWords(own),
  shown: showsResults(mode, settings, times, extra, now),
  releases: inWordsOrNull(releasesAt(times, extra)),
});
