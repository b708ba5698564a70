// Whether somebody sits before an attempt: their page says so as long as it can be seen. Without a script it never does.

/** A page that can be seen says so this often. */
export const TELL_EVERY = 30_000;
/** After so long without a word nobody is connected: two words may be lost on the way. */
export const SILENT_AFTER = 75_000;
/** A page that was left counts so much later: a reload leaves it, too, and is back by then. */
export const GONE_AFTER = 2_000;

/** The last that was heard of a page, and whether it said goodbye. */
export interface Heard {
  readonly at: number;
  readonly gone: boolean;
}

/**
 * Since when nobody is connected; null while somebody is, and where nothing was ever heard. An answer is a word too:
 * `answeredAt` is when the last one came.
 */
export function awaySince(heard: Heard | null, answeredAt: number, now: number): number | null {
  if (heard === null) return null;
  const at = Math.max(heard.at, answeredAt);
  const gone = heard.gone && heard.at === at && now - at >= GONE_AFTER;
  return gone || now - at > SILENT_AFTER ? at : null;
}
