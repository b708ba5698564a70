// One question of an assignment on the wall; the address says whether its answers or its key are shown.
import { found, stored } from '#lib/server/http.ts';
import { discussPage } from '#lib/server/tasks/results/discuss-page.ts';
import type { PageServerLoad } from './$types';

const SHOWN = ['answers', 'key'] as const;

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => ({
  page: found(await stored(discussPage(services, { person, ...params, now: Date.now() }))),
  show: SHOWN.find((name) => name === url.searchParams.get('show')) ?? ('question' as const),
});
