// A link that makes a co-teacher: it is shown first, and used up by the button.
import { fail, redirect } from '@sveltejs/kit';
import { teacherOf } from '#lib/server/auth/teacher.ts';
import { found, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { acceptInvite, invitation } from '#lib/server/tasks/classes/co-teach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => ({
  invitation:
    (await stored(invitation(locals.services, { token: params.token, now: Date.now() })))?.name ?? null,
  teacher: teacherOf(locals) !== null,
  here: url.pathname,
});

export const actions: Actions = {
  default: async ({ params, locals, url }) => {
    const teacher = found(teacherOf(locals));
    const asked = { teacher, token: params.token, now: Date.now(), newId };
    const accepted = await tried(acceptInvite(locals.services, asked));
    if (!accepted.ok) return fail(statusOf(accepted.error.code), { refusal: accepted.error });
    redirect(303, accepted.value === null ? url.pathname : `/classes/${accepted.value}`);
  },
};
