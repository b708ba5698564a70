// People for the browser tests: visitors with cookies of their own, and accounts with an address nobody else has.
import { expect, request as requests, type APIRequestContext, type Page } from '@playwright/test';
import { newId, postForm } from './learner.ts';

export const PASSWORD = 'three wise words';
export const newEmail = (): string => `${newId()}@school.example`;

/** Somebody with no cookie yet. */
export const visitor = (baseURL: string): Promise<APIRequestContext> => requests.newContext({ baseURL });

export interface Signed {
  readonly email: string;
  /** Where signing up has led. */
  readonly location: string;
}

/** Signs up without a screen; the request context is signed in afterwards. */
export async function signUp(
  request: APIRequestContext,
  { teaches = true, name = 'Ms Sadouskaya', email = newEmail() } = {},
): Promise<Signed> {
  const form = { name, email, password: PASSWORD, ...(teaches ? { teaches: 'on' } : {}) };
  const answer = await postForm(request, '/sign-up', form);
  expect(answer.status()).toBe(303);
  return { email, location: answer.headers()['location'] ?? '' };
}

export const signIn = (request: APIRequestContext, email: string, password = PASSWORD) =>
  postForm(request, '/sign-in', { who: email, password });

/** The session cookie that a page's browser holds. */
export const cookieOf = async (page: Page): Promise<string> =>
  (await page.context().cookies()).find(({ name }) => name === 'demarche')?.value ?? '';

/** What the masthead says to a cookie: the name of an account, or nothing. */
export async function nameFor(baseURL: string, cookie: string): Promise<string | null> {
  const request = await requests.newContext({ baseURL, extraHTTPHeaders: { cookie: `demarche=${cookie}` } });
  const html = await (await request.get('/attempts')).text();
  await request.dispose();
  return /href="\/account"[^>]*><span[^>]*>([^<]*)</.exec(html)?.[1] ?? null;
}

/** A form posted to a server that is not the one the other tests use. */
export const postFormTo = (
  origin: string,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(origin + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    headers: { origin, accept: 'text/html', ...headers },
  });

/** An account on such a server; gives its address. */
export async function signUpAt(origin: string): Promise<string> {
  const email = newEmail();
  const answer = await postFormTo(origin, '/sign-up', { name: 'Ms Sadouskaya', email, password: PASSWORD });
  expect(answer.status).toBe(303);
  return email;
}
