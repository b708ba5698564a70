// Handing in an answer file: a plain form, for a pupil or for who teaches them.
import { fail } from '@sveltejs/kit';
import { MOST_BYTES } from '#lib/domain/sync/messages.ts';
import { personOf } from '#lib/server/auth/session-cookie.ts';
import { readForm, statusOf, tried } from '#lib/server/http.ts';
import { handIn } from '#lib/server/tasks/sync/hand-in.ts';
import type { Actions } from './$types';

/** The file, and what the form itself adds. */
const LARGEST_FORM = MOST_BYTES + 16_384;

const wrong = (status: number, says: string) => fail(status, { says, attempts: null });

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event.request, LARGEST_FORM);
    if (!form.ok)
      return form.error.code === 'too_large'
        ? wrong(413, 'This file is larger than an answer file can be.')
        : wrong(statusOf(form.error.code), form.error.message);
    const file = form.value.get('file');
    if (!(file instanceof File) || file.size === 0) return wrong(400, 'Choose the file.');
    const now = Date.now();
    const { services, person } = event.locals;
    const enter = () => personOf(event, now);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const done = await tried(handIn(services, { person, enter, file: bytes, now }));
    if (!done.ok) return wrong(statusOf(done.error.code), done.error.message);
    if (!done.value.ok) return wrong(statusOf(done.value.error.code), done.value.error.message);
    return { says: null, attempts: done.value.value.attempts };
  },
};
