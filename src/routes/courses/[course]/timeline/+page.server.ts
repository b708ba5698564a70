// The timeline of the text.
import { found } from '#lib/server/http.ts';
import { timelinePage } from '#lib/server/tasks/timeline-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { course }, locals: { services } }) =>
  timelinePage(found(services.library.courses.get(course)));
