// Regrading and deleting in the browser: a dry run first, scores after it, why they moved, the log, and the end of it all.
import { mkdirSync } from 'node:fs';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { Learner, newId, postForm } from './learner.ts';
import { COURSE } from './play.ts';
import { ALL, findings, LOOKS } from './looks.ts';
import { joinAs, makeClass, pupilId, type MadeClass } from './school.ts';
import { signUp } from './people.ts';

const MODULE = 'reading-the-article';

/** Axe in light and dark, and a picture where a folder for them is named. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
    // The dark theme changes colours alone.
    expect.soft(await findings(page, theme === 'light' ? ALL : LOOKS), `${name}, ${theme}`).toEqual([]);
    const folder = process.env.PICTURES;
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    const { width } = page.viewportSize() ?? { width: 0 };
    await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true });
  }
}

async function assignCounted(request: APIRequestContext, { page }: MadeClass): Promise<string> {
  const given = await postForm(request, `${page}/assign`, {
    ...{ module: `${COURSE}/${MODULE}`, mode: 'counted', due: '', more: '1', seats: 'washington' },
    ...{ feedback: 'after handing in', command: newId() },
  });
  expect(given.status()).toBe(303);
  return given.headers()['location'] ?? '';
}

/** Joins and hands in a whole test; where the attempt is. */
async function takesTest(
  request: APIRequestContext,
  { code }: MadeClass,
  assignment: string,
  name: string,
): Promise<string> {
  expect((await joinAs(request, code, name)).status()).toBe(303);
  const begun = await postForm(request, `${assignment}?/begin`, { activity: MODULE, command: newId() });
  expect(begun.status()).toBe(303);
  const learner = new Learner(request, begun.headers()['location']?.split('/').at(-1) ?? '');
  await learner.until(({ phase }) => phase === 'done');
  return learner.page;
}

test.describe('a question that was marked wrongly', () => {
  test('is regraded after a dry run, told to the pupil, logged, and taken back @nojs', async ({
    page,
    playwright,
    baseURL,
    javaScriptEnabled,
  }) => {
    test.setTimeout(240_000);
    const script = javaScriptEnabled !== false;
    await signUp(page.request);
    const made = await makeClass(page.request);
    const assignment = await assignCounted(page.request, made);
    const pupil = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
    const attempt = await takesTest(pupil, made, assignment, 'Ales K.');

    await page.goto(`${assignment}/regrade`);
    if (script) await look(page, 'list');
    await page.locator('ol a').first().click();
    await expect(page.getByRole('heading', { name: 'Question 1' })).toBeVisible();
    if (script) await look(page, 'question');

    // What is missing is said at the field.
    await page.getByRole('radio', { name: 'Accept further answers' }).check();
    await page.getByRole('button', { name: 'See what would change' }).click();
    await expect(page.getByText('Choose an answer that also counts.')).toBeVisible();
    if (script) await look(page, 'fault');

    await page.getByRole('radio', { name: 'Leave it out' }).check();
    await page.getByRole('button', { name: 'See what would change' }).click();
    await expect(page.getByRole('heading', { name: /^\d scores? rises?, \d falls?$/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /Ales K\./ })).toBeVisible();
    if (script) await look(page, 'dry-run');
    const before = await (await pupil.get(attempt)).text();
    expect(before).not.toContain('Your teacher left out');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('Done. Scores and the log')).toBeVisible();
    await expect(page.getByText('Left out: it counts for nobody').first()).toBeVisible();
    if (script) await look(page, 'done');
    const after = await (await pupil.get(attempt)).text();
    expect(after).toMatch(
      /Your teacher left out question 1 on \d+ \w+ \d{4}: [\d.]+ of \d+ became [\d.]+ of \d+/,
    );

    await page.getByRole('button', { name: 'Take the correction back' }).click();
    await expect(page.getByText('Back to the key')).toBeVisible();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('Left out: it counts for nobody')).toHaveCount(0);

    await page.goto(`${made.page}/log`);
    await expect(page.getByText(/: left out$/)).toBeVisible();
    await expect(page.getByText(/: correction taken back$/)).toBeVisible();
    if (script) await look(page, 'log');
    await pupil.dispose();
  });
});

test('a pupil and a class are deleted after a page has named what goes @nojs', async ({
  page,
  playwright,
  baseURL,
  javaScriptEnabled,
}) => {
  const script = javaScriptEnabled !== false;
  await signUp(page.request);
  const made = await makeClass(page.request, '7A');
  const pupil = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
  expect((await joinAs(pupil, made.code, 'Hanna B.')).status()).toBe(303);
  await page.goto(made.page);
  const member = await pupilId(page, 'Hanna B.');
  const saved = await page.request.get(`/members/${member}/export.json`);
  expect(saved.headers()['content-disposition']).toContain('pupil.json');
  expect(await saved.json()).toMatchObject({ class: '7A', name: 'Hanna B.' });

  await page.goto(`/members/${member}/delete`);
  await expect(page.getByText('0 attempts for this class')).toBeVisible();
  if (script) await look(page, 'delete-pupil');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.waitForURL(`**${made.page}*`);
  await expect(page.getByText('Hanna B.')).toHaveCount(0);
  expect((await page.request.get(`/members/${member}/export.json`)).status()).toBe(404);

  await page.getByRole('link', { name: 'Delete the class' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('Write “7A” to confirm.')).toBeVisible();
  if (script) await look(page, 'delete-class');
  await page.getByLabel('Name of the class, to confirm').fill('7a');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.waitForURL('**/classes');
  expect((await page.request.get(made.page)).status()).toBe(404);
  await pupil.dispose();
});
