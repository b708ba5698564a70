// The attempts of one person as cards: where each stands, and its score once it is over.
import { view } from '#lib/domain/attempt/view.ts';
import { askedItems } from '#lib/domain/attempt/decide.ts';
import type { AttemptCard } from '#lib/domain/content/cards.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import * as scores from '../stores/scores.ts';
import { isWithheld } from './assignments/withheld.ts';
import { revive } from './live.ts';

/** Cards shown at most, the ones touched last: more than anybody looks through. */
export const MOST_CARDS = 200;

const stepsOf = (playable: Playable): number =>
  playable.kind === 'quiz' ? askedItems(playable).length : playable.scenes.length;

/**
 * Cards of attempts in the order given. Scores of counted work are shown on its own page alone, once it releases them;
 * those of a test of one's own, not while it would tell the key of such work.
 */
export async function cardsOf(
  services: Services,
  stored: readonly attempts.StoredAttempt[],
  now: number,
): Promise<AttemptCard[]> {
  const { db, library } = services;
  const points = await scores.ofAttempts(
    db,
    stored.map(({ id }) => id),
  );
  const cards: AttemptCard[] = [];
  for (const one of stored) {
    const { attempt, version, playable, state, latestAt } = await revive(db, library, one);
    const seen = view(playable, state, attempt.seed, version.dealt(attempt.seed).activity);
    const of = stepsOf(playable);
    const assigned = attempt.policy !== null;
    const isHidden =
      (assigned && attempt.form === 'sealed') ||
      (state.done && (await isWithheld(services, { attempt, version }, now)));
    const score = isHidden ? undefined : points.get(attempt.id);
    cards.push({
      id: attempt.id,
      activity: attempt.activity,
      title: version.activity.title,
      kind: attempt.kind,
      form: attempt.form,
      scored: attempt.scored,
      branch: attempt.branch !== null,
      assigned,
      done: state.done,
      at: seen.phase === 'done' ? of : seen.progress.at,
      of,
      unit: attempt.kind === 'quiz' ? 'question' : 'scene',
      points: score?.points ?? null,
      max: score?.max ?? null,
      began: attempt.createdAt,
      latest: latestAt,
    });
  }
  return cards;
}

/** Of a person's attempts in a course, the card of the one touched last at each activity, by the activity's id. */
export async function latestCards(
  services: Services,
  {
    person,
    course,
    now,
  }: { readonly person: PersonId | null; readonly course: string; readonly now: number },
): Promise<ReadonlyMap<string, AttemptCard>> {
  if (person === null) return new Map();
  const own = await attempts.ofPerson(services.db, person, { course, limit: MOST_CARDS });
  const latest = own.filter((one, i) => own.findIndex(({ activity }) => activity === one.activity) === i);
  return new Map((await cardsOf(services, latest, now)).map((card) => [card.activity, card]));
}

/** Nobody has no attempts: a visitor without a session sees an empty list. */
export async function listAttempts(
  services: Services,
  { person, now }: { readonly person: PersonId | null; readonly now: number },
): Promise<AttemptCard[]> {
  if (person === null) return [];
  return cardsOf(services, await attempts.ofPerson(services.db, person, { limit: MOST_CARDS }), now);
}
