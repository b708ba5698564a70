// Signing in with a password; a wrong one and an account that does not exist are answered alike.
import { fail, redirect } from '@sveltejs/kit';
import { localPath, readSignIn, textOf, tooOften } from '#lib/domain/account/fields.ts';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import { arrive, beforeOf } from '#lib/server/auth/session-cookie.ts';
import { readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { keepable } from '#lib/server/tasks/keepable.ts';
import { signIn } from '#lib/server/tasks/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person, account }, url }) => {
  if (account !== null) redirect(303, '/account');
  return {
    answers: await stored(keepable(services, person)),
    changed: url.searchParams.has('changed'),
    gone: url.searchParams.has('gone'),
    next: localPath(url.searchParams.get('next') ?? ''),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, setHeaders } = event;
    const form = await readForm(request);
    if (!form.ok) return fail(statusOf(form.error.code), { who: '', faults: {}, refusal: form.error });
    const fields = fieldsOf(form.value);
    const who = textOf(fields, 'who');
    const read = readSignIn(fields);
    if (!read.ok) return fail(400, { who, faults: read.error, refusal: null });

    const leave = fields.has('leave');
    const asked = { ...read.value, before: beforeOf(event), leave, now: Date.now(), newId };
    const outcome = await tried(signIn(locals.services, asked));
    if (!outcome.ok) return fail(statusOf(outcome.error.code), { who, faults: {}, refusal: outcome.error });
    const signedIn = outcome.value;
    if (signedIn.ok) arrive(event, signedIn.value, localPath(textOf(fields, 'next')));
    if (signedIn.error.code === 'wrong')
      return fail(400, {
        who,
        faults: { password: 'No account has this address or name with this password. Check both.' },
        refusal: null,
      });
    setHeaders({ 'retry-after': String(signedIn.error.retryAfter) });
    return fail(429, { who, faults: { password: tooOften(signedIn.error.retryAfter) }, refusal: null });
  },
};
