// Deleting a class: the page names what goes, the form does it once its name is written.
import { fail, redirect } from '@sveltejs/kit';
import { nameKey } from '#lib/domain/classes/names.ts';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { classEnd, endClass } from '#lib/server/tasks/classes/end-class.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  page: found(await stored(classEnd(services, { person, id: params.class }))),
});

export const actions: Actions = {
  default: async ({ params, request, locals: { services, person } }) => {
    const fields = await readFields(request);
    if (!fields.ok)
      return fail(statusOf(fields.error.code), { refusal: fields.error, fault: null, typed: '' });
    const asked = { person, id: params.class };
    const { name } = found(await stored(classEnd(services, asked)));
    const typed = fields.value('confirm');
    if (nameKey(typed) !== nameKey(name))
      return fail(400, { refusal: null, fault: `Write “${name}” to confirm.`, typed });
    const done = await tried(endClass(services, asked));
    if (!done.ok) return fail(statusOf(done.error.code), { refusal: done.error, fault: null, typed });
    redirect(303, '/classes');
  },
};
