// Assigning a module to a class: three questions, and everything else as usual.
import { fail, redirect } from '@sveltejs/kit';
import { readAssign } from '#lib/domain/assignment/form.ts';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import { fromField } from '#lib/server/clock.ts';
import { found, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { taughtClass } from '#lib/server/rights.ts';
import { newId } from '#lib/server/services.ts';
import { assignPage } from '#lib/server/tasks/assignments/assign-page.ts';
import { createAssignment, isGivable } from '#lib/server/tasks/assignments/create.ts';
import { isId } from '#lib/server/tasks/live.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { services, person } }) => {
  const module = url.searchParams.get('module');
  const asked = { person, class: params.class, module, now: Date.now() };
  return { page: found(await stored(assignPage(services, asked))), command: newId() };
};

export const actions: Actions = {
  default: async ({ params, request, locals: { services, person } }) => {
    found(await stored(taughtClass(services.db, person, params.class)));
    const form = await readForm(request);
    if (!form.ok) return fail(statusOf(form.error.code), { values: {}, faults: {}, refusal: form.error });
    const fields = fieldsOf(form.value);
    const values = Object.fromEntries(fields);
    const now = Date.now();
    const wanted = readAssign(fields, fromField, now);
    if (!wanted.ok) return fail(400, { values, faults: wanted.error, refusal: null });
    if (!isGivable(services, wanted.value))
      return fail(400, {
        values,
        faults: {
          module: 'With these seats nothing of this module is left: choose another one, or more seats.',
        },
        refusal: null,
      });

    const command = fields.get('command')?.[0] ?? '';
    const id = isId(command) ? command : newId();
    const given = await tried(
      createAssignment(services, { person, class: params.class, wanted: wanted.value, id, now }),
    );
    if (!given.ok) return fail(statusOf(given.error.code), { values, faults: {}, refusal: given.error });
    redirect(303, `/assignments/${found(given.value)}`);
  },
};
