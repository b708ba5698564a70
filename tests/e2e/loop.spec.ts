// The learner's loop, from the course page to the results of a quiz and the debrief of a track.
import { expect, test } from '@playwright/test';
import { begin, finish, phase, QUIZ, settled, step, TRACK } from './play.ts';

test('a newcomer takes the pretest, then practises the first quiz to its result @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  const start = async (): Promise<void> => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Practise' }).click();
    await settled(page, javaScriptEnabled);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  await start();
  expect(await finish(page)).toBe(6);
  await expect(page.getByText('Before the course, unscored')).toBeVisible();
  if (javaScriptEnabled !== false)
    await expect(page.locator('.focusbar').getByRole('status')).toHaveText('Saved');
  await start();
  expect(await finish(page)).toBe(20);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/of 10/);
  await page.goto('/attempts');
  await expect(page.getByRole('link', { name: /How the article speaks/ })).toBeVisible();
});

test('a test explains nothing before Hand in, and everything after @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, QUIZ, 'Test yourself');
  await settled(page, javaScriptEnabled);
  for (let n = 0; n < 14; n++) {
    expect(await phase(page)).toBe('ask');
    await step(page);
  }
  expect(await phase(page)).toBe('overview');
  await step(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/of 14/);
});

test('a track is played from its briefing to the debrief @nojs', async ({ page, javaScriptEnabled }) => {
  await begin(page, TRACK, 'Practise');
  await settled(page, javaScriptEnabled);
  await finish(page);
  await expect(page.getByText('Ending', { exact: false }).first()).toBeVisible();
});
