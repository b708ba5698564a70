// What pages show of review.
import type { History } from './history.ts';

export interface DueToday {
  readonly questions: number;
  /** About how many it takes. */
  readonly minutes: number;
}
/** One day of the plan in words. */
export interface PlannedWords {
  /** "Today", "Tomorrow", "In 3 days". */
  readonly ahead: string;
  /** "Tue 24 November". */
  readonly date: string;
  readonly isToday: boolean;
  readonly questions: number;
}
/** Which of today's questions is being asked. */
export interface ReviewHead {
  readonly at: number;
  readonly of: number;
}
export interface TodayPage extends History {
  /** Null when nothing is due. */
  readonly due: DueToday | null;
  /** Questions reviewed today. */
  readonly done: number;
  /** Answers that the plan and the pictures are made of. */
  readonly answers: number;
  /** The next days on which something comes. */
  readonly later: readonly PlannedWords[];
  /** As in "2026-11-27"; null where none is to come. */
  readonly exam: string | null;
}
