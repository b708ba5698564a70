// What the pages of results show. Moments come in words: the server's clock decides, so its zone is the one told.
import type { AnswerGroup } from '../analysis/answers.ts';
import type { ClassPaths } from '../analysis/paths.ts';
import type { Verdict } from '../analysis/verdict.ts';
import type { Asked, Flags } from '../items/index.ts';
import type { Mode, Settings } from '../assignment/settings.ts';
import type { Explained, Slip } from '../attempt/view.ts';
import type { Certainty, Side } from '../content/vocabulary.ts';
import type { Cell } from './cell.ts';

export interface ClassHead {
  readonly id: string;
  readonly name: string;
}
export interface Column {
  readonly id: string;
  readonly title: string;
  /** Points to be had; 0 where nothing is scored. */
  readonly max: number;
  readonly counts: Settings['counts'];
  readonly mode: Mode;
  readonly due: string | null;
  /** False while pupils do not see their results. */
  readonly released: boolean;
}
export interface Row {
  readonly member: string;
  readonly name: string;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
  /** Different endings reached in scenarios that count. */
  readonly endings: number;
}
export interface GradebookPage {
  readonly class: ClassHead;
  readonly pupils: number;
  readonly page: number;
  readonly pages: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Endings there are in the scenarios that count; 0 where none does. */
  readonly endings: number;
  /** The middle score of each column over the whole class; null where the class has several pages. */
  readonly medians: readonly (number | null)[] | null;
  /** What was hardest in the latest work that was handed in; null where there is none, or the class has several pages. */
  readonly hard: (AssignmentHead & { readonly items: readonly ItemRow[] }) | null;
}

export interface AssignmentHead {
  readonly id: string;
  readonly title: string;
}
export interface ItemRow {
  readonly id: string;
  readonly activity: string;
  /** Its place in the activity, from 1. */
  readonly number: number;
  readonly kind: Asked['kind'];
  readonly stem: string;
  readonly n: number;
  readonly answered: number;
  readonly facility: number | null;
  readonly discrimination: number | null;
  readonly verdict: Verdict['kind'];
  readonly words: string;
  /** The most frequent wrong answer in words; null where there is none, or where the verdict names it. */
  readonly wrong: string | null;
  readonly answers: readonly AnswerGroup[];
  readonly flags: Flags | null;
}
export interface ActivityResults {
  readonly id: string;
  readonly title: string;
  readonly kind: 'quiz' | 'track';
  /** Finished attempts that are looked at: the first of each pupil. */
  readonly attempts: number;
  readonly items: readonly ItemRow[];
  readonly paths: ClassPaths | null;
}
export interface ResultsPage {
  readonly class: ClassHead;
  readonly course: string;
  readonly assignment: AssignmentHead & { readonly mode: Mode; readonly due: string | null };
  readonly max: number;
  readonly released: boolean;
  readonly median: number | null;
  /** How many pupils stand where, and the first of them by name. */
  readonly standing: readonly {
    readonly state: Cell['state'];
    readonly count: number;
    readonly late: number;
    readonly pupils: readonly { readonly member: string; readonly name: string }[];
  }[];
  readonly activities: readonly ActivityResults[];
}

export interface DiscussPage {
  readonly class: ClassHead;
  readonly course: string;
  readonly assignment: AssignmentHead;
  readonly item: ItemRow;
  readonly asked: Asked;
  readonly slip: Slip | null;
  readonly answer: Explained;
  readonly released: boolean;
}

/** What happened at one step of an attempt, as it is told to the teacher. */
export type Telling =
  | { readonly kind: 'began' }
  | { readonly kind: 'handed in' }
  | { readonly kind: 'ended'; readonly words: string }
  | {
      /** A retry came after the explanation. */
      readonly kind: 'answered' | 'retried';
      readonly asked: Asked;
      readonly slip: Slip | null;
      readonly said: readonly string[];
      readonly certainty: Certainty | null;
      /** Null where it did not count: it was changed later, or was a retry. */
      readonly points: number | null;
      readonly rule: string;
    }
  | { readonly kind: 'left open' | 'came back'; readonly stem: string }
  | {
      readonly kind: 'moved';
      readonly date: string;
      readonly title: string;
      readonly move: string;
      readonly others: readonly string[];
    }
  | {
      readonly kind: 'guessed';
      readonly by: Side;
      readonly reading: string | null;
      readonly met: boolean;
    };
export type ReplayStep = { readonly seq: number; readonly at: string } & Telling;
export interface AttemptLine {
  readonly id: string;
  readonly activity: string;
  readonly number: number;
  readonly began: string;
  readonly handedIn: string | null;
  readonly points: number | null;
  readonly max: number | null;
  readonly counts: boolean;
  readonly late: boolean;
}
export interface MemberPage {
  readonly class: ClassHead;
  readonly member: { readonly id: string; readonly name: string };
  /** The course whose source the page leads to. */
  readonly course: string | null;
  readonly assignments: readonly (AssignmentHead & {
    readonly max: number;
    readonly due: string | null;
    readonly cell: Cell;
    readonly attempts: readonly AttemptLine[];
  })[];
  readonly replay:
    | (AttemptLine & {
        readonly assignment: AssignmentHead;
        readonly course: string;
        /** The first letters of the content version's hash, and since when it is in use. */
        readonly version: string;
        readonly since: string | null;
        readonly ending: string | null;
        /** Why its score moved after it was handed in, a sentence for each time. */
        readonly corrections: readonly string[];
        readonly steps: readonly ReplayStep[];
      })
    | null;
}
