// Cards and links that open something: a pupil's card on another device, a co-teacher's invitation, leaving a device.
import { expect, test, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { QUIZ } from './play.ts';
import { signUp } from './people.ts';
import { joinAs, joinOnPhone, makeClass } from './school.ts';

const entries = (page: Page) => page.locator('.roster > li > details > summary strong');

/** A class of the signed-in teacher with these pupils from a list; gives the link of each card, by the order of names. */
async function cardsFor(page: Page, names: string): Promise<{ address: string; links: string[] }> {
  const { page: address } = await makeClass(page.request, '8B');
  await page.goto(`${address}/roster`);
  await page.getByLabel('Names').fill(names);
  await page.getByRole('button', { name: 'Look at the list' }).click();
  await page.getByRole('button', { name: /^Add \d+ pupil/ }).click();
  await page.getByRole('link', { name: 'Print cards' }).click();
  await page.getByRole('button', { name: 'Make the cards' }).click();
  await expect(page.locator('.address').first()).toBeVisible();
  const shown = await page.locator('.address').allInnerTexts();
  return { address, links: shown.map((link) => `/r/${link.split('/r/')[1] ?? ''}`) };
}

test('cards are printed for a pasted list, and one opens the entry on another device, with what was done there @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await signUp(page.request);
  const { address, links } = await cardsFor(page, 'Ales K.\nDaria M.');
  expect(links).toHaveLength(2);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Back to the class' })).toBeHidden();
  await expect(page.getByRole('img', { name: 'QR code of the card of Ales K.' })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.goto(address);
  await expect(page.getByText('Card not used yet')).toHaveCount(2);

  const phone = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await (await Learner.begin(phone.request, QUIZ, 'open')).step();
  await phone.goto(links[0] ?? '');
  await expect(phone.getByText('1 answer given in this browser go with you.')).toBeVisible();
  await phone.getByRole('button', { name: 'Continue as Ales K.' }).click();
  await expect(phone).toHaveURL(/\/work$/);
  await phone.goto('/attempts');
  await expect(phone.getByRole('link', { name: /^Continue/ })).toHaveCount(1);

  const tablet = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await tablet.goto(links[0] ?? '');
  expect(await tablet.context().cookies()).toEqual([]);
  await expect(tablet.getByRole('heading', { name: 'Continue as Ales K. in 8B?' })).toBeVisible();
  await tablet.getByRole('button', { name: 'Continue as Ales K.' }).click();
  await expect(tablet).toHaveURL(/\/work$/);
  await tablet.goto('/attempts');
  await expect(tablet.getByRole('link', { name: /^Continue/ })).toHaveCount(1);
  await page.reload();
  await expect(page.getByText('Card not used yet')).toHaveCount(1);
});

test('a new card puts an end to the old one, and the old one says what to do', async ({ page, browser }) => {
  await signUp(page.request);
  const { address, links } = await cardsFor(page, 'Ales K.\nDaria M.');
  await page.goto(address);
  await page.getByText('Ales K.', { exact: true }).click();
  await page.getByRole('link', { name: 'New card for Ales K.' }).click();
  await page.getByRole('button', { name: 'Make a card for Ales K.' }).click();
  await expect(page.locator('.address')).toHaveCount(1);
  const fresh = `/r/${(await page.locator('.address').innerText()).split('/r/')[1] ?? ''}`;
  const pupil = await (await browser.newContext()).newPage();
  await pupil.goto(links[0] ?? '');
  await expect(pupil.getByText('Ask your teacher for a new card.')).toBeVisible();
  for (const link of [fresh, links[1] ?? '']) {
    await pupil.goto(link);
    await expect(pupil.getByRole('button', { name: /^Continue as/ })).toBeVisible();
  }
});

test('a card takes nothing of another pupil along, opens no account, and waits while somebody is signed in', async ({
  page,
  browser,
}) => {
  await signUp(page.request);
  const { address, links } = await cardsFor(page, 'Ales K.\nDaria M.');
  const shared = await (await browser.newContext()).newPage();
  await shared.goto(links[1] ?? '');
  await shared.getByRole('button', { name: 'Continue as Daria M.' }).click();
  await shared.waitForURL('**/work');
  await (await Learner.begin(shared.request, QUIZ, 'open')).step();
  await shared.goto(links[0] ?? '');
  await expect(shared.getByText('This device is used by Daria M. in 8B.')).toBeVisible();
  await shared.getByRole('button', { name: 'Continue as Ales K.' }).click();
  await shared.waitForURL('**/work');
  await shared.goto('/attempts');
  await expect(shared.getByText('Nothing here yet.')).toBeVisible();

  await page.goto(links[0] ?? '');
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Continue as Ales K.' })).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);

  await shared.goto('/sign-up?as=learner');
  await shared.getByLabel('Sign-in name').fill(`ales-${Date.now()}-${process.pid}`);
  await shared.getByLabel('Password').fill('four plain words here');
  await shared.getByRole('button', { name: 'Sign up' }).click();
  await shared.waitForURL('**/attempts**');
  const other = await (await browser.newContext()).newPage();
  await other.goto(links[0] ?? '');
  await expect(
    other.getByText('Ales K. has an account. Sign in with it: a card opens no account.'),
  ).toBeVisible();
  await expect(other.getByRole('button', { name: /Continue/ })).toHaveCount(0);
});

test('a removed pupil reads on the card what to do @nojs', async ({ page }) => {
  await signUp(page.request);
  const { address, links } = await cardsFor(page, 'Ales K.');
  await page.goto(address);
  await page.getByText('Ales K.', { exact: true }).click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.goto(links[0] ?? '');
  await expect(page.getByText('was taken off the list of this class')).toBeVisible();
  await expect(page.getByRole('button', { name: /Continue/ })).toHaveCount(0);
});

test('“Not you?” leaves the device, and the next pupil gets an entry of their own @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await signUp(page.request);
  const { page: address, code } = await makeClass(page.request);
  const pupil = await joinOnPhone(browser, code, 'Ales K.', javaScriptEnabled);
  await pupil.goto(`/join/${code}`);
  await pupil.getByRole('link', { name: 'Not Ales K.?' }).click();
  await expect(pupil.getByText('To come back they need their card')).toBeVisible();
  await pupil.getByRole('button', { name: 'Leave this device' }).click();
  await pupil.getByLabel('Name your teacher will see').fill('Daria M.');
  await pupil.getByRole('button', { name: /^Join class/ }).click();
  await pupil.waitForURL('**/work');
  await page.goto(address);
  await expect(entries(page)).toHaveText(['Ales K.', 'Daria M.']);
});

test('two entries of one pupil become one after a second look @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await signUp(page.request);
  const { page: address, code } = await makeClass(page.request);
  const first = await joinOnPhone(browser, code, 'Ales K.', javaScriptEnabled);
  await (await Learner.begin(first.request, QUIZ, 'open')).step();
  await joinAs((await browser.newContext()).request, code, 'Alés');
  await page.goto(address);
  await page.getByText('Alés', { exact: true }).click();
  await page.getByRole('link', { name: /^Merge with another entry.*Alés/ }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Are Alés and Ales K. one pupil?')).toBeVisible();
  await page.getByRole('radio', { name: /^Ales K\./ }).check();
  await page.getByRole('button', { name: 'Merge Alés and Ales K.' }).click();
  await expect(entries(page)).toHaveText(['Ales K.']);
  await first.goto(`/join/${code}`);
  await expect(first.getByText('You are in this class as Ales K.')).toBeVisible();
});

test('a co-teacher comes in by a link that works once; who made the class stays @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await signUp(page.request);
  const { page: address } = await makeClass(page.request, '8B');
  await page.goto(address);
  await page.getByRole('button', { name: 'Make a link for a co-teacher' }).click();
  const link = await page.getByLabel('Link for one more teacher').inputValue();
  const other = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await other.goto(link);
  await expect(other.getByRole('link', { name: 'Sign in' }).last()).toBeVisible();
  await signUp(other.request, { name: 'Mr Ćviach' });
  await other.goto(link);
  await other.getByRole('button', { name: 'Teach this class' }).click();
  await expect(other.getByRole('heading', { level: 1, name: '8B' })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Remove Ms Sadouskaya' })).toHaveCount(0);
  await other.goto(link);
  await expect(other.getByText('Ask the teacher who sent it for a new one.')).toBeVisible();
  await page.goto(address);
  await page.getByRole('button', { name: 'Remove Mr Ćviach' }).click();
  await expect(page.getByText('Mr Ćviach')).toHaveCount(0);
  await other.goto(address);
  await expect(other.getByRole('heading', { level: 1, name: 'There is no such page' })).toBeVisible();
  await page.getByRole('button', { name: 'Make a link for a co-teacher' }).click();
  await other.goto(await page.getByLabel('Link for one more teacher').inputValue());
  await other.getByRole('button', { name: 'Teach this class' }).click();
  await other.getByRole('button', { name: 'Leave the class' }).click();
  await expect(other).toHaveURL(/\/classes$/);
});
