// A new password by a link that works once. Looking at the page does not use it up.
import { fail, redirect } from '@sveltejs/kit';
import { readOnePassword } from '#lib/domain/account/fields.ts';
import { fieldsOf } from '#lib/domain/attempt/form.ts';
import { commonPasswords } from '#lib/server/auth/common-passwords.ts';
import { readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { isResetOpen, resetPassword } from '#lib/server/tasks/reset-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { token }, locals: { services } }) => ({
  open: await stored(isResetOpen(services, token, Date.now())),
});

export const actions: Actions = {
  default: async ({ params: { token }, locals: { services }, request }) => {
    const form = await readForm(request);
    if (!form.ok) return fail(statusOf(form.error.code), { fault: form.error.message });
    const password = readOnePassword(fieldsOf(form.value), await commonPasswords());
    if (!password.ok) return fail(400, { fault: password.error.password });
    const asked = { token, password: password.value, now: Date.now() };
    const set = await tried(resetPassword(services, asked));
    if (!set.ok) return fail(statusOf(set.error.code), { fault: set.error.message });
    // A link that is used up: the page itself says what to do.
    redirect(303, set.value ? '/sign-in?changed' : `/reset-password/${token}`);
  },
};
