// What came after the text.
import { found } from '#lib/server/http.ts';
import { epiloguePage } from '#lib/server/tasks/epilogue-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { course }, locals: { services } }) =>
  epiloguePage(found(services.library.courses.get(course)));
