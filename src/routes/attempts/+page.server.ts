// This person's own attempts, the one touched last first.
import { stored } from '#lib/server/http.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => ({
  attempts: await stored(listAttempts(services, { person, now: Date.now() })),
  answers: await stored(keepable(services, person)),
  /** The course whose source the page leads to. */
  course: services.library.courses.keys().next().value ?? null,
});
