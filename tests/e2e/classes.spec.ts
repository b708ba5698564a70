// Classes: a teacher makes one and sees pupils come in by its code; what a pupil meets at the door.
import { expect, test, type Page } from '@playwright/test';
import { postForm } from './learner.ts';
import { signUp } from './people.ts';
import { joinAs, joinOnPhone, makeClass } from './school.ts';

const roster = (page: Page) => page.locator('.roster > li');

test('a teacher makes a class with one field, and three pupils join on their phones @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await signUp(page.request);
  await page.goto('/');
  await page.getByRole('link', { name: 'Classes', exact: true }).click();
  await page.getByLabel('Name of the class').fill('  8B,  History ');
  await page.getByRole('button', { name: 'Make the class' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '8B, History' })).toBeVisible();
  await expect(page.getByText('No pupils yet. Put the code on the board.')).toBeVisible();
  const code = await page.locator('.code.large').innerText();
  expect(code).toMatch(/^[A-Z0-9]{3} [A-Z0-9]{3}$/);
  await expect(page.getByLabel('Text to pass on')).toHaveValue(
    new RegExp(`type the code ${code}\\. No account`),
  );

  for (const name of ['Алесь К.', 'Žana', "Daria O'Brien"])
    await (await joinOnPhone(browser, code.replace(' ', ''), name, javaScriptEnabled)).context().close();
  await page.reload();
  await expect(roster(page)).toHaveCount(3);
  await expect(roster(page).locator('strong')).toHaveText(['Алесь К.', "Daria O'Brien", 'Žana']);
});

test('the code is found however it is typed, and the class is seen before the name is asked @nojs', async ({
  page,
  browser,
}) => {
  const teacher = await browser.newContext();
  await signUp(teacher.request);
  const { code } = await makeClass(teacher.request);
  await page.goto('/join');
  await page
    .getByLabel('Class code')
    .fill(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3).toLowerCase()}`);
  await page.getByRole('button', { name: 'Find the class' }).click();
  await expect(page.getByText('Class 8B, History, Ms Sadouskaya')).toBeVisible();
  await page.getByRole('button', { name: 'Join class 8B, History' }).click();
  const name = page.getByLabel('Name your teacher will see');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Write a name\./);
  expect(await page.context().cookies()).toEqual([]);
  await name.fill('Ales K.');
  await page.getByRole('button', { name: 'Join class 8B, History' }).click();
  await expect(page).toHaveURL(/\/work$/);
  await teacher.close();
});

test('a wrong code is answered at the field, and what was typed stays @nojs', async ({ page }) => {
  for (const typed of ['CCCCCC', 'not a code']) {
    await page.goto('/join');
    await page.getByLabel('Class code').fill(typed);
    await page.getByRole('button', { name: 'Find the class' }).click();
    const field = page.getByLabel('Class code');
    await expect(field).toHaveValue(typed);
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(
      'No class has this code. Check the letters with your teacher.',
    );
  }
});

test('joining again keeps the entry; a name alone opens nobody’s', async ({ page, browser }) => {
  await signUp(page.request);
  const { page: address, code } = await makeClass(page.request);
  const pupil = await joinOnPhone(browser, code, 'Ales K.');
  await joinAs(pupil.request, code, 'Another name');
  await pupil.goto(`/join/${code}`);
  await expect(pupil.getByText('You are in this class as Ales K.')).toBeVisible();
  await joinOnPhone(browser, code, 'Ales K.');
  await page.goto(address);
  await expect(roster(page).locator('strong')).toHaveText(['Ales K.', 'Ales K.']);
  await expect(page.getByText('Same name twice')).toHaveCount(2);
});

test('a closed code lets nobody in, a new one does; a teacher is not a pupil of the own class', async ({
  page,
  browser,
}) => {
  await signUp(page.request);
  const { page: address, code } = await makeClass(page.request);
  await page.goto(`/join/${code}`);
  await expect(page.getByText('You teach this class')).toBeVisible();
  await page.goto(address);
  await page.getByRole('button', { name: 'Close the code' }).click();
  await expect(page.getByRole('button', { name: 'Make a code' })).toBeVisible();
  const pupil = await (await browser.newContext()).newPage();
  await pupil.goto(`/join/${code}`);
  await expect(pupil.getByText('No class has this code. Check the letters with your teacher.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a code' }).click();
  const fresh = (await page.locator('.code.large').innerText()).replace(' ', '');
  expect(fresh).not.toBe(code);
  await pupil.goto(`/join/${fresh}`);
  await expect(pupil.getByLabel('Name your teacher will see')).toBeVisible();
});

test('a pupil is renamed, taken off the list and put back; a removed pupil reads what to do @nojs', async ({
  page,
  browser,
}) => {
  await signUp(page.request);
  const { page: address, code } = await makeClass(page.request);
  const pupil = await joinOnPhone(browser, code, 'Ales K.');
  await page.goto(address);
  await page.getByText('Ales K.', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('');
  await page.getByRole('button', { name: 'Rename' }).first().click();
  const field = page.getByRole('textbox', { name: 'Name', exact: true }).first();
  await expect(field).toHaveAccessibleDescription('Write a name.');
  await field.fill('Ales Kupala');
  await page.getByRole('button', { name: 'Rename' }).first().click();
  await page.getByText('Ales Kupala', { exact: true }).click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(roster(page)).toHaveCount(0);
  await pupil.goto(`/join/${code}`);
  await expect(pupil.getByText('was taken off the list of this class')).toBeVisible();
  await expect(pupil.getByText('ask Ms Sadouskaya to put you back')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(roster(page)).toHaveCount(1);
  await pupil.goto(`/join/${code}`);
  await expect(pupil.getByText('You are in this class as Ales Kupala')).toBeVisible();
});

test('an archived class is folded away and closed, and comes back', async ({ page }) => {
  await signUp(page.request);
  const { page: address } = await makeClass(page.request, '9A');
  await page.goto(address);
  await page.getByRole('button', { name: 'Archive the class' }).click();
  await expect(page.getByText('Nobody can join an archived class.')).toBeVisible();
  await page.goto('/classes');
  await expect(page.getByRole('link', { name: '9A' })).toBeHidden();
  await page.getByText('Archived (1)').click();
  await page.getByRole('link', { name: '9A' }).click();
  await page.getByRole('button', { name: 'Restore the class' }).click();
  await expect(page.getByText('The class is closed: nobody can join.')).toBeVisible();
});

test('the date of deletion is shown and can be changed within two years @nojs', async ({ page }) => {
  await signUp(page.request);
  await page.goto((await makeClass(page.request)).page);
  await expect(
    page.getByText(/^On 30 August 20\d\d the class is deleted with everything in it/),
  ).toBeVisible();
  const field = page.getByLabel('Kept until');
  await field.fill('2020-01-01');
  await page.getByRole('button', { name: 'Change the date' }).click();
  await expect(page.getByLabel('Kept until')).toHaveAccessibleDescription(/Choose a day from 20/);
  const year = new Date().getUTCFullYear() + 1;
  await page.getByLabel('Kept until').fill(`${year}-09-01`);
  await page.getByRole('button', { name: 'Change the date' }).click();
  await expect(page.getByText(`On 1 September ${year} the class`)).toBeVisible();
});

test('another teacher and a visitor find no such class, and cannot change it', async ({ page, browser }) => {
  await signUp(page.request);
  const { page: address } = await makeClass(page.request);
  const other = await browser.newContext();
  await signUp(other.request);
  const visitor = await browser.newContext();
  for (const { request } of [other, visitor]) {
    expect((await request.get(address)).status()).toBe(404);
    expect((await postForm(request, `${address}?/archive`, {})).status()).toBe(404);
  }
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Archive the class' })).toBeVisible();
});
