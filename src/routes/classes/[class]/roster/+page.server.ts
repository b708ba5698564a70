// A list of names into a class: pasted or as a file, looked at, then added.
import { fail, redirect } from '@sveltejs/kit';
import { readName } from '#lib/domain/classes/names.ts';
import { MOST_NEW } from '#lib/domain/roster/read.ts';
import { found, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { classHead } from '#lib/server/tasks/classes/class-page.ts';
import { addPupils, previewRoster } from '#lib/server/tasks/classes/roster.ts';
import { isId } from '#lib/server/tasks/live.ts';
import type { Actions, PageServerLoad } from './$types';

const LARGEST_FILE = 262_144;
/** Rows that a look at a list can say something about, beside the new names. */
const MOST_ROWS = 2000;
/** A file and a pasted list at once, and what the form itself adds. */
const LARGEST_FORM = 480_000;

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  page: found(await stored(classHead(services, { person, class: params.class }))),
  command: newId(),
});

const wrong = (status: number, says: string, text = '') =>
  fail(status, { fault: { says, text }, text, roster: null });

export const actions: Actions = {
  preview: async ({ request, params, locals: { services, person } }) => {
    found(await stored(classHead(services, { person, class: params.class })));
    const form = await readForm(request, LARGEST_FORM);
    if (!form.ok)
      return form.error.code === 'too_large'
        ? wrong(413, 'This is more than 256 KB. A list of names is far smaller: take one class at a time.')
        : wrong(statusOf(form.error.code), form.error.message);
    const [file, pasted] = [form.value.get('file'), form.value.get('names')];
    if (file instanceof File && file.size > LARGEST_FILE)
      return wrong(
        413,
        'The file is larger than 256 KB. A list of names is far smaller: take one class at a time.',
      );
    const typed = typeof pasted === 'string' ? pasted : '';
    const list = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : typed;
    const looked = await tried(previewRoster(services, { person, class: params.class, list }));
    if (!looked.ok) return wrong(statusOf(looked.error.code), looked.error.message, typed);
    const read = found(looked.value);
    if (!read.ok) return wrong(statusOf(read.error.code), read.error.message, typed);
    const { text, roster } = read.value;
    if (text.trim() === '') return wrong(400, 'Paste the names, or choose a file.');
    // A page with all of them would be larger than any list.
    if (roster.doubles.length + roster.faults.length > MOST_ROWS)
      return wrong(400, `More than ${MOST_ROWS} rows hold no new name. Nothing was added.`, text);
    if (roster.fresh.length > MOST_NEW)
      return wrong(
        400,
        `At most ${MOST_NEW} pupils can be added at once; these are ${roster.fresh.length}. Nothing was added.`,
        text,
      );
    return { fault: null, text, roster };
  },

  add: async ({ request, params, locals: { services, person } }) => {
    found(await stored(classHead(services, { person, class: params.class })));
    const form = await readForm(request, LARGEST_FORM);
    if (!form.ok) return wrong(statusOf(form.error.code), form.error.message);
    const names = [...form.value.getAll('name'), ...form.value.getAll('also')]
      .filter((name) => typeof name === 'string')
      .map((name) => readName(name))
      .flatMap((name) => (name.ok ? [name.value] : []));
    if (names.length === 0) return wrong(400, 'There was no name to add.');
    const command = form.value.get('command');
    const asked = {
      person,
      class: params.class,
      names,
      command: typeof command === 'string' && isId(command) ? command : newId(),
      now: Date.now(),
      newId,
    };
    const added = await tried(addPupils(services, asked));
    if (!added.ok) return wrong(statusOf(added.error.code), added.error.message, names.join('\n'));
    if (found(added.value) === 'too_many')
      return wrong(
        400,
        `At most ${MOST_NEW} pupils can be added at once. Nothing was added.`,
        names.join('\n'),
      );
    redirect(303, `/classes/${params.class}#pupils`);
  },
};
