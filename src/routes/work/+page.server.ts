// "To do": what this person was given in all classes.
import { stored } from '#lib/server/http.ts';
import { workPage } from '#lib/server/tasks/assignments/work-page.ts';
import { seatsOf } from '#lib/server/tasks/classes/join-class.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person } }) => ({
  work: await stored(workPage(services, { person, now: Date.now() })),
  seats: await stored(seatsOf(services, person)),
});
