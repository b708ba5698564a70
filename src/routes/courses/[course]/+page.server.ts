// One course: its modules, and where this person was last.
import { coursePage } from '#lib/server/tasks/course-page.ts';
import { found, stored } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { course }, locals: { services, person } }) => {
  const courses = [...services.library.courses.values()].map(({ id, title }) => ({ id, title }));
  return { course: found(await stored(coursePage(services, { person, course, now: Date.now() }))), courses };
};
