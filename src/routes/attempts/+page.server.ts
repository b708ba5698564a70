// This person's own attempts, the one touched last first.
import { stored } from '#lib/server/http.ts';
import { listAttempts } from '#lib/server/tasks/list-attempts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => ({
  attempts: await stored(listAttempts(services, { person })),
});
