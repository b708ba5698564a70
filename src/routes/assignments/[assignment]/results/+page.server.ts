// The results of one assignment; the address names the item whose answers are shown.
import { found, stored } from '#lib/server/http.ts';
import { resultsPage } from '#lib/server/tasks/results/results-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => ({
  page: found(await stored(resultsPage(services, { person, ...params, now: Date.now() }))),
  wanted: url.searchParams.get('item'),
});
