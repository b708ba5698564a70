// Days as a person lives them: whole local days, counted from 1 January 1970, in a time zone that is an argument.
import { MONTHS } from '../kernel/months.ts';

/** An IANA name ("Europe/Minsk", "UTC"), or a fixed offset in minutes east of Greenwich. */
export type Zone = string | number;
/** The number of the local day of a moment. */
export type DayOf = (at: number) => number;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** No zone changes its offset in the middle of a quarter of an hour. */
const QUARTER = 15 * MINUTE;

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offsetsOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const known = new Map<number, number>();
  const at = (start: number): number => {
    const remembered = known.get(start);
    if (remembered !== undefined) return remembered;
    const parts = new Map(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    known.set(start, local - start);
    return local - start;
  };
  return (moment) => {
    const day = Math.floor(moment / DAY) * DAY;
    const before = at(day);
    // On all but two days of a year the clocks are left alone: two questions for a day, not one for each moment.
    return before === at(day + DAY) ? before : at(Math.floor(moment / QUARTER) * QUARTER);
  };
}

/** One for each zone asked about: what it has found out serves the next question too. */
const offsets = new Map<string, (at: number) => number>();

/** Counts days in a zone. */
export function daysIn(zone: Zone): DayOf {
  if (zone === 'UTC') return (at) => Math.floor(at / DAY);
  if (typeof zone === 'number') return (at) => Math.floor((at + zone * MINUTE) / DAY);
  const offset = offsets.get(zone) ?? offsetsOf(zone);
  offsets.set(zone, offset);
  return (at) => Math.floor((at + offset(at)) / DAY);
}

/** Day 0 is "1970-01-01". */
export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day of a date such as "2026-11-27"; null where it is none ("2026-02-30"). */
export function dayOfDate(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || dateOfDay(at / DAY) !== date ? null : at / DAY;
}

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** As in "Tue 24 November". */
export function dayWords(day: number): string {
  const date = new Date(day * DAY);
  return `${WEEKDAYS[((day % 7) + 7) % 7]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

const WEEKS = ['In a week', 'In two weeks', 'In three weeks'];

/** How far ahead a day lies: "Today", "Tomorrow", "In 3 days", "In a week". */
export function aheadWords(days: number): string {
  if (days <= 1) return days <= 0 ? 'Today' : 'Tomorrow';
  return (days % 7 === 0 ? WEEKS[days / 7 - 1] : undefined) ?? `In ${days} days`;
}
