// Work that cannot be sent as it is made: locked answers given without a network, and answers that go by a file.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { assign, beginWork } from './assigning.ts';
import { nothingWrong } from './looks.ts';
import { phase, settled, step } from './play.ts';
import { signUp } from './people.ts';
import { joinAs, makeClass } from './school.ts';

test.skip(({ isMobile }) => isMobile !== true, 'these are the days of a phone');

test('locked answers of assigned work are collected without a network, and explained when they have arrived', async ({
  page,
  context,
}) => {
  await signUp(context.request);
  const eighth = await makeClass(context.request);
  const work = await assign(context.request, eighth.id, { feedback: 'at once' });
  await context.clearCookies();
  expect((await joinAs(context.request, eighth.code, 'Ales K.')).status()).toBe(303);
  const learner = await beginWork(context.request, work);
  await page.goto(learner.page);
  await settled(page, true);
  await context.setOffline(true);
  for (let n = 0; n < 2; n++) {
    await step(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Answer kept' })).toBeVisible();
    await expect(page.locator('main')).not.toContainText(/Correct|Not right|Right answer/);
    if (n === 0) await step(page);
  }
  await context.setOffline(false);
  await expect(page.locator('.focusbar [role=status]')).toHaveText('Saved');
  await expect(page.locator('[data-phase="explain"]')).toBeVisible();
  expect((await learner.stands()).position).toBe(4);
  // What was locked by arriving stays so.
  expect(await phase(page)).toBe('explain');
  await expect(page.getByRole('button', { name: /Try again|Change/ })).toHaveCount(0);
});

test('answers are saved as a file, and handed in from another browser', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.route('**/api/sync', (route) => route.abort());
  await page.goto('/device/downloads');
  await page.getByRole('button', { name: /^Download.*How the article speaks/ }).click();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(1);
  await page.goto('/device');
  await page.getByRole('button', { name: /^Practise.*How the article speaks/ }).click();
  await settled(page, true);
  for (let n = 0; n < 3; n++) await step(page);
  await page.goto('/device');
  const waiting = page.getByRole('region', { name: 'Waiting to be sent' });
  await waiting.getByText('If it cannot be sent at all').click();
  const saving = page.waitForEvent('download');
  await waiting.getByRole('button', { name: 'Save an answer file' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^answers-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
    attempts: [{ events: { length: 3 } }],
  });
  // Saving sends nothing.
  await expect(waiting).toBeVisible();

  const other = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await other.goto('/hand-in');
  for (let n = 0; n < 2; n++) {
    await other.getByLabel('The answer file').setInputFiles(await file.path());
    await other.getByRole('button', { name: 'Hand in' }).click();
    await expect(other.getByText('How the article speaks: 3 steps taken.')).toBeVisible();
  }
  await nothingWrong(other);
  await other.context().close();
});
