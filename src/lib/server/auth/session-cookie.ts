// The session cookie on a response of SvelteKit: set when something is begun and when one signs in, taken away at sign-out.
import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '../services.ts';
import type { Before, SignedIn } from '../tasks/sign-in.ts';
import { COOKIE } from './cookie.ts';
import { SESSION_DAYS } from './sessions.ts';

export function setSessionCookie(cookies: Cookies, url: URL, value: string): void {
  cookies.set(COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // On a school's plain-http network a Secure cookie would never come back.
    secure: url.protocol === 'https:',
    maxAge: SESSION_DAYS * 86_400,
  });
}

/** The person of the request; a visitor becomes a guest here, so only actions that begin something call it. */
export async function personOf({ locals, cookies, url }: RequestEvent, now: number): Promise<PersonId> {
  if (locals.person !== null) return locals.person;
  const { person, cookie } = await locals.services.sessions.enter(now, newId);
  setSessionCookie(cookies, url, cookie);
  locals.person = person;
  return person;
}

/** What a guest's device is to keep beside their answers; whoever has an account, or is in a class, comes back otherwise. */
export function wayBackFor({ locals, cookies }: Pick<RequestEvent, 'locals' | 'cookies'>): string | null {
  const { services, person, account, teaches, attends } = locals;
  const isGuest = person !== null && account === null && !teaches && !attends;
  return isGuest ? services.sessions.wayBack(cookies.get(COOKIE)) : null;
}

export function takeSessionCookie(cookies: Cookies, url: URL): void {
  cookies.delete(COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
}

/** Who was at the browser before the form was sent. */
export const beforeOf = ({ locals, cookies }: RequestEvent): Before => ({
  person: locals.person,
  cookie: cookies.get(COOKIE),
});

/** Where one goes once signed in: to the classes of those who teach, else to what one has done; `next` goes before. */
export function arrive(
  { cookies, url }: RequestEvent,
  { cookie, teaches, kept }: SignedIn,
  next: string | null = null,
): never {
  setSessionCookie(cookies, url, cookie);
  const to = new URL(next ?? (teaches ? '/classes' : '/attempts'), url);
  if (kept > 0) to.searchParams.set('kept', String(kept));
  redirect(303, to.pathname + to.search);
}
