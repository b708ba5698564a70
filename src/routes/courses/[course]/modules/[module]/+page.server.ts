// One module of a course.
import { found, stored } from '#lib/server/http.ts';
import { modulePage } from '#lib/server/tasks/module-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  module: found(await stored(modulePage(services, { person, ...params, now: Date.now() }))),
});
