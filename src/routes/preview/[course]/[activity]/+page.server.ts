// For authors, under `npm run dev` alone: a whole activity with its keys, and its proof.
import { dev } from '$app/environment';
import { found, notHere } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { services } }) => {
  if (!dev) notHere();
  const course = found(services.library.courses.get(params.course));
  const activity = found(course.activities.get(params.activity));
  return {
    course: { id: course.id, title: course.title },
    activity,
    proof: course.proofs.get(activity.id) ?? null,
  };
};
