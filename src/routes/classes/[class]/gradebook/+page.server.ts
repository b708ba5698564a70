// The gradebook of a class, one page of pupils at a time.
import { found, stored } from '#lib/server/http.ts';
import { gradebookPage } from '#lib/server/tasks/results/gradebook-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => ({
  book: found(
    await stored(
      gradebookPage(services, {
        person,
        class: params.class,
        page: Number(url.searchParams.get('page') ?? 1),
        now: Date.now(),
      }),
    ),
  ),
});
