// An attempt as it stands: its content, its state and the position of its next event, read once and then remembered.
import { replay } from '#lib/domain/attempt/replay.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import { results, type Results } from '#lib/domain/attempt/results.ts';
import { END } from '#lib/domain/attempt/steps.ts';
import { view, type AttemptView } from '#lib/domain/attempt/view.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { correctionOf } from '#lib/domain/regrade/correction.ts';
import type { Db } from '../db/tables.ts';
import type { Library, Version } from '../library.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import { inDayWords } from '../clock.ts';
import { isWithheld } from './assignments/withheld.ts';
import { regradesOf } from './regrade/rules.ts';

export interface Live {
  readonly attempt: attempts.Attempt;
  readonly version: Version;
  readonly playable: Playable;
  /** Seq of the next event. */
  readonly position: number;
  readonly latestAt: number;
  readonly state: AttemptState;
}

/** What a person sees of an attempt now; results only when it is over and they are not held back. */
export interface Now {
  readonly position: number;
  readonly view: AttemptView;
  readonly results: Results | null;
}

/** Ids are made by us in this form only; anything else needs no query, and PostgreSQL would refuse some of it. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{16,64}$/.test(text);

/** The state after the log: the kept one when it belongs to the last event, else the whole log replayed. */
export async function revive(db: Db, library: Library, stored: attempts.StoredAttempt): Promise<Live> {
  const { kept, events, ...attempt } = stored;
  const version = await library.version(db, attempt.hash);
  if (version === null) throw new Error(`content version ${attempt.hash} is not in the database`);
  const playable = version.dealt(attempt.seed, attempt.item).playable(attempt.form, attempt.policy);
  const live = { attempt, version, playable };
  if (kept !== null && kept.seq === events - 1)
    return { ...live, position: events, latestAt: kept.latestAt, state: kept.state };
  const log = await attempts.log(db, attempt.id);
  const replayed = replay(
    playable,
    log.map((logged) => logged.event),
  );
  if (!replayed.ok)
    throw new Error(`the log of an attempt breaks at ${replayed.error.seq} (${replayed.error.type})`);
  // A branch that was only begun was touched then, not when its copied past happened.
  const own = log.length > (attempt.branch?.seq ?? 0) ? log.at(-1)?.at : undefined;
  return { ...live, position: log.length, latestAt: own ?? attempt.createdAt, state: replayed.value };
}

/** The attempt as the database has it now, whoever's it is. */
export async function fresh({ db, library, live }: Services, id: AttemptId): Promise<Live | null> {
  if (!isId(id)) return null;
  const stored = await attempts.find(db, id);
  if (stored === null) return null;
  const found = await revive(db, library, stored);
  live.set(id, found);
  return found;
}

/** The attempt if it is this person's. Somebody else's and one that does not exist are the same: null. */
export async function ownAttempt(
  services: Services,
  person: PersonId | null,
  id: AttemptId,
): Promise<Live | null> {
  const found = await fresh(services, id);
  return found !== null && found.attempt.person === person ? found : null;
}

/** Ids of the endings reached in other attempts, from the names of their last steps. */
const endingsOf = (steps: readonly string[]): string[] =>
  steps.filter((step) => step.startsWith(END)).map((step) => step.slice(END.length));

/**
 * What may be seen of it at `now`. Results are made from the whole activity, so only when the attempt is over, and not
 * while an assignment holds them back: its own, or one that asks the same.
 */
export async function nowOf(
  services: Pick<Services, 'db' | 'library'>,
  live: Live,
  held: boolean,
  now: number,
): Promise<Now> {
  const { db, library } = services;
  const { attempt, version, playable, position, state, latestAt } = live;
  const { activity } = version.dealt(attempt.seed, attempt.item);
  const seed = orderSeed(attempt.policy, attempt.seed);
  const seen = view(playable, state, seed, activity);
  if (!state.done || held || (await isWithheld(services, live, now)))
    return { position, view: seen, results: null };
  const endings = attempt.kind === 'track' ? endingsOf(await attempts.lastSteps(db, attempt)) : [];
  const correction = correctionOf(await regradesOf(db, library, attempt), {
    activity,
    form: attempt.form,
    state,
    overAt: latestAt,
    day: inDayWords,
    reader: 'pupil',
  });
  return {
    position,
    view: seen,
    results: results(activity, attempt.form, state, seed, endings, correction),
  };
}
