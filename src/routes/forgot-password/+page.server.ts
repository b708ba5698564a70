// A forgotten password: an e-mail where the installation sends any, else what to ask whoever runs it.
import { fail, redirect } from '@sveltejs/kit';
import { readEmail, textOf, tooOften } from '#lib/domain/account/fields.ts';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import { readForm, statusOf, tried } from '#lib/server/http.ts';
import { RESET_MINUTES, sendResetLink } from '#lib/server/tasks/reset-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { services }, url }) => ({
  mail: services.mail !== null,
  sent: url.searchParams.has('sent'),
  minutes: RESET_MINUTES,
});

export const actions: Actions = {
  default: async ({ locals: { services }, request, url, setHeaders }) => {
    if (services.mail === null) redirect(303, '/forgot-password');
    const form = await readForm(request);
    if (!form.ok) return fail(statusOf(form.error.code), { email: '', fault: form.error.message });
    const fields = fieldsOf(form.value);
    const email = readEmail(fields);
    if (!email.ok) return fail(400, { email: textOf(fields, 'email'), fault: email.error.email });
    const asked = { email: email.value, origin: url.origin, now: Date.now() };
    const allowed = await tried(sendResetLink(services, asked));
    if (!allowed.ok)
      return fail(statusOf(allowed.error.code), { email: email.value, fault: allowed.error.message });
    if (allowed.value.ok) redirect(303, '/forgot-password?sent');
    setHeaders({ 'retry-after': String(allowed.value.retryAfter) });
    return fail(429, { email: email.value, fault: tooOften(allowed.value.retryAfter) });
  },
};
