// One pupil's assigned work; the address names the attempt that is replayed.
import { found, stored } from '#lib/server/http.ts';
import { memberPage } from '#lib/server/tasks/results/member-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => ({
  page: found(
    await stored(
      memberPage(services, {
        person,
        member: params.member,
        attempt: url.searchParams.get('attempt'),
        now: Date.now(),
      }),
    ),
  ),
});
