// Which of a pupil's attempts at one activity gives the score.
import type { Settings } from './settings.ts';

export interface Taken {
  /** 1 for the first attempt, and so on. */
  readonly number: number;
  /** Null while it is not handed in: then it cannot count. */
  readonly handedInAt: number | null;
  /** Null where it has no score. */
  readonly points: number | null;
}

/** The attempt that counts; of equally good ones the earliest. Null while none is handed in. */
export function countedOf<T extends Taken>(attempts: readonly T[], counts: Settings['counts']): T | null {
  const over = attempts.filter(({ handedInAt }) => handedInAt !== null).sort((a, b) => a.number - b.number);
  if (counts === 'last') return over.at(-1) ?? null;
  const points = (attempt: T): number => attempt.points ?? -1;
  return over.reduce<T | null>(
    (best, one) => (best === null || (counts === 'best' && points(one) > points(best)) ? one : best),
    null,
  );
}
