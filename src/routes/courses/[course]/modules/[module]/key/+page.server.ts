// The key to the questions of a module on paper.
import { found } from '#lib/server/http.ts';
import { keyPage } from '#lib/server/tasks/module-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { services } }) => ({
  page: found(keyPage(services, params)),
});
