// What pages show of assignments. Moments come in words already: the server's clock decides, so its zone is the one told.
import type { Seat } from '../content/vocabulary.ts';
import type { Page } from '../classes/paging.ts';
import type { AttemptId } from '../kernel/ids.ts';
import type { Allowance, End, Standing } from './deadline.ts';
import type { Mode, Settings } from './settings.ts';

/** Of the work an attempt belongs to: what its player says above and after it. */
export interface WorkHead {
  readonly assignment: string;
  readonly title: string;
  readonly mode: Mode;
  readonly due: string | null;
  /** Handed in after it was due, or would be now. */
  readonly late: boolean;
  readonly end: { readonly words: string; readonly because: End['because']; readonly past: boolean } | null;
  readonly extraMinutes: number;
  /** Time ended it, not the person. */
  readonly cut: boolean;
  readonly feedback: Settings['feedback'];
  /** When results are shown of themselves; null while the teacher must release them. */
  readonly releases: string | null;
  /** Items in which the pupil has reported that something is wrong. */
  readonly reported: readonly string[];
}

/** A class by its name. */
export interface ClassName {
  readonly id: string;
  readonly name: string;
}
/** A module that can be assigned. */
export interface ModuleChoice {
  /** "course/module", as the form sends it. */
  readonly value: string;
  readonly title: string;
  readonly when: string;
  readonly minutes: number;
  /** Questions that only counted work asks. Where there are none, pupils can practise the very same answers. */
  readonly reserved: number;
}
export interface AssignPage {
  readonly class: ClassName;
  readonly pupils: number;
  readonly modules: readonly ModuleChoice[];
  /** The module that the link named. */
  readonly chosen: ModuleChoice | null;
  /** The value of the date field, and the zone it is read in. */
  readonly due: string;
  readonly zone: string;
  readonly sentences: Readonly<Record<Mode, string>>;
}

/** When things happen, in words. */
export interface TimeWords {
  readonly opens: string;
  readonly due: string | null;
  readonly closes: string | null;
  readonly zone: string;
}
export interface GivenActivity {
  readonly id: string;
  readonly title: string;
  readonly kind: 'quiz' | 'track';
  readonly minutes: number;
  readonly questions: number;
  readonly seat: Seat | null;
}
interface Shown {
  readonly id: string;
  readonly title: string;
  readonly class: ClassName;
  readonly mode: Mode;
  readonly standing: Standing;
  readonly times: TimeWords;
  /** Whether results are out, and when they will be of themselves. */
  readonly shown: boolean;
  readonly releases: string | null;
}

/** One pupil in the teacher's list. */
export interface PupilLine {
  readonly member: string;
  readonly name: string;
  readonly state: 'not begun' | 'under way' | 'done';
  readonly late: boolean;
  /** The latest attempt at some part was ended by time: more minutes do not reopen it, another attempt does. */
  readonly cut: boolean;
  readonly allowance: Allowance;
}
export interface TaughtPage extends Shown {
  readonly sentence: string;
  readonly activities: readonly GivenActivity[];
  readonly reserved: number;
  /** Null while nobody may join the class. */
  readonly code: string | null;
  /** One page of them, by name; how many there are in all, have begun and are done stands beside it. */
  readonly pupils: Page<PupilLine>;
  readonly counts: { readonly pupils: number; readonly begun: number; readonly done: number };
  /** Values of the date fields. */
  readonly fields: { readonly due: string; readonly closes: string };
  /** The other classes of this teacher. */
  readonly others: readonly ClassName[];
}

/** One attempt of a pupil at an activity of an assignment. */
export interface TakenLine {
  readonly attempt: AttemptId;
  readonly number: number;
  readonly handedIn: string | null;
  readonly late: boolean;
  /** Null while it is held back, and where nothing counts. */
  readonly points: number | null;
  readonly max: number | null;
  /** The one that gives the score, where there are several. */
  readonly counts: boolean;
}
export interface OwnActivity extends GivenActivity {
  readonly underWay: AttemptId | null;
  /** Why none can be begun; null when one can. */
  readonly refusal: string | null;
  readonly taken: readonly TakenLine[];
}
export interface OwnPage extends Shown {
  readonly attempts: string;
  readonly feedback: Settings['feedback'];
  readonly minutes: number | null;
  readonly allowance: Allowance;
  readonly activities: readonly OwnActivity[];
}

/** An assignment under "To do". */
export interface WorkLine {
  readonly id: string;
  readonly title: string;
  readonly class: string;
  readonly mode: Mode;
  readonly standing: Standing;
  readonly times: TimeWords;
  readonly extraMinutes: number;
  readonly excused: boolean;
  readonly done: number;
  readonly of: number;
  readonly begun: boolean;
  readonly shown: boolean;
  readonly releases: string | null;
}
