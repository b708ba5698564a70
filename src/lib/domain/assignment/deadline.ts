// When assigned work may be begun and answered, when it is late, closed or over, and when its results may be seen.
import { refusal, type Refusal } from '../kernel/refusal.ts';
import type { Mode, Settings } from './settings.ts';

/** Epoch milliseconds; null for never. */
export interface Times {
  readonly opensAt: number;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  /** When the teacher released the results by hand. */
  readonly releasedAt: number | null;
}
/** What one pupil is allowed beyond the others. */
export interface Allowance {
  readonly extraMinutes: number;
  readonly extraAttempts: number;
  readonly excused: boolean;
}
export const NO_ALLOWANCE: Allowance = { extraMinutes: 0, extraAttempts: 0, excused: false };

const MINUTE = 60_000;
const later = (moment: number | null, minutes: number): number | null =>
  moment === null ? null : moment + minutes * MINUTE;

/** The times as they hold for one pupil: more minutes move what is due and when it closes. */
export const timesFor = (times: Times, { extraMinutes }: Pick<Allowance, 'extraMinutes'>): Times => ({
  ...times,
  dueAt: later(times.dueAt, extraMinutes),
  closesAt: later(times.closesAt, extraMinutes),
});

export type Standing = 'not open' | 'open' | 'late' | 'closed';

/** Where work stands at `now`, the times being one pupil's own. At the very moment of closing it is closed. */
export function standing({ opensAt, dueAt, closesAt }: Times, now: number): Standing {
  if (closesAt !== null && now >= closesAt) return 'closed';
  if (now < opensAt) return 'not open';
  return dueAt !== null && now > dueAt ? 'late' : 'open';
}

/** Handed in after it was due: taken all the same, and marked. */
export const isLate = ({ dueAt }: Times, handedInAt: number): boolean => dueAt !== null && handedInAt > dueAt;

export interface End {
  readonly at: number;
  readonly because: 'time is up' | 'closed';
}
/**
 * When an attempt begun at `began` ends whatever its answers: at its minute limit or when the work closes, the sooner
 * of the two; extra minutes move both. Null where it has no end.
 */
export function endOf(
  times: Times,
  { minutes }: Pick<Settings, 'minutes'>,
  allowance: Pick<Allowance, 'extraMinutes'>,
  began: number,
): End | null {
  const { closesAt } = timesFor(times, allowance);
  const limit = minutes === null ? null : began + (minutes + allowance.extraMinutes) * MINUTE;
  if (limit !== null && (closesAt === null || limit < closesAt)) return { at: limit, because: 'time is up' };
  return closesAt === null ? null : { at: closesAt, because: 'closed' };
}

/** Why an answer that arrives at `now` is not taken; null when it is. What was recorded before stands. */
export function refusedAt(end: End | null, now: number): Refusal | null {
  if (end === null || now < end.at) return null;
  return end.because === 'closed'
    ? refusal('assignment_closed', 'This answer was not taken; everything saved before it is kept.')
    : refusal('time_is_up', 'This answer was not taken; everything saved before it is handed in.');
}

/**
 * Why another attempt cannot be begun at `now`; null when it can. `begun` counts those of this pupil at the activity,
 * `told` says that results which were to wait for the closing are out already.
 */
export function refusesBegin(
  times: Times,
  { attempts }: Pick<Settings, 'attempts'>,
  allowance: Allowance,
  begun: number,
  told: boolean,
  now: number,
): Refusal | null {
  if (allowance.excused) return refusal('excused');
  const stands = standing(timesFor(times, allowance), now);
  if (stands === 'closed') return refusal('assignment_closed', 'Nothing more can be begun in it.');
  if (stands === 'not open') return refusal('assignment_not_open', 'Its page says when it opens.');
  if (told && begun > 0) return refusal('results_are_out');
  return attempts !== null && begun >= attempts + allowance.extraAttempts
    ? refusal('no_attempts_left', `You have begun ${begun}: ask your teacher for another one.`)
    : null;
}

/** When results are seen without the teacher's doing: once it is closed for the last pupil; null while it never closes. */
export const releasesAt = (times: Times, longestExtra: number): number | null =>
  later(times.closesAt, longestExtra);

/** Whether results wait for the closing or the teacher, and are not seen as soon as an attempt is handed in. */
export const waits = (mode: Mode, { feedback }: Pick<Settings, 'feedback'>): boolean =>
  mode === 'counted' && feedback === 'after closing';

/**
 * Whether a pupil may see score and explanations of an attempt of theirs that is over. `longestExtra` are the most
 * extra minutes that anybody has: until the last of them is done nobody can tell the answers.
 */
export function showsResults(
  mode: Mode,
  settings: Pick<Settings, 'feedback'>,
  times: Times,
  longestExtra: number,
  now: number,
): boolean {
  if (!waits(mode, settings)) return true;
  const { releasedAt } = times;
  if (releasedAt !== null && now >= releasedAt) return true;
  const at = releasesAt(times, longestExtra);
  return at !== null && now >= at;
}
