// Deletes what has run out: at the start of a process and once a day. Any number of processes may do it, at any time.
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as ending from '../stores/ending.ts';
import * as expired from '../stores/expired.ts';

/** How often, in milliseconds. */
export const PURGE_EVERY = 86_400_000;

/** Rows of one transaction: answers that arrive meanwhile wait for no more than these. */
const BATCH = 200;
/** Classes of one transaction: each takes its entries and attempts along. */
const CLASSES = 5;

export interface Purged {
  readonly classes: number;
  readonly guests: number;
}

export async function purge({ commit }: Services, now: number): Promise<Purged> {
  /** Repeats a step until it finds less than a full batch; gives how many it took. */
  const all = async (size: number, step: (trx: Db, limit: number) => Promise<number>): Promise<number> => {
    let total = 0;
    let taken = size;
    while (taken === size) {
      taken = await commit((trx) => step(trx, size));
      total += taken;
    }
    return total;
  };

  // 1 Sessions, links and counters that nothing can be done with any more.
  await all(BATCH, (trx, limit) => expired.sessions(trx, now, limit));
  await all(BATCH, (trx, limit) => expired.resets(trx, now, limit));
  await all(BATCH, (trx, limit) => expired.invites(trx, now, limit));
  await all(BATCH, (trx, limit) => expired.limits(trx, now - PURGE_EVERY, limit));

  // 2 Classes whose day has come, samples among them, with all that was done for them.
  const classes = await all(CLASSES, async (trx, limit) => {
    const over = await expired.classes(trx, now, limit);
    await ending.classes(trx, over);
    return over.length;
  });

  // 3 Guests whom no browser remembers. A day's grace: whoever is being made now is not theirs to take.
  const guests = await all(BATCH, (trx, limit) => expired.guests(trx, now - PURGE_EVERY, limit));
  return { classes, guests };
}
