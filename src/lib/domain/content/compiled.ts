// What authored content compiles to: whole activities for the judge, and the two artefacts made from them.
import type { Policy } from '../attempt/policy.ts';
import type { Asked } from '../items/index.ts';
import type {
  AuthoredCourse,
  AuthoredSource,
  Claim,
  CourseEvent,
  Decision,
  Ending,
  Item,
  Lexicon,
  Perspective,
  References,
  Sheet,
  Tellings,
  Track,
  World,
} from './schema.ts';
import type { Proof } from './prove.ts';
import type { Seat } from './vocabulary.ts';

type Texts = Readonly<Record<number, string>>;
export type Reference = References[number];

/** What both kinds of activity carry, so that an attempt can be shown years later from its content version alone. */
interface Pinned {
  readonly id: string;
  readonly course: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** Text of each paragraph that the activity cites, by its number. */
  readonly paragraphs: Texts;
}
export interface QuizActivity extends Pinned {
  readonly kind: 'quiz';
  /** Taken before the course begins: in practice alone, and never scored. */
  readonly pretest?: true | undefined;
  /** Only a drawn quiz has it: `items` is then the pool, and draw.ts chooses from it for each attempt. */
  readonly draw?: { readonly per_skill: number } | undefined;
  readonly items: readonly Item[];
  readonly tellings: readonly Tellings[];
  readonly references: readonly Reference[];
}
/** The decision of another seat that was taken at the nearest date, and what was done then. */
export interface Elsewhere {
  readonly seat: Seat;
  readonly track: string;
  readonly date: string;
  readonly title: string;
  readonly done: Decision['done'];
}
type TrackFields = Pick<Track, 'seat' | 'role' | 'period' | 'goals'>;
export interface TrackActivity extends Pinned, TrackFields {
  readonly kind: 'track';
  readonly world: World;
  readonly scenes: Track['scenes'];
  readonly endings: readonly Ending[];
  readonly cites: Track['cites'];
  /** By the id of a decision, where the world has another seat's track. */
  readonly elsewhere?: Readonly<Record<string, Elsewhere>> | undefined;
  readonly tellings: readonly Tellings[];
  readonly references: readonly Reference[];
}
/** The whole of an activity, keys and all. It never leaves the server. */
export type Activity = QuizActivity | TrackActivity;

/** Practice: keys inside, assessment items left out. */
export type OpenActivity = Activity & { readonly form: 'open' };

/** Counted work: no key, no explanation, no history. The types have no field that could hold one. */
export interface SealedQuiz extends Pinned {
  readonly kind: 'quiz';
  readonly form: 'sealed';
  readonly items: readonly Asked[];
}
export type SealedDecision = Omit<Decision, 'done'>;
export type SealedScene =
  SealedDecision | { readonly kind: 'question'; readonly id: string; readonly item: Asked };
export interface SealedTrack extends Pinned, TrackFields {
  readonly kind: 'track';
  readonly form: 'sealed';
  readonly world: World;
  readonly scenes: readonly SealedScene[];
  readonly endings: readonly Ending[];
}
export type SealedActivity = SealedQuiz | SealedTrack;

/** What an attempt's machine can be built from; `policy` where an assignment says how it is played. */
export type Playable = (OpenActivity | SealedActivity) & { readonly policy?: Policy | undefined };
export type Form = Playable['form'];

/** The forms an activity is offered in: a pretest is only practised, and a drawn quiz is only a test. */
export const formsOf = (activity: Activity): readonly Form[] =>
  activity.kind === 'quiz' && activity.pretest === true
    ? ['open']
    : activity.kind === 'quiz' && activity.draw !== undefined
      ? ['sealed']
      : ['open', 'sealed'];

/** Whether an attempt at it has a score that stands: all but the pretest. */
export const isScored = (activity: Activity): boolean =>
  !(activity.kind === 'quiz' && activity.pretest === true);

/** The source as printed: paragraphs by number from 1, and its card. */
export interface Source extends AuthoredSource {
  readonly paragraphs: readonly string[];
}

/** A whole compiled course, as the server holds it. */
export interface Course extends AuthoredCourse {
  readonly printed: Source;
  readonly references: References;
  readonly perspectives: readonly Perspective[];
  readonly lexicon: Lexicon;
  readonly claims: readonly Claim[];
  readonly events: readonly CourseEvent[];
  readonly tellings: readonly Tellings[];
  /** By module id. */
  readonly sheets: ReadonlyMap<string, Sheet>;
  /** By activity id: the pretest, the modules in their order, the final. */
  readonly activities: ReadonlyMap<string, Activity>;
  /** The exhaustive proof of each track, by activity id. */
  readonly proofs: ReadonlyMap<string, Proof>;
}
