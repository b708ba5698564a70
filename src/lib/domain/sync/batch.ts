// Puts what waits on a device into messages of bearable size, in order, and says when to try again.
import type { Held, HeldEvent } from './held.ts';
import { unsentOf } from './held.ts';
import { MOST_ATTEMPTS, MOST_BYTES, MOST_EVENTS, type SentAttempt, type Sync } from './messages.ts';

export interface Batch {
  readonly message: Sync;
  /** The events of each attempt in the message, in the order of its attempts. */
  readonly asked: readonly (readonly HeldEvent[])[];
}

/** Leaves room for what stands around the attempts. */
const ROOM = MOST_BYTES - 1024;
/** Characters of JSON, as an upper bound of bytes: three for each is what UTF-8 needs at most. */
const bytesOf = (value: unknown): number => {
  const json = JSON.stringify(value);
  let bytes = json.length;
  for (const sign of json) if (sign.charCodeAt(0) > 127) bytes += 3;
  return bytes;
};

/** The next message of what waits: of each attempt the first events, as many as the limits allow; null for nothing. */
export function nextBatch(
  owner: string | null,
  waiting: readonly Held[],
  { attempts: mostAttempts = MOST_ATTEMPTS, events: mostEvents = MOST_EVENTS } = {},
): Batch | null {
  const attempts: SentAttempt[] = [];
  const asked: (readonly HeldEvent[])[] = [];
  let room = ROOM;
  for (const held of waiting) {
    if (attempts.length === mostAttempts || room <= 0) break;
    const { id, begin } = held.attempt;
    const taken: HeldEvent[] = [];
    room -= bytesOf({ id, begin }) + 64;
    for (const event of unsentOf(held).slice(0, mostEvents)) {
      room -= bytesOf(event);
      if (room < 0 && (taken.length > 0 || attempts.length > 0)) break;
      taken.push(event);
    }
    if (taken.length === 0) continue;
    attempts.push({
      attempt: id,
      ...(begin === null ? {} : { begin }),
      events: taken.map(({ id: command, position, command: what, at }) => ({
        id: command,
        position,
        command: what,
        at,
      })),
    });
    asked.push(taken);
  }
  return attempts.length === 0 ? null : { message: { owner, attempts }, asked };
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

/**
 * Milliseconds until the next try after so many failures in a row: doubled each time, at most five minutes, and spread by
 * `chance` (0 to 1) between half and all of it, so that a class does not come back as one.
 */
export function waitAfter(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole * (0.5 + chance / 2));
}
