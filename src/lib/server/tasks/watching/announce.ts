// Tells whoever watches a class where an attempt stands, from what the command has at hand: a query only for its score.
import type { Mode } from '#lib/domain/assignment/settings.ts';
import { orderSeed } from '#lib/domain/attempt/policy.ts';
import { view, type AttemptView } from '#lib/domain/attempt/view.ts';
import { stepOf, type Of, type Step } from '#lib/domain/live/step.ts';
import type { Services } from '../../services.ts';
import type { Live } from '../live.ts';
import { scoreOf } from '../regrade/rules.ts';

interface Announced extends Of {
  readonly class: string;
  readonly assignment: string;
  readonly mode: Mode;
}

/** Practice counts for nothing, and of it a teacher sees that it was done, and not how. */
export async function stepNow(
  { db, library }: Pick<Services, 'db' | 'library'>,
  of: Of,
  mode: Mode,
  live: Live,
  seen: AttemptView | null = null,
): Promise<Step> {
  const { attempt, version, playable, state } = live;
  const { member, activity, number } = of;
  const score = state.done && mode === 'counted' && attempt.scored;
  return stepOf(
    { member, activity, number, attempt: attempt.id },
    live,
    // Only where it stands is asked for: no explanation need be made.
    seen ?? view(playable, state, orderSeed(attempt.policy, attempt.seed), null),
    score ? (await scoreOf(db, library, version, attempt, state)).score : null,
  );
}

export function announce(
  services: Services,
  work: Announced,
  live: Live,
  seen: AttemptView | null = null,
): void {
  const { assignment } = work;
  services.hub.publishMade(work.class, { type: 'step', attempt: live.attempt.id }, async () => ({
    type: 'step',
    assignment,
    step: await stepNow(services, work, work.mode, live, seen),
  }));
}
