// What is shown when an attempt is over: a quiz's results, or a track's debrief. Made from the whole activity.
import type { Activity, Form, Reference, TrackActivity } from '../content/compiled.ts';
import type { Decision, Item } from '../content/schema.ts';
import type { Seat } from '../content/vocabulary.ts';
import { ask } from '../items/index.ts';
import type { AttemptState } from './machine.ts';
import { score, scoredItems, type Marker, type Score } from './score.ts';
import { holds } from './situation.ts';
import { END, type Given } from './steps.ts';
import { arrangedMoves, boardOf, explained, type Explained, type Meter } from './view.ts';

/** What was corrected after the attempt was made: how answers are marked now, and what is said of it. */
export interface Correction {
  readonly mark: Marker;
  /** A question as it is marked now; null where nothing of it was corrected. */
  readonly explain: (item: Item, given: Given | null, seed: string) => Explained | null;
  /** Why the score moved, one sentence for each time. */
  readonly told: readonly string[];
}

interface Scored {
  readonly score: Score;
  readonly corrections: readonly string[];
}
export interface QuizResults extends Scored {
  readonly kind: 'quiz';
  readonly questions: readonly Explained[];
}
/** One decision of the debrief: what the learner did beside what was done. Neither is "the right move". */
export interface DebriefDecision {
  readonly scene: string;
  readonly date: string;
  readonly title: string;
  readonly moves: readonly {
    readonly id: string;
    readonly title: string;
    readonly yours: boolean;
    readonly done: boolean;
  }[];
  readonly done: Done;
  /** What another seat did at the nearest date; null where the world has no other seat. */
  readonly elsewhere:
    | (Done & { readonly seat: Seat; readonly track: string; readonly at: string; readonly title: string })
    | null;
}
/** What was done, when, and who says so. */
export interface Done {
  readonly date: string;
  readonly text: string;
  readonly references: readonly Reference[];
}
export interface Debrief extends Scored {
  readonly kind: 'track';
  readonly seat: Seat;
  readonly questions: readonly Explained[];
  /** Null where time ended the attempt before an ending was reached. */
  readonly ending: {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly at: number;
    readonly of: number;
  } | null;
  readonly path: readonly DebriefDecision[];
  readonly board: readonly Meter[];
  readonly goals: readonly { readonly side: Seat; readonly text: string; readonly met: boolean }[];
  /** Endings not yet seen by this person keep their title to themselves. */
  readonly endings: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly reached: boolean;
  }[];
}
export type Results = QuizResults | Debrief;

const questions = (
  activity: Activity,
  form: Form,
  state: AttemptState,
  seed: string,
  correction: Correction | null,
): Explained[] =>
  scoredItems(activity, form).map((item) => {
    const given = state.context.responses[item.id] ?? null;
    return correction?.explain(item, given, seed) ?? explained(item, given, activity, seed, ask(item));
  });

/** Score and questions: what both kinds of results begin with. */
const scoredPart = (
  activity: Activity,
  form: Form,
  state: AttemptState,
  seed: string,
  correction: Correction | null,
): Scored & { readonly questions: readonly Explained[] } => ({
  score: score(activity, form, state, correction?.mark),
  corrections: correction?.told ?? [],
  questions: questions(activity, form, state, seed, correction),
});

function debrief(
  activity: TrackActivity,
  form: Form,
  state: AttemptState,
  seed: string,
  seen: readonly string[],
  correction: Correction | null,
): Debrief {
  const { context } = state;
  const index = activity.endings.findIndex((ending) => END + ending.id === state.at);
  const ending = activity.endings[index];
  const doneOf = ({ date, text, references }: Decision['done']): Done => ({
    date,
    text,
    references: activity.references.filter((r) => references.includes(r.key)),
  });
  const elsewhereOf = (scene: string): DebriefDecision['elsewhere'] => {
    const found = activity.elsewhere?.[scene];
    if (found === undefined) return null;
    const { seat, track, date, title, done } = found;
    return { seat, track, at: date, title, ...doneOf(done) };
  };
  return {
    kind: 'track',
    seat: activity.seat,
    ...scoredPart(activity, form, state, seed, correction),
    ending:
      ending === undefined
        ? null
        : {
            id: ending.id,
            title: ending.title,
            text: ending.text,
            at: index + 1,
            of: activity.endings.length,
          },
    path: activity.scenes.flatMap((scene) =>
      scene.kind !== 'decision'
        ? []
        : [
            {
              scene: scene.id,
              date: scene.date,
              title: scene.title,
              moves: arrangedMoves(scene, seed).map((move) => ({
                id: move.id,
                title: move.title,
                yours: context.moves[scene.id] === move.id,
                done: scene.done.move === move.id,
              })),
              done: doneOf(scene.done),
              elsewhere: elsewhereOf(scene.id),
            },
          ],
    ),
    board: boardOf(activity.world, activity.seat, context.situation, context.situation),
    goals: activity.goals.map(({ side, text, when }) => ({
      side,
      text,
      met: holds(when, context.situation),
    })),
    endings: activity.endings.map(({ id, title }) => ({
      id,
      title: id === ending?.id || seen.includes(id) ? title : null,
      reached: id === ending?.id,
    })),
  };
}

/** Results of a finished attempt. `seen` names the endings this person reached in other attempts. */
export const results = (
  activity: Activity,
  form: Form,
  state: AttemptState,
  seed: string,
  seen: readonly string[] = [],
  correction: Correction | null = null,
): Results =>
  activity.kind === 'quiz'
    ? { kind: 'quiz', ...scoredPart(activity, form, state, seed, correction) }
    : debrief(activity, form, state, seed, seen, correction);
