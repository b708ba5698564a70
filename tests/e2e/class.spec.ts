// What a class needs of a module: its page with the proof, paper with a separate key, a wall that keeps nothing, a sheet.
import { expect, test } from '@playwright/test';
import { COURSE, TRACK } from './play.ts';

const HOME = `/courses/${COURSE}`;

test('each module of the course page leads to a page of its own, with the proof of its scenario @nojs', async ({
  page,
}) => {
  await page.goto('/');
  const modules = page.getByRole('region', { name: 'Modules' }).getByRole('heading', { level: 3 });
  const titles = await modules.allInnerTexts();
  expect(titles.length).toBeGreaterThan(1);
  for (const title of titles) {
    await page.goto('/');
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const scenarios = page.getByText(/^Scenario, /);
    const proofs = page.getByText(/^\d+ states, all end; longest \d+ choices$/);
    expect(await proofs.count()).toBe(await scenarios.count());
  }
});

test('the paper has every question and no answer; the key has the answers on its own page', async ({
  page,
}) => {
  await page.goto(`${HOME}/modules/reading-the-article/paper`);
  const stems = await page.locator('.paper-question h2').allInnerTexts();
  expect(stems.length).toBeGreaterThanOrEqual(8);
  expect(await page.content()).not.toContain('Right answer');
  await page.goto(`${HOME}/modules/reading-the-article/key`);
  expect(await page.locator('.paper-question h2').allInnerTexts()).toEqual(stems);
  await expect(page.getByText('Right answer').first()).toBeVisible();
});

test('printed, the paper shows nothing of the app around it', async ({ page }) => {
  await page.goto(`${HOME}/modules/reading-the-article/paper`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Back to the module' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a class goes through a quiz on the wall, question and answer, and nobody gets a cookie @nojs', async ({
  page,
}) => {
  await page.goto(`${HOME}/reading-the-article/projector`);
  let questions = 0;
  for (;;) {
    questions++;
    await page.getByRole('link', { name: 'Show the answer' }).click();
    const next = page.getByRole('link', { name: 'Next', exact: true });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  expect(questions).toBeGreaterThanOrEqual(8);
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Show the answer' })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
});

test('a class plays a scenario on the wall to an ending @nojs', async ({ page }) => {
  await page.goto(`${TRACK}/projector`);
  for (let n = 0; n < 60; n++) {
    const move = page.locator('a.choice').first();
    const on = page.getByRole('link', { name: /^(Show the answer|Next)$/ });
    if ((await move.count()) > 0) await move.click();
    else if ((await on.count()) > 0) await on.click();
    else break;
  }
  await expect(page.getByText('The ending and the board are the course author’s model.')).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
});

test('a step that cannot be reached on the wall is no page', async ({ page }) => {
  for (const path of ['nothing', 'lift-everything.-.-.-.-.-.-.-.-.-.-.-.-.-', '../..', '__proto__'])
    expect((await page.goto(`${TRACK}/projector?path=${path}`))?.status(), path).toBe(404);
});
