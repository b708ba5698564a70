// What an entry of the table of writing tasks is: one task, made ready so that it can be tried again and again.
import { NOON, type School } from '../../stores/school.ts';

export interface Writing {
  readonly name: string;
  /** Makes all that it needs; gives the way to do it, which throws when it was not done. `at` is the moment of the try. */
  readonly prepare: (school: School) => Promise<(at: number) => Promise<unknown>>;
  /** Why it writes in several steps, each a whole: then what is there after a fault is what the last step left. */
  readonly several?: string;
  /** Why it goes on although something was not written. */
  readonly goesOn?: string;
}

export class NotDone extends Error {
  readonly code: string | null;
  constructor(outcome: unknown) {
    super(`not done: ${JSON.stringify(outcome)}`);
    const { refusal, error } = (outcome ?? {}) as Record<string, { readonly code?: string } | undefined>;
    this.code = refusal?.code ?? error?.code ?? null;
  }
}

export type Done<T> = Exclude<NonNullable<T>, false | { readonly ok: false }>;

/** The outcome of a task that was done; null, false and refusals are not. */
export function done<T>(outcome: T): Done<T> {
  if (outcome === null || outcome === false) throw new NotDone(outcome);
  if (typeof outcome === 'object' && 'ok' in outcome && outcome.ok === false) throw new NotDone(outcome);
  return outcome as Done<T>;
}

/** The outcome of a task that says in a word what it has done. */
export function said(outcome: unknown, word: unknown): void {
  if (outcome !== word) throw new NotDone(outcome);
}

export const HOUR = 3_600_000;
/** A further try is hours later: it is not one of too many. */
export const tryAt = (n: number): number => NOON + n * HOUR;
