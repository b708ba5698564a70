// Sets the session cookie on a response of SvelteKit, and makes a guest of a visitor who begins something.
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '../services.ts';
import { COOKIE } from './cookie.ts';
import { SESSION_DAYS } from './guests.ts';

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
  const { person, cookie } = await locals.services.guests.enter(now, newId);
  setSessionCookie(cookies, url, cookie);
  locals.person = person;
  return person;
}
