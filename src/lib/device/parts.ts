// What not every attempt shows comes with those that do: scenes, assigned work, and the results of a quiz.
import type { PlayerData } from '#lib/client/page.ts';
import type * as assignedModule from '#lib/ui/player/assigned.ts';
import type QuizDone from '#lib/ui/player/QuizDone.svelte';
import type Track from '#lib/ui/player/Track.svelte';

export interface Parts {
  readonly scenario: typeof Track | null;
  readonly assigned: typeof assignedModule | null;
  readonly outcome: typeof QuizDone | null;
}

/** The attempt with what it takes to show it as it stands; rejects where a file cannot be fetched. */
export async function withParts<Data extends Pick<PlayerData, 'head' | 'results'>>(
  data: Data,
): Promise<Data & Parts> {
  const [scenario, assigned, outcome] = await Promise.all([
    data.head.kind === 'track' ? import('#lib/ui/player/Track.svelte') : null,
    data.head.work !== null ? import('#lib/ui/player/assigned.ts') : null,
    data.results?.kind === 'quiz' ? import('#lib/ui/player/QuizDone.svelte') : null,
  ]);
  return { ...data, scenario: scenario?.default ?? null, assigned, outcome: outcome?.default ?? null };
}
