// What a teacher settles for an assignment: the three questions are columns of their own, these stand behind "More".
import * as v from 'valibot';
import type { Policy } from '../attempt/policy.ts';
import type { Form } from '../content/compiled.ts';
import { SEATS } from '../content/vocabulary.ts';

export const MODES = ['practice', 'counted'] as const;
export type Mode = (typeof MODES)[number];
export const COUNTS = ['first', 'best', 'last'] as const;
export const FEEDBACKS = ['at once', 'after handing in', 'after closing'] as const;

export const settingsSchema = v.strictObject({
  /** How often it may be taken; null for as often as one likes. */
  attempts: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
  /** Which attempt gives the score. */
  counts: v.picklist(COUNTS),
  /** When answers are explained; "at once" locks each answer. */
  feedback: v.picklist(FEEDBACKS),
  shuffled: v.boolean(),
  certainty: v.boolean(),
  /** The seats a scenario may be played from. */
  seats: v.pipe(v.array(v.picklist(SEATS)), v.minLength(1)),
  /** Minutes from beginning to the end of an attempt; null for no limit. */
  minutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600))),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** What holds when a teacher opens nothing: practice explains at once, counted work after closing. */
export const defaultSettings = (mode: Mode): Settings => ({
  attempts: mode === 'counted' ? 1 : null,
  counts: 'best',
  feedback: mode === 'counted' ? 'after closing' : 'at once',
  shuffled: true,
  certainty: true,
  seats: [...SEATS],
  minutes: null,
});

/**
 * Why these settings cannot hold together, by field; empty when they can. Practice explains at once and never ends by
 * the minute; counted work that explains at once has one attempt, for the second would be taken with the answers known.
 */
export function faultsOf(
  mode: Mode,
  { attempts, feedback, minutes }: Settings,
): Partial<Record<keyof Settings, string>> {
  if (mode === 'practice')
    return {
      ...(feedback === 'at once'
        ? {}
        : { feedback: 'Practice explains each answer at once: choose “at once”, or make it counted.' }),
      ...(minutes === null
        ? {}
        : { minutes: 'Practice has no minute limit: leave this empty, or make it counted.' }),
    };
  return feedback === 'at once' && attempts !== 1
    ? {
        attempts: 'Counted work that explains each answer at once can be taken once: choose one attempt.',
      }
    : {};
}

/** The form that is played: counted work is sealed, practice open, where the activity has that form at all. */
export const formFor = (mode: Mode, forms: readonly Form[]): Form | null => {
  const wanted: Form = mode === 'counted' ? 'sealed' : 'open';
  return forms.includes(wanted) ? wanted : (forms[0] ?? null);
};

export const policyOf = ({ feedback, shuffled, certainty }: Settings): Policy => ({
  feedback: feedback === 'at once' ? 'at once' : 'end',
  shuffled,
  certainty,
});
