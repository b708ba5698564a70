// The classes that this person teaches; its form makes another.
import { fail, redirect } from '@sveltejs/kit';
import { readName } from '#lib/domain/classes/names.ts';
import { teacherOf } from '#lib/server/auth/teacher.ts';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { listClasses } from '#lib/server/tasks/classes/class-page.ts';
import { createClass } from '#lib/server/tasks/classes/create-class.ts';
import { isId } from '#lib/server/tasks/live.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  /** Whether this person may make one. */
  teacher: teacherOf(locals) !== null,
  classes: await stored(listClasses(locals.services, locals.person)),
  id: newId(),
});

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const teacher = found(teacherOf(locals));
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { fault: field.error.message, name: '' });
    const typed = field.value('name');
    const name = readName(typed);
    if (!name.ok) return fail(400, { fault: name.error, name: typed });
    const id = field.value('id');
    const create = { teacher, name: name.value, id: isId(id) ? id : newId(), now: Date.now() };
    const made = await tried(createClass(locals.services, create));
    if (!made.ok) return fail(statusOf(made.error.code), { fault: made.error.message, name: typed });
    redirect(303, `/classes/${found(made.value)}`);
  },
};
