// A walk over the pages of classes: a teacher's, then a pupil's, each with what can be wrong on it.
import { expect, type Page } from '@playwright/test';
import { signUp } from './people.ts';
import { joinAs, makeClass } from './school.ts';
import type { Look } from './walks.ts';

export async function classes(page: Page, look: Look): Promise<void> {
  const at = async (stop: string, address: string): Promise<void> => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(stop);
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

  await at('classes of nobody', '/classes');
  await signUp(page.request);
  await at('no classes yet', '/classes');
  const { page: address, code } = await makeClass(page.request);
  await at('empty class', address);
  await at('list to paste', `${address}/roster`);
  await page.getByLabel('Names').fill('Ales K.\nDaria M.\nHanna P.\nales k.\n4711\nŁukaš Ćviach');
  await press('Look at the list');
  await look('list looked at');
  await press(/^Add 4/);
  await at('classes', '/classes');
  await at('cards to choose', `${address}/cards`);
  await press('Make the cards');
  await look('sheet of cards');
  const card = `/r/${(await page.locator('.address').first().innerText()).split('/r/')[1] ?? ''}`;
  await at('card on a device where somebody is signed in', card);
  await page.goto(address);
  const pupil = await page.locator('.roster input[name=pupil]').first().getAttribute('value');
  await at('merge, which', `${address}/merge?pupil=${pupil}`);
  await press('Go on');
  await look('merge, sure');
  await page.goto(address);
  await page.locator('.roster summary').nth(1).click();
  await press(/^Take off the list/);
  await look('class with pupils');
  await press('Make a link for a co-teacher');
  await look('class with a link for a co-teacher');
  const invitation = await page.getByLabel('Link for one more teacher').inputValue();
  await page.context().clearCookies();
  await at('invitation', invitation);
  await at('join', '/join');
  await page.getByLabel('Class code').fill('QQQ');
  await press('Find the class');
  await look('join, wrong code');
  await at('join, class found', `/join/${code}`);
  await at('card', card);
  await at('card that does not work', '/r/nothing');
  await joinAs(page.request, code, 'Jan R.');
  await at('joined already', `/join/${code}`);
  await at('join on a device that is used', '/join');
  await at('leave', '/leave');
}
