// One attempt made for an assignment, as it stands after its latest event: what a teacher who watches is told of it.
import type { AttemptState } from '../attempt/machine.ts';
import type { Share } from '../attempt/score.ts';
import { OVERVIEW } from '../attempt/steps.ts';
import type { AttemptView, Progress } from '../attempt/view.ts';
import type { AttemptId } from '../kernel/ids.ts';

/** Whose attempt it is, and at what. */
export interface Of {
  readonly member: string;
  readonly activity: string;
  readonly attempt: AttemptId;
  /** 1 for the first attempt of the member at the activity, and so on. */
  readonly number: number;
}
export interface Step extends Of {
  /** Seq of the next event: a step with a lower one is older. */
  readonly position: number;
  readonly at: number;
  /** Null when it is over. */
  readonly place: Progress | null;
  /** Everything was seen, and it is not handed in yet. */
  readonly overview: boolean;
  /** What it came to; null while it goes on, and where nothing counts. */
  readonly score: Share | null;
  readonly answers: AttemptState['context']['responses'];
}

export const stepOf = (
  of: Of,
  { position, latestAt, state }: { position: number; latestAt: number; state: AttemptState },
  view: AttemptView,
  score: Share | null,
): Step => ({
  ...of,
  position,
  at: latestAt,
  place: view.phase === 'done' ? null : view.progress,
  overview: state.at === OVERVIEW,
  score: state.done ? score : null,
  answers: state.context.responses,
});
