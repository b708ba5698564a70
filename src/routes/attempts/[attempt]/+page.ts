// The player: its script makes practice immediate and saves reloads. What not every attempt shows comes with those that do.
import type { PageLoad } from './$types';

export const csr = true;

export const load: PageLoad = async ({ data }) => {
  const [scenario, assigned, outcome] = await Promise.all([
    data.head.kind === 'track' ? import('#lib/ui/player/Track.svelte') : null,
    data.head.work !== null ? import('#lib/ui/player/assigned.ts') : null,
    data.results?.kind === 'quiz' ? import('#lib/ui/player/QuizDone.svelte') : null,
  ]);
  return { ...data, scenario: scenario?.default ?? null, assigned, outcome: outcome?.default ?? null };
};
