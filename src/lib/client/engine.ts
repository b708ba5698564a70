// The judge as one piece, fetched on its own: a page can be answered before it, and a sealed attempt never needs it.
import { decide } from '#lib/domain/attempt/decide.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { view } from '#lib/domain/attempt/view.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';

export { decide, view };
export { results } from '#lib/domain/attempt/results.ts';

/** Builds the machine and runs the code once before the first tap has to wait for it. Changes nothing. */
export function rehearse(artefact: OpenActivity, kept: AttemptState, seed: string): void {
  view(artefact, kept, seed);
  decide(artefact, kept, { type: 'go_on', from: kept.at });
}
