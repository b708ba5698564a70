// What pages show of a course before anything is played: cards of modules and activities, the period strip.
import type { DueToday, PlannedWords, ReviewHead } from '../review/pages.ts';
import type { ClassName, WorkHead } from '../assignment/cards.ts';
import type { Policy } from '../attempt/policy.ts';
import type { AttemptId, ContentHash } from '../kernel/ids.ts';
import type { Form } from './compiled.ts';
import type { Proof } from './prove.ts';
import type { AuthoredCourse } from './schema.ts';
import type { Seat } from './vocabulary.ts';

/** One attempt as listed: where it stands, and its score once it is over. */
export interface AttemptCard {
  readonly id: AttemptId;
  readonly activity: string;
  readonly title: string;
  readonly kind: 'quiz' | 'track';
  readonly form: Form;
  /** False for a branch and for a pretest. */
  readonly scored: boolean;
  /** Played again from a decision of an earlier attempt. */
  readonly branch: boolean;
  /** Played as an assignment wants it: for that assignment, or by a teacher who tried it. */
  readonly assigned: boolean;
  readonly done: boolean;
  /** Step reached of how many, from 1. */
  readonly at: number;
  readonly of: number;
  readonly unit: 'question' | 'scene';
  readonly points: number | null;
  readonly max: number | null;
  /** Epoch milliseconds. */
  readonly began: number;
  readonly latest: number;
}
export interface ActivityCard {
  readonly id: string;
  readonly kind: 'quiz' | 'track';
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** The ways it can be begun. */
  readonly forms: readonly Form[];
  /** Questions when practised, and when tested (the assessment pool comes in only there). */
  readonly open: number;
  readonly sealed: number;
  readonly decisions: number;
  readonly endings: number;
  readonly seat: Seat | null;
  readonly proof: Proof | null;
  readonly latest: AttemptCard | null;
}
export interface ModuleCard {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly summary: string;
  readonly activities: readonly ActivityCard[];
}
/** Which module a page is of. */
export interface ModuleHead {
  readonly course: { readonly id: string; readonly title: string };
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly summary: string;
  /** Its place among the modules, from 1. */
  readonly at: number;
}
/** A module with what can be played and printed of it. */
export interface ModulePage extends ModuleHead {
  readonly activities: readonly ActivityCard[];
  readonly hasPaper: boolean;
  readonly hasSheet: boolean;
  /** The classes that the one who looks can assign it to. */
  readonly classes: readonly ClassName[];
  readonly before: { readonly id: string; readonly title: string } | null;
  readonly after: { readonly id: string; readonly title: string } | null;
}
export interface PeriodCard {
  readonly label: string;
  readonly weather: 'cold' | 'warm' | 'broken' | 'open';
  readonly p: number;
  readonly quote: string;
  /** Address of the cited words in the source reader. */
  readonly href: string;
}
export interface CourseCard {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly written: string;
  readonly periods: readonly PeriodCard[];
  /** Taken before the first module and after the last one, where the course has them. */
  readonly pretest: ActivityCard | null;
  readonly modules: readonly ModuleCard[];
  readonly final: ActivityCard | null;
  /** The unfinished attempt touched last: "where was I". */
  readonly resume: AttemptCard | null;
  /** What is due in review; null where nothing is. */
  readonly today: DueToday | null;
}
/** What the player page needs to know of an attempt beside its view. */
export interface AttemptHead {
  readonly id: AttemptId;
  readonly course: string;
  readonly activity: string;
  readonly title: string;
  readonly kind: 'quiz' | 'track';
  readonly form: Form;
  readonly scored: boolean;
  readonly branch: { readonly parent: AttemptId; readonly scene: string } | null;
  /** What orders options and readings. */
  readonly seed: string;
  readonly policy: Policy | null;
  /** The assignment it was made for. */
  readonly work: WorkHead | null;
  /** Which of today's questions it is; null where it is no review. */
  readonly review: ReviewHead | null;
  /** When questions come back, beside results that the server has made; null elsewhere. */
  readonly plan: readonly PlannedWords[] | null;
  readonly hash: ContentHash;
  /** Seq the next event will have: sent with each command. */
  readonly position: number;
}
/** Address of a passage in the source reader, opening at the cited words. */
export const passageHref = (course: string, p: number, at?: readonly [number, number]): string =>
  at === undefined
    ? `/courses/${course}/source#p${p}`
    : `/courses/${course}/source?p=${p}&from=${at[0]}&to=${at[1]}#p${p}`;

/** The periods of a course for its strip. */
export const periodCards = (course: string, periods: AuthoredCourse['periods']): PeriodCard[] =>
  periods.map(({ label, weather, cite }) => ({
    label,
    weather,
    p: cite.p,
    quote: cite.quote,
    href: passageHref(course, cite.p, cite.at),
  }));
