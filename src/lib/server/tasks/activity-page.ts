// The page of one activity before it begins: its card, the briefing of a track, and this person's attempts at it.
import type { ActivityCard, AttemptCard } from '#lib/domain/content/cards.ts';
import type { TrackActivity } from '#lib/domain/content/compiled.ts';
import type { Side } from '#lib/domain/content/vocabulary.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { slipsOf, type Slip } from '#lib/domain/attempt/view.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import { activityCard } from './course-page.ts';
import { cardsOf, MOST_CARDS } from './list-attempts.ts';

/** What a player is told before the first scene of a track. */
export interface Briefing {
  readonly role: string;
  readonly period: string;
  /** The paragraphs of the source that the track draws on, as in "5–24". */
  readonly paragraphs: string;
  readonly summary: string;
  readonly modelNote: string;
  readonly goals: readonly { readonly side: Side; readonly text: string }[];
  readonly cites: readonly Slip[];
  readonly state: readonly { readonly name: string; readonly about: string }[];
}
export interface ActivityPage {
  readonly course: { readonly id: string; readonly title: string };
  readonly activity: ActivityCard;
  readonly briefing: Briefing | null;
  readonly attempts: readonly AttemptCard[];
}

function span(paragraphs: TrackActivity['paragraphs']): string {
  const numbers = Object.keys(paragraphs).map(Number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? String(first) : `${first}–${last}`;
}

const briefingOf = (track: TrackActivity): Briefing => ({
  role: track.role,
  period: track.period,
  paragraphs: span(track.paragraphs),
  summary: track.summary,
  modelNote: track.world.model_note,
  goals: track.goals.map(({ side, text }) => ({ side, text })),
  cites: slipsOf(track.cites, track.paragraphs),
  state: track.world.state.map(({ name, about }) => ({ name, about })),
});

/** Null when there is no such course or activity. */
export async function activityPage(
  services: Services,
  {
    person,
    course: id,
    activity: name,
    now,
  }: {
    readonly person: PersonId | null;
    readonly course: string;
    readonly activity: string;
    readonly now: number;
  },
): Promise<ActivityPage | null> {
  const course = services.library.courses.get(id);
  const activity = course?.activities.get(name);
  if (course === undefined || activity === undefined) return null;
  const own =
    person === null ? [] : await attempts.ofPerson(services.db, person, { course: id, limit: MOST_CARDS });
  const cards = await cardsOf(
    services,
    own.filter((attempt) => attempt.activity === name),
    now,
  );
  return {
    course: { id, title: course.title },
    activity: activityCard(course, activity, cards[0] ?? null),
    briefing: activity.kind === 'track' ? briefingOf(activity) : null,
    attempts: cards,
  };
}
