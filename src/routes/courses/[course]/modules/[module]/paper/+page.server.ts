// The questions of a module for paper, without a key.
import { found } from '#lib/server/http.ts';
import { paperPage } from '#lib/server/tasks/module-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { services } }) => ({
  page: found(paperPage(services, params)),
});
