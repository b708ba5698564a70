// A class of more pupils than a page holds: a teacher finds them on the next one, and comes back to it.
import { expect, test } from '@playwright/test';
import { assign } from './assigning.ts';
import { newId } from './learner.ts';
import { signUp } from './people.ts';
import { makeClass } from './school.ts';

test('an allowance on the second page of pupils leads back to it, and so does a mistake @nojs', async ({
  page,
}, info) => {
  test.skip(info.project.name.startsWith('phone'), 'the same list on every screen');
  await signUp(page.request);
  const { id, page: address } = await makeClass(page.request);
  const body = new URLSearchParams({ command: newId() });
  for (let i = 10; i < 62; i++) body.append('name', `Pupil ${i}`);
  const added = await page.request.post(`${address}/roster?/add`, {
    data: body.toString(),
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      origin: `http://127.0.0.1:${process.env.E2E_PORT}`,
    },
    maxRedirects: 0,
  });
  expect(added.status()).toBe(303);
  await page.goto(await assign(page.request, id));
  await expect(page.getByText('Page 1 of 2, 52 pupils by name.')).toBeVisible();
  await expect(page.getByText('0 of 52 pupils done')).toBeVisible();
  await page.getByRole('link', { name: 'Next page' }).click();
  const rows = page.locator('.roster > li');
  await expect(rows.locator('strong')).toHaveText(['Pupil 60', 'Pupil 61']);
  const save = async (minutes: string): Promise<void> => {
    const row = rows.filter({ hasText: 'Pupil 61' });
    if ((await row.locator('details').getAttribute('open')) === null) await row.locator('summary').click();
    await row.getByLabel('Minutes more').fill(minutes);
    await row.getByRole('button', { name: 'Save for Pupil 61' }).click();
  };
  await save('many');
  await expect(rows.getByLabel('Minutes more').last()).toBeFocused();
  await save('10');
  await expect(page).toHaveURL(/\?page=2#/);
  await expect(rows.last()).toContainText('10 minutes more');
});
