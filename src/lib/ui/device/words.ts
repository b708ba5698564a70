// The words of the app on the device.
import type { ShelfActivity } from '#lib/domain/content/catalogue.ts';
import type { Progress, WaitingRow } from '#lib/domain/sync/rows.ts';
import { count } from '../words.ts';

/** "61 kB", "1.2 MB", "3.4 GB": what a person weighs against what is left on the device. */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** "17:42" today, "24 Nov, 17:42" on another day, on the person's own clock. */
export function timeWords(at: number, now: number): string {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (moment.toDateString() === new Date(now).toDateString()) return time;
  return `${moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}

export const waitingWords = ({ title, answers }: WaitingRow): string =>
  answers === 0 ? `${title}, the latest step` : `${title}, ${count(answers, 'answer')}`;

export function waitsWords({ at, work, scored }: WaitingRow, now: number): string {
  const due = work?.due == null ? '' : `, due ${work.due}`;
  const of = work === null ? '' : ` for ${work.title}${due}`;
  return `Saved at ${timeWords(at, now)}${of}. ${scored ? 'Your score is confirmed after sending.' : ''}`.trim();
}

export const progressWords = ({ answered, of, done }: Progress, kind: ShelfActivity['kind']): string =>
  done
    ? 'Finished'
    : kind === 'quiz'
      ? `${answered} of ${of} answered`
      : `${answered} of ${of} scenes behind you`;

export const partsWords = ({ kind, parts, minutes }: ShelfActivity): string =>
  `${kind === 'quiz' ? `Quiz, ${count(parts, 'question')}` : `Scenario, ${count(parts, 'scene')}`}, ${minutes} min`;
