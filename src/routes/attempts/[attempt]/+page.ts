// The player: its script makes practice immediate and saves reloads. What scenarios alone need comes with them alone.
import type { PageLoad } from './$types';

export const csr = true;

export const load: PageLoad = async ({ data }) => ({
  ...data,
  scenario: data.head.kind === 'track' ? (await import('#lib/ui/player/Track.svelte')).default : null,
});
