// Deleting one pupil of a class: the page names what goes, the form does it.
import { fail, redirect } from '@sveltejs/kit';
import { found, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { endMember, memberEnd } from '#lib/server/tasks/classes/end-class.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  page: found(await stored(memberEnd(services, { person, id: params.member }))),
});

export const actions: Actions = {
  default: async ({ params, locals: { services, person } }) => {
    const done = await tried(endMember(services, { person, id: params.member, now: Date.now(), newId }));
    if (!done.ok) return fail(statusOf(done.error.code), { refusal: done.error });
    redirect(303, `/classes/${found(done.value)}#pupils`);
  },
};
