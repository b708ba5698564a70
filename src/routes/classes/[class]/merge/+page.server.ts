// Two entries of one pupil: which is the other, are you sure, done.
import { fail, redirect } from '@sveltejs/kit';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { classPage } from '#lib/server/tasks/classes/class-page.ts';
import { mergeMembers } from '#lib/server/tasks/classes/merge-members.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person }, url }) => {
  const page = found(await stored(classPage(services, { person, id: params.class, now: Date.now() })));
  const named = (key: string) => page.pupils.find(({ id }) => id === url.searchParams.get(key)) ?? null;
  const pupil = found(named('pupil'));
  const other = named('other');
  return {
    id: page.id,
    name: page.name,
    pupil,
    other: other?.id === pupil.id ? null : other,
    /** Whom it may be, those with the same name first. */
    others: page.pupils
      .filter(({ id }) => id !== pupil.id)
      .sort((a, b) => Number(b.name === pupil.name) - Number(a.name === pupil.name)),
  };
};

export const actions: Actions = {
  default: async ({ request, params, locals: { services, person } }) => {
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error });
    const [one, two, keep] = ['one', 'two', 'keep'].map(field.value);
    const [kept, other] = keep === two ? [two, one] : [one, two];
    const asked = {
      person,
      class: params.class,
      keep: kept ?? '',
      other: other ?? '',
      now: Date.now(),
      newId,
    };
    const merged = await tried(mergeMembers(services, asked));
    if (!merged.ok) return fail(statusOf(merged.error.code), { refusal: merged.error });
    found(merged.value || null);
    redirect(303, `/classes/${params.class}#pupils`);
  },
};
