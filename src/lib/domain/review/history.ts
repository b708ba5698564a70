// How skills and certainty went over time: right answers by week, for small pictures and the sentences beside them.
import { SKILLS, CERTAINTIES, type Certainty, type Skill } from '../content/vocabulary.ts';
import type { ReviewAnswer } from './cards.ts';
import type { DayOf } from './day.ts';

export interface Tally {
  readonly answers: number;
  readonly right: number;
}
export interface Trend<Of extends string> {
  readonly of: Of;
  readonly all: Tally;
  /** The latest weeks, the one that ends today last. */
  readonly weeks: readonly Tally[];
}
export interface History {
  readonly skills: readonly Trend<Skill>[];
  readonly certainty: readonly Trend<Certainty>[];
}

export const WEEKS = 8;

type Counts = { answers: number; right: number };
type Rows<Of> = Map<Of, { readonly all: Counts; readonly weeks: readonly Counts[] }>;
const none = (): Counts => ({ answers: 0, right: 0 });
const rowsOf = <Of>(keys: readonly Of[]): Rows<Of> =>
  new Map(keys.map((of) => [of, { all: none(), weeks: Array.from({ length: WEEKS }, none) }]));

function count<Of>(rows: Rows<Of>, of: Of, week: number, correct: boolean): void {
  const found = rows.get(of);
  for (const tally of [found?.all, found?.weeks[week]]) {
    if (tally === undefined) continue;
    tally.answers++;
    if (correct) tally.right++;
  }
}

const used = <Of extends string>(rows: Rows<Of>): Trend<Of>[] =>
  [...rows].flatMap(([of, found]) => (found.all.answers === 0 ? [] : [{ of, ...found }]));

/** Skills and certainties that were used at all, in their fixed order. */
export function historyOf(answers: readonly ReviewAnswer[], dayOf: DayOf, today: number): History {
  const skills = rowsOf(SKILLS);
  const certainties = rowsOf(CERTAINTIES);
  for (const { at, skill, certainty, correct } of answers) {
    const week = WEEKS - 1 - Math.floor((today - dayOf(at)) / 7);
    count(skills, skill, week, correct);
    if (certainty !== null) count(certainties, certainty, week, correct);
  }
  return { skills: used(skills), certainty: used(certainties) };
}
