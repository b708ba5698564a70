// How long everything of a class is kept: to the end of the school year and thirty days more, unless the teacher says otherwise.

const DAY = 86_400_000;
/** Days that a teacher may look back after the school year. */
const AFTERWARDS = 30;
/** The longest that a class may be kept from now on, in days. */
const LONGEST = 730;

/** The end of 31 July that comes next, and thirty days more; epoch milliseconds, UTC. */
export function keptUntil(now: number): number {
  const today = new Date(now);
  const year = today.getUTCFullYear() + (today.getUTCMonth() >= 7 ? 1 : 0);
  return Date.UTC(year, 6, 31 + AFTERWARDS + 1) - 1;
}

/** Whether the end is near enough to be said at the top of the class. */
export const endsSoon = (until: number, now: number): boolean => until - now < AFTERWARDS * DAY;

/** The first and the last day that may be chosen now, as a date field writes them. */
export const keepRange = (now: number): { readonly first: string; readonly last: string } => ({
  first: dateOf(now + DAY),
  last: dateOf(now + LONGEST * DAY),
});

/** `2027-07-30`, the day of a moment in UTC. */
export const dateOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** The end of the day of a date field (UTC), or null when it is no date or outside the range. */
export function readKeepUntil(typed: string, now: number): number | null {
  const { first, last } = keepRange(now);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed) || typed < first || typed > last) return null;
  const start = Date.parse(`${typed}T00:00:00Z`);
  // The parser takes 30 February for 2 March; a day that does not exist is no date.
  return Number.isNaN(start) || dateOf(start) !== typed ? null : start + DAY - 1;
}
