// What is shown when an attempt is over: a quiz's results, or a track's debrief. Made from the whole activity.
import type { Activity, Form, QuizActivity, Reference, TrackActivity } from '../content/compiled.ts';
import type { Seat } from '../content/vocabulary.ts';
import { ask } from '../items/index.ts';
import type { AttemptState } from './machine.ts';
import { score, scoredItems, type Score } from './score.ts';
import { holds } from './situation.ts';
import { END } from './steps.ts';
import { arrangedMoves, boardOf, explained, type Explained, type Meter } from './view.ts';

export interface QuizResults {
  readonly kind: 'quiz';
  readonly score: Score;
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
  readonly done: { readonly date: string; readonly text: string; readonly references: readonly Reference[] };
}
export interface Debrief {
  readonly kind: 'track';
  readonly seat: Seat;
  readonly score: Score;
  readonly questions: readonly Explained[];
  readonly ending: {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly at: number;
    readonly of: number;
  };
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

const questions = (activity: Activity, form: Form, state: AttemptState, seed: string): Explained[] =>
  scoredItems(activity, form).map((item) =>
    explained(item, state.context.responses[item.id] ?? null, activity, seed, ask(item)),
  );

function debrief(
  activity: TrackActivity,
  form: Form,
  state: AttemptState,
  seed: string,
  seen: readonly string[],
): Debrief {
  const { context } = state;
  const index = activity.endings.findIndex((ending) => END + ending.id === state.at);
  const ending = activity.endings[index];
  return {
    kind: 'track',
    seat: activity.seat,
    score: score(activity, form, state),
    questions: questions(activity, form, state, seed),
    ending: {
      id: ending?.id ?? '',
      title: ending?.title ?? '',
      text: ending?.text ?? '',
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
              done: {
                date: scene.done.date,
                text: scene.done.text,
                references: activity.references.filter((r) => scene.done.references.includes(r.key)),
              },
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
): Results =>
  activity.kind === 'quiz'
    ? quizResults(activity, form, state, seed)
    : debrief(activity, form, state, seed, seen);

const quizResults = (activity: QuizActivity, form: Form, state: AttemptState, seed: string): QuizResults => ({
  kind: 'quiz',
  score: score(activity, form, state),
  questions: questions(activity, form, state, seed),
});
