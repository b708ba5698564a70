// The judge as one piece, fetched on its own: a page can be answered before it, and a sealed attempt never needs it.
import { decide } from '#lib/domain/attempt/decide.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { view, type AttemptView } from '#lib/domain/attempt/view.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import { someResponse } from '#lib/domain/items/index.ts';

export { decide, view };
export { results } from '#lib/domain/attempt/results.ts';

/**
 * Runs the way of an answer once, machine and all, before the first tap has to wait for it. Changes nothing; gives what
 * would be shown, or null where the next step is no such question.
 */
export function rehearse(artefact: OpenActivity, kept: AttemptState, seed: string): AttemptView | null {
  const now = view(artefact, kept, seed);
  if (now.phase !== 'ask') return null;
  const response = someResponse(now.asked);
  const tried = decide(artefact, kept, { type: 'respond', item: now.asked.id, response });
  return tried.ok ? view(artefact, tried.value.state, seed) : null;
}
