// Leaving this device: for a pupil who finds somebody else's name on it.
import { redirect } from '@sveltejs/kit';
import { localPath } from '#lib/domain/account/fields.ts';
import { COOKIE } from '#lib/server/auth/cookie.ts';
import { takeSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readFields, stored } from '#lib/server/http.ts';
import { seatsOf } from '#lib/server/tasks/classes/join-class.ts';
import { signOut } from '#lib/server/tasks/sign-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, person }, url }) => ({
  seats: await stored(seatsOf(services, person)),
  somebody: person !== null,
  next: localPath(url.searchParams.get('next') ?? '') ?? '/join',
});

export const actions: Actions = {
  default: async ({ request, locals: { services }, cookies, url }) => {
    const field = await readFields(request);
    await stored(signOut(services, cookies.get(COOKIE)));
    takeSessionCookie(cookies, url);
    redirect(303, (field.ok ? localPath(field.value('next')) : null) ?? '/join');
  },
};
