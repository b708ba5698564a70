// The page for teachers; "Try without an account" makes the visitor a guest with a sample class.
import { arrive, beforeOf } from '#lib/server/auth/session-cookie.ts';
import { stored } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { GUEST_SAMPLE_DAYS, tryTeaching } from '#lib/server/tasks/try-teaching.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ days: GUEST_SAMPLE_DAYS });

export const actions: Actions = {
  try: async (event) => {
    const asked = { before: beforeOf(event), now: Date.now(), newId };
    arrive(event, await stored(tryTeaching(event.locals.services, asked)));
  },
};
