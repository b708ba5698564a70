// The judge as one piece, fetched on its own: a page can be answered before it, and a sealed attempt never needs it.
import { decide } from '#lib/domain/attempt/decide.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { played } from '#lib/domain/attempt/policy.ts';
import { view } from '#lib/domain/attempt/view.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';
import { someResponse } from '#lib/domain/items/index.ts';

export { decide, played, view };
export { results } from '#lib/domain/attempt/results.ts';

/** Runs the way of an answer once, machine and all, before the first tap has to wait for it. Changes nothing. */
export function rehearse(artefact: Playable, kept: AttemptState, seed: string): void {
  const now = view(artefact, kept, seed);
  if (now.phase !== 'ask') return;
  const response = someResponse(now.asked);
  const tried = decide(artefact, kept, { type: 'respond', item: now.asked.id, response });
  if (tried.ok) view(artefact, tried.value.state, seed);
}
