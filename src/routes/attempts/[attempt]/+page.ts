// The player: its script makes practice immediate and saves reloads. What only scenarios or results need comes with them.
import type { PageLoad } from './$types';

export const csr = true;

export const load: PageLoad = async ({ data }) => ({
  ...data,
  scenario: data.head.kind === 'track' ? (await import('#lib/ui/player/Track.svelte')).default : null,
  outcome: data.results?.kind === 'quiz' ? (await import('#lib/ui/player/QuizDone.svelte')).default : null,
});
