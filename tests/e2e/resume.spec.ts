// Leaving and coming back: the very step, whoever else looks, and no answer is ever sent twice by a reload.
import { expect, test, type Page } from '@playwright/test';
import { begin, phase, QUIZ, settled, step, TRACK } from './play.ts';

test.skip(
  ({ isMobile, javaScriptEnabled }) => (isMobile === true) === (javaScriptEnabled !== false),
  'with a script on the desktop, without one on the phone',
);

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

/** Waits until the latest answer is on disk; without a script the page itself is the proof. */
async function saved(page: Page, javaScriptEnabled: boolean | undefined): Promise<void> {
  if (javaScriptEnabled !== false) await expect(page.locator('.focusbar [role=status]')).toHaveText('Saved');
}

async function comeBack(page: Page, javaScriptEnabled: boolean | undefined): Promise<Page> {
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.goto('/');
  await again.getByRole('region', { name: /./ }).getByRole('link', { name: 'Continue', exact: true }).click();
  await settled(again, javaScriptEnabled);
  return again;
}

test('practice closed in mid-quiz goes on at the exact step, question or explanation @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, QUIZ, 'Practise');
  await settled(page, javaScriptEnabled);
  for (let n = 0; n < 3; n++) await step(page);
  await saved(page, javaScriptEnabled);
  const [verdict, address] = [await h1(page).innerText(), page.url()];
  const again = await comeBack(page, javaScriptEnabled);
  expect(again.url()).toBe(address);
  expect(await phase(again)).toBe('explain');
  await expect(h1(again)).toHaveText(verdict);
  await expect(again.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Question 2 of 10');

  await step(again);
  await saved(again, javaScriptEnabled);
  const stem = await h1(again).innerText();
  const third = await comeBack(again, javaScriptEnabled);
  expect(await phase(third)).toBe('ask');
  await expect(h1(third)).toHaveText(stem);
  await expect(third.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Question 3 of 10');
});

test('a scenario closed after a move goes on at the guess, with the move as made @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, TRACK, 'Test yourself');
  await settled(page, javaScriptEnabled);
  await step(page, ['thanks-in-private']);
  await saved(page, javaScriptEnabled);
  const again = await comeBack(page, javaScriptEnabled);
  expect(await phase(again)).toBe('guess');
  await expect(again.locator('main')).toContainText('Thank Minsk in private and do nothing in public');
});

test('an answer in a test is still chosen when one comes back to its question @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, QUIZ, 'Test yourself');
  await settled(page, javaScriptEnabled);
  await page.getByRole('radio', { name: 'Chris Smith' }).check();
  await page.getByRole('radio', { name: 'Certain', exact: true }).check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
  for (let n = 2; n <= 14; n++) {
    await page.getByRole('button', { name: 'Leave open for now' }).click();
    if (n < 14)
      await expect(page.getByRole('progressbar')).toHaveAttribute(
        'aria-valuetext',
        `Question ${n + 1} of 14`,
      );
  }
  await page.getByRole('button', { name: 'Change question 1', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Chris Smith' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Certain', exact: true })).toBeChecked();
});

test('another browser gets the page that a wrong address gets @nojs', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
}) => {
  await begin(page, QUIZ, 'Test yourself');
  const stranger = await (
    await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: javaScriptEnabled !== false })
  ).newPage();
  const seen = async (address: string): Promise<object> => {
    const answer = await stranger.goto(address);
    return {
      status: answer?.status(),
      title: await stranger.title(),
      text: await stranger.locator('body').innerText(),
    };
  };
  const theirs = await seen(page.url());
  expect(theirs).toMatchObject({ status: 404, title: 'There is no such page · Demarche' });
  expect(theirs).toEqual(await seen('/attempts/AAAAAAAAAAAAAAAAAAAAAA'));
  await stranger.context().close();
});

test('reloading after an answer never sends it again @nojs', async ({ page, javaScriptEnabled }) => {
  await begin(page, QUIZ, 'Practise');
  await settled(page, javaScriptEnabled);
  await step(page);
  await saved(page, javaScriptEnabled);
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  for (let n = 0; n < 2; n++) {
    await page.reload();
    await settled(page, javaScriptEnabled);
    expect(await phase(page)).toBe('explain');
    await expect(page.locator('input[name=position]').first()).toHaveValue('2');
  }
  expect(posts).toEqual([]);
});

test('Back from the player returns to the course page, and nothing is lost', async ({ page }) => {
  await begin(page, QUIZ, 'Practise');
  await page.goto('/');
  // A whole new page, as for a tap that is quicker than the script: Back must not show the course as it was.
  await page.goto(
    (await page.getByRole('link', { name: 'Continue', exact: true }).getAttribute('href')) ?? '',
  );
  await settled(page, true);
  for (let n = 0; n < 4; n++) await step(page);
  await saved(page, true);
  const stem = await h1(page).innerText();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(page.getByText('Question 3 of 10').first()).toBeVisible();
  await page.goForward();
  await expect(h1(page)).toHaveText(stem);
  await settled(page, true);
  await step(page);
  expect(await phase(page)).toBe('explain');
});
