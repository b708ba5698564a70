// What a teacher settles for an assignment: the three questions are columns of their own, these stand behind "More".
import * as v from 'valibot';
import { SEATS } from '../content/vocabulary.ts';

export const MODES = ['practice', 'counted'] as const;
export type Mode = (typeof MODES)[number];

export const settingsSchema = v.strictObject({
  /** How often it may be taken; null for as often as one likes. */
  attempts: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
  /** Which attempt gives the score. */
  counts: v.picklist(['first', 'best', 'last']),
  /** When answers are explained; "at once" locks each answer. */
  feedback: v.picklist(['at once', 'after handing in', 'after closing']),
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
