// Parallel accounts of one event.
import { found } from '#lib/server/http.ts';
import { accountsPage } from '#lib/server/tasks/accounts-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { course }, locals: { services } }) =>
  accountsPage(found(services.library.courses.get(course)));
