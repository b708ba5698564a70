// Looks up what may be a guess (a class code, a key of words): a few are let pass at an address, then one after the other.
import type { Services } from '../services.ts';
import * as limits from '../stores/rate-limits.ts';

export interface Guess<T> {
  /** What is guessed at, and from where. */
  readonly key: string;
  readonly limit: limits.Limit;
  readonly now: number;
  readonly look: () => Promise<T | null>;
}

/** Null for a wrong one, which is counted; `full` for one that was not looked at. Right ones count for nothing. */
export async function guess<T>(
  { db, commit, guesses }: Pick<Services, 'db' | 'commit' | 'guesses'>,
  { key, limit, now, look }: Guess<T>,
): Promise<T | null | 'full'> {
  const wrong = (): Promise<number> => limits.triesOf(db, key, limit, now);
  const found = await guesses.atOnce(key, limit.most, wrong, async () => {
    const seen = await look();
    if (seen === null) await commit((trx) => limits.limited(trx, key, limit, now));
    return seen;
  });
  return found === 'over' ? guesses.inTurn(key, look) : found;
}
