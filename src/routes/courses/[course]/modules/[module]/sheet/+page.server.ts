// The debrief sheet of a module.
import { found } from '#lib/server/http.ts';
import { sheetPage } from '#lib/server/tasks/module-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { services } }) => ({
  page: found(sheetPage(services, params)),
});
