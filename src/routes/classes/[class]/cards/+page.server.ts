// Cards for the pupils of a class: chosen on the page, made and shown by its form, once.
import { fail } from '@sveltejs/kit';
import { found, readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { printCards } from '#lib/server/tasks/classes/cards.ts';
import { classPage } from '#lib/server/tasks/classes/class-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person }, url }) => {
  const { id, name, pupils } = found(
    await stored(classPage(services, { person, id: params.class, now: Date.now() })),
  );
  const open = pupils.filter(({ account }) => !account);
  return {
    id,
    name,
    all: open.length,
    without: open.filter(({ card }) => !card).length,
    accounts: pupils.length - open.length,
    /** The one pupil the page is for, when a card is wanted from the list. */
    one: open.find((pupil) => pupil.id === url.searchParams.get('pupil')) ?? null,
  };
};

export const actions: Actions = {
  default: async ({ request, params, locals: { services, person }, url }) => {
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { refusal: field.error, cards: null });
    const asked = { class: params.class, whose: field.value('whose'), origin: url.origin, now: Date.now() };
    const made = await tried(printCards(services, { person, ...asked }));
    if (!made.ok) return fail(statusOf(made.error.code), { refusal: made.error, cards: null });
    return { refusal: null, cards: found(made.value) };
  },
};
