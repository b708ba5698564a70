// Signing out; a page of its own only for whoever types its address.
import { redirect } from '@sveltejs/kit';
import { takeSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { COOKIE } from '#lib/server/auth/cookie.ts';
import { stored } from '#lib/server/http.ts';
import { signOut } from '#lib/server/tasks/sign-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/account');

export const actions: Actions = {
  default: async ({ locals: { services }, cookies, url }) => {
    await stored(signOut(services, cookies.get(COOKIE)));
    takeSessionCookie(cookies, url);
    redirect(303, '/');
  },
};
