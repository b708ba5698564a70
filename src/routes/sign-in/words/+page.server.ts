// Signing in with a key of words.
import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/domain/account/fields.ts';
import { readWords } from '#lib/domain/account/words.ts';
import { arrive, beforeOf } from '#lib/server/auth/session-cookie.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { signInWithWords } from '#lib/server/tasks/key-of-words.ts';
import type { Actions, PageServerLoad } from './$types';

const NOT_OPEN = {
  wrong: 'No account has these words in this order. A key stops working when a new one is made.',
  wait: 'Too many wrong keys came from this network. Wait ten minutes, then try again.',
} as const;

export const load: PageServerLoad = async ({ locals: { services, person, account }, url }) => {
  if (account !== null) redirect(303, '/account');
  return {
    answers: await stored(keepable(services, person)),
    next: localPath(url.searchParams.get('next') ?? ''),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, getClientAddress } = event;
    const field = await readFields(request);
    if (!field.ok) return fail(statusOf(field.error.code), { typed: '', fault: field.error.message });
    const typed = field.value('words');
    const key = readWords(typed);
    if (!key.ok) return fail(400, { typed, fault: key.error });
    const asked = {
      ...{ key: key.value, before: beforeOf(event), leave: field.value('leave') !== '' },
      ...{ address: getClientAddress(), now: Date.now(), newId },
    };
    const outcome = await tried(signInWithWords(locals.services, asked));
    if (!outcome.ok) return fail(statusOf(outcome.error.code), { typed, fault: outcome.error.message });
    if (typeof outcome.value !== 'string') arrive(event, outcome.value, localPath(field.value('next')));
    return fail(outcome.value === 'wait' ? 429 : 400, { typed, fault: NOT_OPEN[outcome.value] });
  },
};
