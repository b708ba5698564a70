// The page of an attempt says that it is there, or that it was left. Nothing is written: it is remembered in memory.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Hearing } from '#lib/domain/live/panel.ts';
import { awaySince } from '#lib/domain/live/presence.ts';
import type { Present } from '../../presence.ts';
import type { Services } from '../../services.ts';
import { workOf } from '../assignments/work.ts';
import { ownAttempt } from '../live.ts';

/** What this process knows of the pages that play. */
export const hearingOf =
  ({ presence }: Pick<Services, 'presence'>): Hearing =>
  (attempt) =>
    presence.get(attempt)?.heard ?? null;

export interface TellPresence {
  readonly person: PersonId | null;
  readonly attempt: AttemptId;
  readonly gone: boolean;
  readonly now: number;
}

/** False for an attempt that is not this person's. What no class was given has nobody who would be told. */
export async function tellPresence(
  services: Services,
  { person, attempt, gone, now }: TellPresence,
): Promise<boolean> {
  const { presence, db, peers } = services;

  // 1 May they? Known from the word before, or looked up.
  const before = presence.get(attempt);
  let inClass = before !== undefined && before.person === person ? before.class : null;
  if (inClass === null) {
    const found = await ownAttempt(services, person, attempt);
    if (found === null) return false;
    inClass = (await workOf(db, found.attempt))?.class ?? null;
  }
  if (inClass === null || person === null) return true;

  // 2 Remembered here, and wherever else the class is watched.
  const heard = { at: now, gone };
  takeWord(services, attempt, { person, class: inClass, heard });
  peers.tell(inClass, { type: 'heard', attempt, ...heard });
  return true;
}

/**
 * Remembers what was heard of a page, here or by another process. Whoever watches is told of changes alone: that nothing
 * more is heard they see for themselves.
 */
export function takeWord(
  { presence, hub }: Pick<Services, 'presence' | 'hub'>,
  attempt: AttemptId,
  { person, class: inClass, heard }: Present,
): void {
  const before = presence.get(attempt);
  // What a page said last may be known here before what it said first to another process.
  if (before !== undefined && before.heard.at > heard.at) return;
  presence.set(attempt, { person: person ?? before?.person ?? null, class: inClass, heard });
  if (heard.gone || awaySince(before?.heard ?? null, 0, heard.at) !== null)
    hub.tell(inClass, () => ({ type: heard.gone ? 'left' : 'back' }));
}
