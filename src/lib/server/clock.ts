// Moments as people write them, in the time zone of the server: it decides deadlines, so its clock is the one that is shown.

const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
/** As in "27 November 2026". */
export const inDayWords = (moment: number): string => dayFormat.format(moment);

/** The zone's name, as in "Europe/Minsk". */
export const zone = (): string => format.resolvedOptions().timeZone;

/** As in "Fri, 27 Nov 2026, 23:59". */
export const inWords = (moment: number): string => format.format(moment);
export const inWordsOrNull = (moment: number | null): string | null =>
  moment === null ? null : inWords(moment);

const two = (n: number): string => String(n).padStart(2, '0');

/** The value of a `datetime-local` field. */
export function forField(moment: number | null): string {
  if (moment === null) return '';
  const date = new Date(moment);
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}`
  );
}

/** What such a field says, or null when it is no moment: no such day, or an hour that the clocks leave out. */
export function fromField(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?$/.test(text)) return null;
  const moment = new Date(text).getTime();
  return Number.isNaN(moment) || forField(moment) !== text.slice(0, 16) ? null : moment;
}

/** One week on, at the last minute of that day. */
export function inAWeek(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 7);
  return date.setHours(23, 59, 0, 0);
}
