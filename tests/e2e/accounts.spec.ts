// Accounts in a browser: signing up with what one has done, signing in and out, wrong fields, and what a stolen cookie is worth.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { Learner, newId } from './learner.ts';
import { cookieOf, nameFor, newEmail, PASSWORD, signIn, signUp, visitor } from './people.ts';
import { QUIZ } from './play.ts';

const field = (page: Page, label: string) =>
  page.locator('input').and(page.getByLabel(label, { exact: true }));

async function fillSignUp(page: Page, email: string): Promise<void> {
  await field(page, 'Name').fill('Ms Sadouskaya');
  await field(page, 'E-mail').fill(email);
  await field(page, 'Password').fill(PASSWORD);
}

test('signing up keeps the answers of this browser, says so, and ends the session before @nojs', async ({
  page,
  baseURL,
}) => {
  const learner = await Learner.begin(page.request, QUIZ, 'open');
  await learner.step();
  const before = await cookieOf(page);
  await page.goto('/attempts');
  await page.getByRole('link', { name: 'Keep this answer' }).click();
  await expect(page.getByText('Your 1 answer in this browser')).toBeVisible();
  const name = `Ales.${newId()}`.slice(0, 30);
  await field(page, 'Sign-in name').fill(name);
  await field(page, 'Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page).toHaveURL(/\/attempts\?kept=1$/);
  await expect(page.getByText('1 answer kept.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('link', { name })).toBeVisible();

  expect(await cookieOf(page)).not.toBe(before);
  const stranger = await visitor(baseURL ?? '');
  const fixed = await stranger.get(learner.page, { headers: { cookie: `demarche=${before}` } });
  expect(fixed.status(), 'a cookie planted before is worth nothing').toBe(404);
  await page.goto(learner.page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('signing in from another browser brings its answers along; whose they are not leaves them @nojs', async ({
  page,
  baseURL,
}) => {
  const { email } = await signUp(await visitor(baseURL ?? ''), { teaches: false });
  const enter = async (leave: boolean): Promise<void> => {
    const learner = await Learner.begin(page.request, QUIZ, 'open');
    await learner.step();
    await page.goto('/sign-in');
    await field(page, 'E-mail or sign-in name').fill(email.toUpperCase());
    await field(page, 'Password').fill(PASSWORD);
    if (leave) await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(leave ? /\/attempts$/ : /\/attempts\?kept=1$/);
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  };
  await enter(false);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out here' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await enter(true);
});

test('each wrong field says what is wrong, keeps what was typed and has the focus @nojs', async ({
  page,
}) => {
  await page.goto('/sign-up');
  await field(page, 'E-mail').fill('not an address');
  await field(page, 'Password').fill('short');
  await page.getByRole('button', { name: 'Sign up' }).click();
  const faults = {
    Name: 'Write a name.',
    'E-mail': 'not an e-mail address',
    Password: 'at least 10 characters',
  };
  for (const [label, words] of Object.entries(faults)) {
    const input = field(page, label);
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await expect(input).toHaveAccessibleDescription(new RegExp(words));
  }
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'E-mail')).toHaveValue('not an address');
  await expect(field(page, 'Password'), 'a password is never sent back').toHaveValue('');
});

test('a password that many people use is refused at its field, wherever one is set @nojs', async ({
  page,
}) => {
  const refused = async (label: string, button: string): Promise<void> => {
    await field(page, label).fill('Password123');
    await page.getByRole('button', { name: button }).click();
    await expect(field(page, label)).toBeFocused();
    await expect(field(page, label)).toHaveAccessibleDescription(/Many people use this password/);
  };
  await page.goto('/sign-up?as=learner');
  await field(page, 'Sign-in name').fill(`Ales.${newId()}`.slice(0, 30));
  await refused('Password', 'Sign up');
  const email = newEmail();
  await page.goto('/sign-up');
  await fillSignUp(page, email);
  await refused('Password', 'Sign up');
  await field(page, 'Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL('**/classes');
  await page.goto('/account');
  await field(page, 'Password you have now').fill(PASSWORD);
  await refused('New password', 'Change password');
  const { stdout } = await admin('reset-password', email);
  await page.goto(/\/reset-password\/[\w-]+/.exec(stdout)?.[0] ?? '');
  await refused('New password', 'Set the password');
});

test('a wrong password and an unknown address get the same page', async ({ page, baseURL, isMobile }) => {
  test.skip(isMobile, 'the words are the same');
  const { email } = await signUp(await visitor(baseURL ?? ''));
  const said = async (address: string): Promise<string> => {
    await page.goto('/sign-in');
    await field(page, 'E-mail or sign-in name').fill(address);
    await field(page, 'Password').fill('another password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(field(page, 'Password')).toBeFocused();
    await expect(field(page, 'E-mail or sign-in name')).toHaveValue(address);
    return page.locator('main').innerText();
  };
  expect(await said(email)).toBe(await said(newEmail()));
});

test('one leads on to the page one wanted, and never out of the house', async ({ baseURL, isMobile }) => {
  test.skip(isMobile, 'requests know no screen');
  const request = await visitor(baseURL ?? '');
  const { email } = await signUp(request);
  for (const [next, to] of [
    ['/courses/minsk-washington?x=1', '/courses/minsk-washington?x=1'],
    ['//elsewhere.example', '/classes'],
    ['https://elsewhere.example', '/classes'],
  ] as const) {
    const headers = { origin: baseURL ?? '', accept: 'text/html' };
    const form = { who: email, password: PASSWORD, next };
    const answer = await (await visitor(baseURL ?? '')).post('/sign-in', { form, headers, maxRedirects: 0 });
    expect(answer.headers()['location']).toBe(to);
  }
});

test('after ten wrong passwords the account must wait, and is told how long', async ({
  page,
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, 'the words are the same');
  test.setTimeout(180_000);
  const { email } = await signUp(await visitor(baseURL ?? ''));
  const request = await visitor(baseURL ?? '');
  for (let n = 0; n < 10; n++) expect((await signIn(request, email, 'wrong')).status()).toBe(400);
  const slowed = await signIn(request, email);
  expect(slowed.status()).toBe(429);
  expect(Number(slowed.headers()['retry-after'])).toBeGreaterThan(600);
  await page.goto('/sign-in');
  await field(page, 'E-mail or sign-in name').fill(email);
  await field(page, 'Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(field(page, 'Password')).toHaveAccessibleDescription(/too many tries.*15 minutes/);
});

test('thirty-five sign in at once behind one address; nobody is refused, and answers are not held up', async ({
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, 'requests know no screen');
  test.setTimeout(300_000);
  const school = await visitor(baseURL ?? '');
  const accounts: string[] = [];
  for (let n = 0; n < 35; n++) accounts.push((await signUp(school, { teaches: false })).email);
  let signed = 0;
  const all = accounts.map(async (email) => {
    const answer = await signIn(await visitor(baseURL ?? ''), email);
    signed++;
    return answer.status();
  });
  const learner = await Learner.begin(await visitor(baseURL ?? ''), QUIZ, 'sealed');
  await learner.step();
  expect(signed, 'a learner has begun and answered before the last of them').toBeLessThan(35);
  expect(await Promise.all(all)).toEqual(accounts.map(() => 303));
});

test('a new password ends a stolen session, and so does signing out everywhere @nojs', async ({
  page,
  baseURL,
}) => {
  const home = baseURL ?? '';
  const { email } = await signUp(page.request, { teaches: false });
  const stolen = await cookieOf(page);
  expect(await nameFor(home, stolen)).toBe('Ms Sadouskaya');

  await page.goto('/account');
  await field(page, 'Password you have now').fill(PASSWORD);
  await field(page, 'New password').fill('three other words');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is set.')).toBeVisible();
  expect(await nameFor(home, stolen)).toBeNull();

  const elsewhere = await visitor(home);
  expect((await signIn(elsewhere, email, 'three other words')).status()).toBe(303);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect((await elsewhere.get('/account', { maxRedirects: 0 })).status()).toBe(303);
});

test('an account is renamed, downloaded and deleted; deleting asks for the password @nojs', async ({
  page,
}) => {
  const { email } = await signUp(page.request, { teaches: false });
  await page.goto('/account');
  await field(page, 'Name').fill('Яўген Ś.');
  await page.getByRole('button', { name: 'Change name' }).click();
  await expect(page.getByRole('link', { name: 'Яўген Ś.' })).toBeVisible();

  const download = await page.request.get('/account/export');
  expect(download.headers()['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.json"$/);
  expect(await download.json()).toMatchObject({ account: { name: 'Яўген Ś.', email } });

  await field(page, 'Your password').fill('a wrong one');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(field(page, 'Your password')).toBeFocused();
  await expect(field(page, 'Your password')).toHaveAccessibleDescription(/not the password/);
  await field(page, 'Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('Your account is deleted')).toBeVisible();
  expect((await signIn(page.request, email)).status()).toBe(400);
});

test('a teacher tries without an account, and the sample class is theirs on signing up @nojs', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'For teachers: classes and results' }).click();
  await page.getByRole('button', { name: 'Try without an account' }).click();
  await expect(page).toHaveURL('/classes');
  await page.getByRole('link', { name: /8B \(sample\)/ }).click();
  await page.getByRole('link', { name: 'Gradebook' }).first().click();
  await expect(page.getByRole('row', { name: /Daria M/ }).locator('.score')).toHaveText(/^\d/);
  const guest = await cookieOf(page);
  await page.goto('/teach');
  await expect(page.getByRole('link', { name: 'Your sample class' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign up' }).click();
  await expect(page.getByText('Your sample class stays yours.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'I teach, and want classes' })).toBeChecked();
  await fillSignUp(page, newEmail());
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page).toHaveURL('/classes');
  expect(await cookieOf(page)).not.toBe(guest);
  await page.goto('/account');
  await expect(page.getByText(/Deleted with it.*8B \(sample\)/)).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Classes' })).toBeVisible();
});

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
/** `npm run admin` on the data of the server that these tests run against. */
const admin = (...args: string[]) =>
  run('npm', ['run', '--silent', 'admin', '--', ...args], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: process.env['E2E_DATA_DIR'],
      DATABASE_URL: '',
      ORIGIN: '',
      PORT: process.env['E2E_PORT'],
    },
  });

test('without e-mail the page names the command, and the command prints a link that works once @nojs', async ({
  page,
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, 'the words are the same');
  const { email } = await signUp(await visitor(baseURL ?? ''), { teaches: false });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten password' }).click();
  await expect(page.getByText('This installation sends no e-mail.')).toBeVisible();
  await expect(page.getByText('npm run admin -- reset-password')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);

  const { stdout } = await admin('reset-password', email);
  expect(stdout).toMatch(
    new RegExp(
      `^Give this link to its owner. It works once, within 60 minutes:\nhttp://localhost:${process.env['E2E_PORT']}/reset-password/[\\w-]{43}\n$`,
    ),
  );
  const elsewhere = await admin('reset-password', email, '--origin', 'https://learn.example.org');
  expect(elsewhere.stdout).toContain('\nhttps://learn.example.org/reset-password/');

  const path = /\/reset-password\/[\w-]+/.exec(stdout)?.[0] ?? '';
  await page.goto(path);
  await expect(field(page, 'New password')).toBeFocused();
  await field(page, 'New password').fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(field(page, 'New password')).toHaveAccessibleDescription(/at least 10/);
  await field(page, 'New password').fill('three other words');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: 'This link cannot be used' })).toBeVisible();
  expect((await signIn(await visitor(baseURL ?? ''), email, 'three other words')).status()).toBe(303);
});

test('the command says what is wrong with an unknown address or unknown words, and fails', async ({
  isMobile,
}) => {
  test.skip(isMobile, 'a command knows no screen');
  const failed = (...args: string[]) =>
    admin(...args).catch((error: { code: number; stderr: string }) => error);
  expect(await failed('reset-password', newEmail())).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^No account/),
  });
  for (const args of [
    [],
    ['reset'],
    ['reset-password'],
    ['reset-password', 'a@b', '--never'],
    ['reset-password', 'a@b', '--origin', 'x'],
  ])
    expect(await failed(...args), args.join(' ')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^npm run admin -- reset-password/),
    });
});
