// Learners keep their answers: words on paper, a sign-in name, another device, and a computer that others use too.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Learner, newId, postForm } from './learner.ts';
import { PASSWORD, visitor } from './people.ts';
import { QUIZ, TRACK } from './play.ts';

// What a phone shows is all there is; without a script the one difference is two buttons.
test.skip(({ isMobile }) => isMobile !== true, 'a phone proves it');

const nameOfOnes = (): string => `ales-${newId()}`.slice(0, 30);
const listed = (page: Page) => page.getByRole('main').getByRole('listitem');

/** A visitor of this page's browser who has answered so many questions. */
async function answers(page: Page, many: number): Promise<Learner> {
  const learner = await Learner.begin(page.request, QUIZ, 'sealed');
  for (let n = 0; n < many; n++) await learner.step();
  return learner;
}

const wordsOn = (page: Page): Promise<string[]> => page.locator('.keywords li').allTextContents();

/** Writes the words down and sends the page; gives them. */
async function keepByWords(page: Page, button: string | RegExp): Promise<string[]> {
  const words = await wordsOn(page);
  expect(words).toHaveLength(7);
  await page.getByLabel('The first and the last word').fill(`${words[0]} ${words[6]}`);
  await page.getByRole('button', { name: button }).click();
  return words;
}

/** Another device, with or without a script as the first. */
const device = async (
  browser: Browser,
  baseURL: string | undefined,
  javaScriptEnabled: boolean,
): Promise<Page> => (await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled })).newPage();

async function enterByWords(page: Page, typed: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'I have a key of words' }).click();
  await page.getByLabel('Your 7 words').fill(typed);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('words on paper keep the answers of this device, and bring them to another with its own @nojs', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
}) => {
  const learner = await answers(page, 3);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Keep these 3 answers' }).click();
  await page.getByRole('link', { name: 'Show me my words' }).click();

  const shown = await wordsOn(page);
  await page.getByLabel('The first and the last word').fill(`${shown[6]} ${shown[0]}`);
  await page.getByRole('button', { name: 'Keep these 3 answers' }).click();
  await expect(page.getByLabel('The first and the last word')).toHaveAccessibleDescription(
    /not the first and the last/,
  );
  expect(await wordsOn(page), 'after a fault they are the words that may be on the paper').toEqual(shown);

  const words = await keepByWords(page, 'Keep these 3 answers');
  await expect(page.getByText('3 answers kept.')).toBeVisible();
  await page.goto(learner.page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const other = await device(browser, baseURL, javaScriptEnabled !== false);
  await answers(other, 2);
  await enterByWords(other, words.slice(0, 6).join(' '));
  await expect(other.getByLabel('Your 7 words')).toHaveAccessibleDescription(/This has six words/);
  await other.getByLabel('Your 7 words').fill(words.join('-').toUpperCase());
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('2 answers kept.')).toBeVisible();
  await expect(listed(other)).toHaveCount(2);
  await page.goto('/attempts');
  await expect(listed(page)).toHaveCount(2);
});

test('the words can be printed and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto('/sign-up/words');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const words = await wordsOn(page);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words.join(' '));
  await page.getByRole('button', { name: 'Print' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.keywords')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('a quiz or a scenario that is over offers to keep its answers, to a guest alone @nojs', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const quiz = await Learner.begin(page.request, QUIZ, 'open');
  await quiz.until((view) => view.phase === 'done');
  await page.goto(quiz.page);
  const keep = page.getByRole('link', { name: /^Keep these \d+ answers$/ });
  await expect(keep).toBeVisible();
  const track = await Learner.begin(page.request, TRACK, 'open');
  await track.until((view) => view.phase === 'done');
  await page.goto(track.page);
  await keep.click();
  await expect(page.getByRole('heading', { level: 1, name: /^Keep these \d+ answers$/ })).toBeVisible();
  await expect(page.getByText('a forgotten password cannot be replaced by anybody')).toBeVisible();
  await page.getByLabel('Sign-in name').fill(nameOfOnes());
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText(/answers kept\./)).toBeVisible();
  await page.goto(quiz.page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(keep).toHaveCount(0);
});

test('a name that is taken is said plainly, and the answers wait @nojs', async ({ page, baseURL }) => {
  const name = nameOfOnes();
  const form = { sign_in_name: name, password: PASSWORD };
  expect((await postForm(await visitor(baseURL ?? ''), '/sign-up?as=learner', form)).status()).toBe(303);
  await answers(page, 1);
  await page.goto('/sign-up?as=learner');
  await page.getByLabel('Sign-in name').fill(name.toUpperCase());
  await page.getByLabel('Password').fill('three other words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('Sign-in name')).toBeFocused();
  await expect(page.getByLabel('Sign-in name')).toHaveAccessibleDescription(/This sign-in name is taken/);
  await page.getByLabel('Sign-in name').fill(nameOfOnes());
  await page.getByLabel('Password').fill('three other words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByText('1 answer kept.')).toBeVisible();
});

test('on a shared computer the next one to sign up or in finds nothing of the one before @nojs', async ({
  page,
}) => {
  const first = await answers(page, 2);
  const keep = async (name: string): Promise<void> => {
    await page.goto('/sign-up?as=learner');
    await page.getByLabel('Sign-in name').fill(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page).toHaveURL(/\/attempts/);
  };
  const leave = async (): Promise<void> => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  };
  const name = nameOfOnes();
  await keep(name);
  await leave();
  await keep(nameOfOnes());
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  expect((await page.request.get(first.page)).status()).toBe(404);
  await leave();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail or sign-in name').fill(` ${name.toUpperCase()}`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(listed(page)).toHaveCount(1);
});

test('new words end the old ones; an account of words gets a password, an address, and is deleted by its words @nojs', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
}) => {
  await page.goto('/sign-up/words');
  const old = await keepByWords(page, 'Sign up');
  await page.goto('/account');
  await page.getByRole('button', { name: 'I teach, and want classes' }).click();
  await expect(page.getByText('add an e-mail address and a password')).toBeVisible();
  await page.getByRole('link', { name: 'Make new words' }).click();
  const words = await keepByWords(page, 'Use these words from now on');
  await expect(page.getByText('Your words open your account from now on.')).toBeVisible();

  const other = await device(browser, baseURL, javaScriptEnabled !== false);
  await enterByWords(other, old.join(' '));
  await expect(other.getByLabel('Your 7 words')).toHaveAccessibleDescription(/No account has these words/);

  const password = page.locator('form[action="?/password"]');
  await password.getByLabel('Your words').fill(words.join(' '));
  await password.getByLabel('Sign-in name').fill(nameOfOnes());
  await password.getByLabel('New password').fill(PASSWORD);
  await password.getByRole('button').click();
  await expect(page.getByText('Your password is set.')).toBeVisible();
  const email = page.locator('form[action="?/email"]');
  await email.getByLabel('E-mail').fill(`${nameOfOnes()}@school.example`);
  await email.getByLabel('Password you have now, or your words').fill(PASSWORD);
  await email.getByRole('button').click();
  await expect(page.getByText('Your e-mail address is added.')).toBeVisible();
  await expect(page.locator('form[action="?/email"]')).toHaveCount(0);
  const end = page.locator('form[action="?/delete"]');
  await end.getByLabel('Your password').fill(words.join(' '));
  await end.getByRole('button').click();
  await expect(page.getByText('Your account is deleted')).toBeVisible();
  await enterByWords(page, words.join(' '));
  await expect(page.getByLabel('Your 7 words')).toHaveAccessibleDescription(/No account has these words/);
});
