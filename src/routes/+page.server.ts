// The first page: the first course, and the names of all.
import { coursePage } from '#lib/server/tasks/course-page.ts';
import { found, stored } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => {
  const courses = [...services.library.courses.values()].map(({ id, title }) => ({ id, title }));
  const first = found(courses[0]).id;
  return {
    course: found(await stored(coursePage(services, { person, course: first, now: Date.now() }))),
    courses,
  };
};
