// One activity before it begins; its form begins an attempt, and makes a guest of a visitor.
import { fail, redirect } from '@sveltejs/kit';
import { refusal } from '#lib/domain/kernel/refusal.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import { personOf } from '#lib/server/auth/session-cookie.ts';
import { found, readForm, statusOf, stored, tried } from '#lib/server/http.ts';
import { newId } from '#lib/server/services.ts';
import { activityPage } from '#lib/server/tasks/activity-page.ts';
import { beginAttempt } from '#lib/server/tasks/begin-attempt.ts';
import { isId } from '#lib/server/tasks/live.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { services, person } }) => ({
  ...found(await stored(activityPage(services, { person, ...params, now: Date.now() }))),
  command: newId(),
});

export const actions: Actions = {
  begin: async (event) => {
    const { params, locals, request } = event;
    found(locals.services.library.current(params.course, params.activity));
    const fields = await readForm(request);
    if (!fields.ok) return fail(statusOf(fields.error.code), { refusal: fields.error });
    const form = fields.value.get('form');
    const command = fields.value.get('command');
    if ((form !== 'open' && form !== 'sealed') || typeof command !== 'string' || !isId(command))
      return fail(400, { refusal: refusal('malformed_command', 'Choose how to begin on this page.') });

    const now = Date.now();
    const begin = async () => {
      const person = await personOf(event, now);
      return beginAttempt(locals.services, {
        person,
        ...params,
        form,
        command: command as CommandId,
        now,
        newId,
      });
    };
    const begun = await tried(begin());
    if (!begun.ok) return fail(statusOf(begun.error.code), { refusal: begun.error });
    redirect(303, `/attempts/${found(begun.value)}`);
  },
};
