// Signing up with a key of words: shown first, and made once the person says that they are on paper.
import { randomInt } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/domain/account/fields.ts';
import { checkFault } from '#lib/domain/account/words.ts';
import { arrive, beforeOf } from '#lib/server/auth/session-cookie.ts';
import { readFields, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { offeredWords, offerWords, signUpWithWords } from '#lib/server/tasks/key-of-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person, account }, url }) => {
  if (account !== null) redirect(303, '/account');
  return {
    answers: await stored(keepable(services, person)),
    offered: offerWords(services, randomInt),
    next: localPath(url.searchParams.get('next') ?? ''),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request } = event;
    const field = await readFields(request);
    if (!field.ok)
      return fail(statusOf(field.error.code), { offered: null, fault: undefined, refusal: field.error });
    const sealed = field.value('sealed');
    const words = offeredWords(locals.services, sealed);
    if (words === null)
      return fail(400, { offered: null, fault: 'Write down the words above.', refusal: null });
    const offered = { words, sealed };
    const fault = checkFault(field.value('check'), words);
    if (fault !== undefined) return fail(400, { offered, fault, refusal: null });

    const asked = { words, before: beforeOf(event), now: Date.now(), newId };
    const signedUp = await tried(signUpWithWords(locals.services, asked));
    if (!signedUp.ok)
      return fail(statusOf(signedUp.error.code), { offered, fault: undefined, refusal: signedUp.error });
    arrive(event, signedUp.value, localPath(field.value('next')));
  },
};
