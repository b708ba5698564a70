// The audit log of a class.
import { found, stored } from '#lib/server/http.ts';
import { logPage } from '#lib/server/tasks/classes/log-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  page: found(await stored(logPage(services, { person, id: params.class }))),
});
