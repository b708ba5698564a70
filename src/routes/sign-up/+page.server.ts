// Signing up: a teacher with an e-mail address, a learner with a sign-in name; a guest keeps every answer.
import { fail, redirect } from '@sveltejs/kit';
import { localPath, readSignUp, textOf, tooOften } from '#lib/domain/account/fields.ts';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import { commonPasswords } from '#lib/server/auth/common-passwords.ts';
import { arrive, beforeOf } from '#lib/server/auth/session-cookie.ts';
import { readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { signUp } from '#lib/server/tasks/sign-up.ts';
import type { Actions, PageServerLoad } from './$types';

const TAKEN = {
  email: 'There is an account with this address already. Sign in, or use another address.',
  sign_in_name: 'This sign-in name is taken. Choose another, or sign in if it is yours.',
} as const;

export const load: PageServerLoad = async ({ locals: { services, person, account }, url }) => {
  if (account !== null) redirect(303, '/account');
  return {
    answers: await stored(keepable(services, person)),
    asTeacher: url.searchParams.get('as') !== 'learner',
    next: localPath(url.searchParams.get('next') ?? ''),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, setHeaders } = event;
    const form = await readForm(request);
    if (!form.ok) return fail(statusOf(form.error.code), { values: null, faults: {}, refusal: form.error });
    const fields = fieldsOf(form.value);
    const values = {
      name: textOf(fields, 'name'),
      signInName: textOf(fields, 'sign_in_name'),
      email: textOf(fields, 'email'),
      teaches: fields.has('teaches'),
    };
    const read = readSignUp(fields, await commonPasswords());
    if (!read.ok) return fail(400, { values, faults: read.error, refusal: null });

    const asked = { ...read.value, before: beforeOf(event), now: Date.now(), newId };
    const outcome = await tried(signUp(locals.services, asked));
    if (!outcome.ok)
      return fail(statusOf(outcome.error.code), { values, faults: {}, refusal: outcome.error });
    const signedUp = outcome.value;
    if (signedUp.ok) arrive(event, signedUp.value, localPath(textOf(fields, 'next')));
    if (signedUp.error.code === 'taken') {
      const { field } = signedUp.error;
      return fail(400, { values, faults: { [field]: TAKEN[field] }, refusal: null });
    }
    setHeaders({ 'retry-after': String(signedUp.error.retryAfter) });
    return fail(429, { values, faults: { email: tooOften(signedUp.error.retryAfter) }, refusal: null });
  },
};
