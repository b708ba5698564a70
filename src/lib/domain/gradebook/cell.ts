// Where one pupil stands in one assignment: what a cell of the gradebook says.
import { countedOf, type Taken } from '../assignment/counting.ts';
import {
  isLate,
  NO_ALLOWANCE,
  standing,
  timesFor,
  type Allowance,
  type Times,
} from '../assignment/deadline.ts';
import type { Settings } from '../assignment/settings.ts';

export interface Attempted extends Taken {
  readonly activity: string;
}
export interface Assigned extends Times {
  readonly settings: Pick<Settings, 'counts'>;
}
export type CellState =
  | 'excused'
  | 'not open'
  | 'not started'
  | 'not handed in'
  | 'in progress'
  /** Some of its activities are handed in, others not. */
  | 'partly handed in'
  | 'handed in';

export interface Cell {
  readonly state: CellState;
  /** The sum over the attempts that count; null while none has a score. */
  readonly points: number | null;
  readonly late: boolean;
  /** Activities handed in, of those there are. */
  readonly done: number;
  readonly of: number;
  readonly allowance: Allowance | null;
}

const rounded = (points: number): number => Math.round(points * 1e6) / 1e6;

/** The attempts that count, one for each activity that has one handed in. */
export function counting<T extends Attempted>(
  activities: readonly string[],
  attempts: readonly T[],
  counts: Settings['counts'],
): T[] {
  return activities.flatMap((activity) => {
    const found = countedOf(
      attempts.filter((attempt) => attempt.activity === activity),
      counts,
    );
    return found === null ? [] : [found];
  });
}

/** `activities` are those the pupil may play. */
export function cellOf(
  assigned: Assigned,
  activities: readonly string[],
  attempts: readonly Attempted[],
  { allowance, now }: { readonly allowance: Allowance | null; readonly now: number },
): Cell {
  const own = timesFor(assigned, allowance ?? NO_ALLOWANCE);
  const counted = counting(activities, attempts, assigned.settings.counts);
  const scored = counted.flatMap(({ points }) => (points === null ? [] : [points]));
  const state = (): CellState => {
    if (allowance?.excused === true) return 'excused';
    if (counted.length > 0) return counted.length < activities.length ? 'partly handed in' : 'handed in';
    const stands = standing(own, now);
    if (stands === 'closed') return 'not handed in';
    if (attempts.length > 0) return 'in progress';
    return stands === 'not open' ? 'not open' : 'not started';
  };
  return {
    state: state(),
    points: scored.length === 0 ? null : rounded(scored.reduce((sum, points) => sum + points, 0)),
    late: counted.some(({ handedInAt }) => handedInAt !== null && isLate(own, handedInAt)),
    done: counted.length,
    of: activities.length,
    allowance,
  };
}

/** How a score is drawn; its number is always there too. */
export type Level = 'high' | 'middle' | 'low';
/** High from four fifths on, low below half. */
export const levelOf = (points: number, max: number): Level =>
  points >= max * 0.8 ? 'high' : points < max * 0.5 ? 'low' : 'middle';

/** A cell in words, for a table without colours. */
export function cellWords({ state, done, of }: Pick<Cell, 'state' | 'done' | 'of'>): string {
  switch (state) {
    case 'partly handed in':
      return `${done} of ${of} parts handed in`;
    default:
      return state.slice(0, 1).toUpperCase() + state.slice(1);
  }
}
