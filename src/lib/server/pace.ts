// How fast one person, or one address, may send: nobody notices it who answers by hand, and a flood is told to wait.
import { setTimeout as pause } from 'node:timers/promises';
import { lru } from './lru.ts';

export interface Limit {
  /** Requests under way. */
  readonly atOnce: number;
  /** So many at a stretch, */
  readonly burst: number;
  /** and this many more with each second. */
  readonly perSecond: number;
}

/** Somebody who is known: a hundred times as fast as anybody answers, and room for all that a device has collected. */
export const PERSON: Limit = { atOnce: 6, burst: 600, perSecond: 100 };
/** An address of people who are not known yet: a whole school that opens its first page in the same minute. */
export const ADDRESS: Limit = { atOnce: 400, burst: 2000, perSecond: 100 };

export type Entered =
  /**
   * `leave` when it has been answered; its place is free with the next turn of the event loop. SQLite answers without
   * waiting, so of a flood that arrives in one turn each would find the place of the one before, and others would wait
   * for all of them.
   */
  | { readonly ok: true; readonly leave: () => void }
  /** Whole seconds until another may be sent. */
  | { readonly ok: false; readonly retryAfter: number };

export interface Pace {
  /** One request of whoever `whose` names, at `now` in milliseconds. What is refused counts for nothing. */
  readonly enter: (whose: string, limit: Limit, now: number) => Entered;
  /** Waits before a refusal is answered: a flood that is refused at once comes again at once, and others pay for it. */
  readonly holdBack: () => Promise<void>;
}

interface Count {
  left: number;
  at: number;
  inside: number;
}

/** Milliseconds that a refusal waits; a device or a page that is told so waits for a second anyway. */
const HELD = 250;
/** So many wait at most: beyond that they are answered at once. */
const MOST_HELD = 2_000;

/** Those who were not heard of for longest are forgotten, and begin anew. */
const REMEMBERED = 20_000;

/** Counted in each process for itself: what is limited here is what one process has to do. */
export function createPace(): Pace {
  const counts = lru<string, Count>(REMEMBERED);
  let held = 0;
  return {
    async holdBack() {
      if (held >= MOST_HELD) return;
      held++;
      await pause(HELD);
      held--;
    },

    enter(whose, { atOnce, burst, perSecond }, now) {
      const count = counts.get(whose) ?? { left: burst, at: now, inside: 0 };
      // A clock that was put back gives nothing and takes nothing.
      const earned = (Math.max(0, now - count.at) / 1000) * perSecond;
      count.left = Math.min(burst, count.left + earned);
      count.at = now;
      counts.set(whose, count);
      if (count.inside >= atOnce) return { ok: false, retryAfter: 1 };
      if (count.left < 1) return { ok: false, retryAfter: Math.ceil((1 - count.left) / perSecond) };
      count.left--;
      count.inside++;
      return { ok: true, leave: () => void setImmediate(() => count.inside--) };
    },
  };
}
