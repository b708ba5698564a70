// The source reader, opening at the words that the address names.
import { found } from '#lib/server/http.ts';
import { sourcePage } from '#lib/server/tasks/source-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { course }, url, locals: { services } }) =>
  sourcePage(found(services.library.courses.get(course)), url.searchParams);
