// What a device need not hold for ever: what the server has whole, and nobody has touched for long.
import { touchedAt, unsentOf, type Held } from './held.ts';
import { isReview } from './rows.ts';

const DAY = 86_400_000;
/** Days after which a review of one question may go; its answer is in what the server says of review. */
const REVIEW = 7;
/** Days after which any other attempt may, once it is over. */
const ATTEMPT = 30;

/** True where the server knows every step of it and it was touched long ago; whether it is over the judge must say. */
export const isOld = (held: Held, now: number): boolean =>
  held.attempt.begin === null &&
  held.attempt.refused === null &&
  unsentOf(held).length === 0 &&
  touchedAt(held) < now - (isReview(held) ? REVIEW : ATTEMPT) * DAY;

/** What is known of an artefact without looking into it. */
export interface Lying {
  readonly key: string;
  /** Of the whole activity. */
  readonly hash: string;
  readonly chosen: boolean;
  readonly at: number;
}

/** Keys of artefacts that no attempt here is played from: those of one question or one test, and old ones nobody chose. */
export function unneeded(contents: readonly Lying[], left: readonly Held[], now: number): string[] {
  const played = new Set(left.map(({ attempt }) => attempt.content));
  return contents
    .filter(({ key, hash, chosen, at }) => {
      const whole = key === hash;
      return !chosen && !played.has(key) && at < now - (whole ? ATTEMPT : REVIEW) * DAY;
    })
    .map(({ key }) => key);
}
