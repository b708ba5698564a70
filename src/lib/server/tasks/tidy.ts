// Housekeeping: deletes what has run out. Any number of processes may do it, at any time.
import type { Services } from '../services.ts';
import * as ownership from '../stores/ownership.ts';
import * as resets from '../stores/password-resets.ts';
import * as limits from '../stores/rate-limits.ts';
import * as samples from '../stores/sample-classes.ts';
import * as sessions from '../stores/sessions.ts';

/** How often, in milliseconds. */
export const TIDY_EVERY = 60 * 60_000;
/** Longer than any rate limit reaches back. */
const DAY = 86_400_000;

export async function tidy({ commit }: Services, now: number): Promise<void> {
  await commit(async (trx) => {
    await sessions.endExpired(trx, now);
    await resets.dropExpired(trx, now);
    await limits.forgetBefore(trx, now - DAY);
    await ownership.end(trx, await samples.over(trx, now));
  });
}
