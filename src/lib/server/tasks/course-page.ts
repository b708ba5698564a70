// The course page: its modules and activities, and where this person was last.
import { scoredItems } from '#lib/domain/attempt/score.ts';
import {
  periodCards,
  type ActivityCard,
  type AttemptCard,
  type CourseCard,
} from '#lib/domain/content/cards.ts';
import { formsOf, type Activity, type Course } from '#lib/domain/content/compiled.ts';
import { drawn } from '#lib/domain/content/draw.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { zone } from '../clock.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import { cardsOf, MOST_CARDS } from './list-attempts.ts';
import { dueToday } from './review/today-page.ts';

/** The card of one activity; `latest` is this person's attempt at it that was touched last. */
export function activityCard(course: Course, activity: Activity, latest: AttemptCard | null): ActivityCard {
  const isTrack = activity.kind === 'track';
  return {
    id: activity.id,
    kind: activity.kind,
    title: activity.title,
    summary: activity.summary,
    minutes: activity.minutes,
    forms: formsOf(activity),
    open: scoredItems(activity, 'open').length,
    // Every draw has as many items; which ones they are does not matter here.
    sealed: scoredItems(drawn(activity, ''), 'sealed').length,
    decisions: isTrack ? activity.scenes.filter((scene) => scene.kind === 'decision').length : 0,
    endings: isTrack ? activity.endings.length : 0,
    seat: isTrack ? activity.seat : null,
    proof: course.proofs.get(activity.id) ?? null,
    latest,
  };
}

/** Null when there is no such course. */
export async function coursePage(
  services: Services,
  {
    person,
    course: id,
    now,
  }: { readonly person: PersonId | null; readonly course: string; readonly now: number },
): Promise<CourseCard | null> {
  const course = services.library.courses.get(id);
  if (course === undefined) return null;

  // 1 Of this person's attempts in the course, the latest at each activity and the latest unfinished one.
  const own =
    person === null ? [] : await attempts.ofPerson(services.db, person, { course: id, limit: MOST_CARDS });
  const latest = new Map<string, AttemptId>();
  for (const attempt of own) if (!latest.has(attempt.activity)) latest.set(attempt.activity, attempt.id);
  const unfinished = own.find((attempt) => attempt.kept?.state.done === false)?.id;
  const shown = new Set([...latest.values(), unfinished]);
  const cards = await cardsOf(
    services,
    own.filter((attempt) => shown.has(attempt.id)),
    now,
  );
  const card = (attempt: AttemptId | undefined): AttemptCard | null =>
    cards.find((c) => c.id === attempt) ?? null;

  // 2 The course as it is bundled now.
  const activity = (name: string | undefined): ActivityCard | null => {
    const found = name === undefined ? undefined : course.activities.get(name);
    return found === undefined ? null : activityCard(course, found, card(latest.get(found.id)));
  };
  return {
    id,
    title: course.title,
    summary: course.summary,
    written: course.written,
    periods: periodCards(id, course.periods),
    modules: course.modules.map(({ activities, ...module }) => ({
      ...module,
      activities: activities.flatMap((name) => activity(name) ?? []),
    })),
    pretest: activity(course.pretest),
    final: activity(course.final?.id),
    resume: card(unfinished),
    today: await dueToday(services, { person, now, zone: zone() }),
  };
}
