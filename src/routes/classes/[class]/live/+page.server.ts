// A class at work: the page as it stands now.
import { found, stored } from '#lib/server/http.ts';
import { livePage } from '#lib/server/tasks/watching/live-page.ts';
import type { PageServerLoad } from './$types';

// Of a teacher's pages this one alone has a script: it shows what changes while it is looked at.
export const csr = true;

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => {
  const asked = { person, class: params.class, of: url.searchParams.get('of'), now: Date.now() };
  const live = found(await stored(livePage(services, asked)));
  const wall = url.searchParams.get('wall') === '1';
  const { panel } = live;
  // What the wall does not show is not sent to it either.
  return {
    live: wall && panel !== null ? { ...live, panel: { ...panel, needs: [], lines: [] } } : live,
    wall,
  };
};
