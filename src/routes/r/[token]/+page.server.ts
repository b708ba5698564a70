// A pupil's card: looking at it changes nothing, the button redeems it into a session.
import { fail, redirect } from '@sveltejs/kit';
import { beforeOf, setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { redeem, resumePage } from '#lib/server/tasks/classes/resume.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  page: await stored(
    resumePage(event.locals.services, { token: event.params.token, before: beforeOf(event) }),
  ),
  here: event.url.pathname,
});

export const actions: Actions = {
  default: async (event) => {
    const { params, locals, request, cookies, url } = event;
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error });
    const leave = field.value('leave') !== '';
    const asked = { token: params.token, before: beforeOf(event), leave, now: Date.now(), newId };
    const cookie = await tried(redeem(locals.services, asked));
    if (!cookie.ok) return fail(statusOf(cookie.error.code), { refusal: cookie.error });
    // The page says what stands in the way.
    if (cookie.value === null) redirect(303, url.pathname);
    setSessionCookie(cookies, url, cookie.value);
    redirect(303, '/work');
  },
};
