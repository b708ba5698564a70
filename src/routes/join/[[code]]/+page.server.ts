// Joining a class: first the code, then the name, on one page and with or without a script.
import { fail, redirect } from '@sveltejs/kit';
import { readCode } from '#lib/domain/classes/code.ts';
import { readName } from '#lib/domain/classes/names.ts';
import { personOf } from '#lib/server/auth/session-cookie.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { joinClass, joinPage, seatsOf } from '#lib/server/tasks/classes/join-class.ts';
import type { Actions, PageServerLoad } from './$types';

const NO_CLASS = {
  unknown: 'No class has this code. Check the letters with your teacher.',
  wait: 'Too many wrong codes came from this network. Wait ten minutes, then try again.',
} as const;

export const load: PageServerLoad = async ({ params, locals: { services, person }, getClientAddress }) => {
  const code = params.code ?? '';
  const looks = { person, code, address: getClientAddress(), now: Date.now() };
  const page = code === '' ? null : await stored(joinPage(services, looks));
  return {
    code,
    found: typeof page === 'string' ? null : page,
    fault: typeof page === 'string' ? NO_CLASS[page] : undefined,
    seats: await stored(seatsOf(services, person)),
  };
};

export const actions: Actions = {
  join: async (event) => {
    const { params, locals, request } = event;
    const field = await readFields(request);
    if (!field.ok)
      return fail(statusOf(field.error.code), { code: '', name: '', fault: field.error.message });
    const [code, name] = [field.value('code'), field.value('name')];
    const looks = { person: locals.person, code, address: event.getClientAddress(), now: Date.now() };

    const page = await tried(joinPage(locals.services, looks));
    if (!page.ok) return fail(statusOf(page.error.code), { code, name, fault: page.error.message });
    if (typeof page.value === 'string')
      return fail(page.value === 'wait' ? 429 : 400, { code, name, fault: NO_CLASS[page.value] });
    // Nobody joins a class whose name they have not seen.
    if (readCode(params.code ?? '') !== page.value.code) redirect(303, `/join/${page.value.code}`);
    const read = readName(name);
    if (!read.ok && page.value.entry === null) return fail(400, { code, name, nameFault: read.error });

    const join = async () =>
      joinClass(locals.services, {
        ...looks,
        person: await personOf(event, looks.now),
        name: read.ok ? read.value : '',
        newId,
      });
    const joined = await tried(join());
    if (!joined.ok) return fail(statusOf(joined.error.code), { code, name, fault: joined.error.message });
    redirect(303, joined.value === 'joined' ? '/work' : `/join/${page.value.code}`);
  },
};
