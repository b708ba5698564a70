// Classes and their pupils for the browser tests: made, joined; by requests where nobody needs to look.
import { expect, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import { postForm } from './learner.ts';

export interface MadeClass {
  readonly page: string;
  readonly id: string;
  readonly code: string;
}

const codeIn = (html: string): string => /\/join\/([A-Z0-9]{6})"/.exec(html)?.[1] ?? '';

/** A class of the teacher who is signed in. */
export async function makeClass(request: APIRequestContext, name = '8B, History'): Promise<MadeClass> {
  const made = await postForm(request, '/classes?/create', { name });
  expect(made.status()).toBe(303);
  const page = made.headers()['location'] ?? '';
  const code = codeIn(await (await request.get(page)).text());
  expect(code).not.toBe('');
  return { page, id: page.split('/').at(-1) ?? '', code };
}

/** A pupil in a browser of their own joins by link, name and one tap. */
export async function joinOnPhone(
  browser: Browser,
  code: string,
  name: string,
  javaScriptEnabled = true,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await page.goto(`/join/${code}`);
  await page.getByLabel('Name your teacher will see').fill(name);
  await page.getByRole('button', { name: /^Join class/ }).click();
  await page.waitForURL('**/work');
  return page;
}

/** The same by requests alone; the answer of the server. */
export const joinAs = (request: APIRequestContext, code: string, name: string) =>
  postForm(request, `/join/${code}?/join`, { code, name });

/** The entry's id, from the roster. */
export async function pupilId(page: Page, name: string): Promise<string> {
  const row = page.locator('.roster > li', { hasText: name });
  return (await row.locator('input[name=pupil]').first().getAttribute('value')) ?? '';
}
