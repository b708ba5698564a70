// A class at work: its teacher sees progress move without a reload, the wall names nobody, and nobody else is let in.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Learner, postForm } from './learner.ts';
import { signUp } from './people.ts';
import { QUIZ, settled } from './play.ts';
import { assignModule, beginWork, joinAs, joinOnPhone, makeClass, type MadeClass } from './school.ts';

interface Working extends MadeClass {
  readonly assignment: string;
}
async function workingClass(page: Page, mode: 'practice' | 'counted' = 'counted'): Promise<Working> {
  await signUp(page.request);
  const made = await makeClass(page.request);
  return { ...made, assignment: await assignModule(page.request, made, mode) };
}

/** A pupil who joined and has begun, by requests alone. */
async function pupil(browser: Browser, { code, assignment }: Working, name: string): Promise<Learner> {
  const { request } = await browser.newContext();
  expect((await joinAs(request, code, name)).status()).toBe(303);
  return beginWork(request, assignment);
}

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('a teacher sees who is where, and it moves without a reload', async ({ page, browser }) => {
  const own = await workingClass(page);
  const ales = await pupil(browser, own, 'Ales K.');
  await page.goto(`${own.page}/live`);
  await expect(page.getByText('Updating', { exact: true })).toBeVisible();
  await expect(line(page, 'Ales K.')).toContainText(/Question 1 of \d+/);
  await ales.step();
  await expect(line(page, 'Ales K.')).toContainText('Question 2 of');

  const zoya = await pupil(browser, own, 'Zoya V.');
  await expect(line(page, 'Zoya V.')).toContainText('Question 1 of');
  await expect(page.getByText('2 of 2 started, median question 1')).toBeVisible();
  await zoya.until((view) => view.phase === 'done');
  await expect(line(page, 'Zoya V.')).toContainText(/Finished, [\d.]+ of \d+/);
  // Said every five seconds at most.
  await expect(page.getByRole('status')).toHaveText('2 of 2 started, median question 2, 1 finished', {
    timeout: 15_000,
  });
});

test('without a script the class can be watched by asking again @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  const own = await workingClass(page);
  const ales = await pupil(browser, own, 'Ales K.');
  await page.goto(own.page);
  await expect(page.getByRole('heading', { name: /^Live: / })).toBeVisible();
  await page.getByRole('link', { name: 'Watch live' }).click();
  await expect(line(page, 'Ales K.')).toContainText('Question 1 of');
  await ales.step();
  if (javaScriptEnabled === false) await page.getByRole('link', { name: 'Refresh' }).click();
  await expect(line(page, 'Ales K.')).toContainText('Question 2 of');
});

test('the wall counts and names nobody, at first and as it goes on', async ({ page, browser }) => {
  const own = await workingClass(page);
  const ales = await pupil(browser, own, 'Ales K.');
  const messages: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.eventSourceMessageReceived', ({ data }) => messages.push(data));
  await page.goto(`${own.page}/live?wall=1`);
  await expect(page.getByText('Updating', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 of 1 started, median question 1' })).toBeVisible();
  await ales.step();
  await expect(page.getByRole('heading', { name: '1 of 1 started, median question 2' })).toBeVisible();
  expect(messages.length).toBeGreaterThanOrEqual(2);
  for (const text of [...messages, await page.content()]) expect(text).not.toContain('Ales');
});

test('a pupil who leaves the page is disconnected for the teacher, and not for the wall, until they are back', async ({
  page,
  browser,
}) => {
  const own = await workingClass(page);
  const phone = await joinOnPhone(browser, own.code, 'Ales K.');
  const ales = await beginWork(phone.request, own.assignment);
  const isHere = phone.waitForRequest((request) => request.url().endsWith(`${ales.attempt}/presence`));
  await phone.goto(ales.page);
  await isHere;
  const wall = await page.context().newPage();
  await wall.goto(`${own.page}/live?wall=1`);
  await page.goto(`${own.page}/live`);
  await expect(page.getByText('Nobody and nothing just now.')).toBeVisible();
  await phone.goto('about:blank');
  const needs = page.getByRole('region', { name: 'Needs you' });
  await expect(needs).toContainText(/Ales K\.\s*Question 1 of \d+, disconnected less than a minute ago/);
  await phone.goto(ales.page);
  await expect(needs).toContainText('Nobody and nothing just now.');
  expect(await wall.content()).not.toMatch(/Ales|disconnected/);

  // Practice for oneself tells nobody.
  const told: string[] = [];
  phone.on('request', (request) => told.push(request.url()));
  const practice = await Learner.begin(phone.request, QUIZ, 'open');
  await phone.goto(practice.page);
  await settled(phone, true);
  expect(told.filter((url) => url.includes(`${practice.attempt}/presence`))).toEqual([]);
});

test('another teacher, a pupil of the class and a visitor find no such page and no such stream', async ({
  page,
  browser,
}) => {
  const own = await workingClass(page);
  const [other, classmate, visitor] = await Promise.all([1, 2, 3].map(() => browser.newContext()));
  await signUp(other!.request);
  await joinAs(classmate!.request, own.code, 'Ales K.');
  const made = await makeClass(other!.request);
  for (const path of ['live', 'live?wall=1', 'live/events', 'live/events?wall=1', 'reports']) {
    for (const { request } of [other!, classmate!, visitor!]) {
      const foreign = await request.get(`${own.page}/${path}`);
      const missing = await request.get(`/classes/no-such-class-anywhere/${path}`);
      expect([foreign.status(), missing.status()], path).toEqual([404, 404]);
      expect(foreign.headers()['content-type']).toBe(missing.headers()['content-type']);
    }
  }
  // An assignment of another class is none of this one.
  const theirs = own.assignment.split('/').at(-1);
  expect((await other!.request.get(`${made.page}/live/events?of=${theirs}`)).status()).toBe(404);
});

test('a report of a pupil reaches the teacher who watches, and is handled, with undo @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  const own = await workingClass(page, 'practice');
  const phone = await joinOnPhone(browser, own.code, 'Ales K.', javaScriptEnabled);
  const ales = await beginWork(phone.request, own.assignment);
  const { view } = await ales.step();
  if (view.phase !== 'explain') throw new Error('practice explains at once');
  await page.goto(`${own.page}/live`);
  if (javaScriptEnabled !== false) await expect(page.getByText('Updating', { exact: true })).toBeVisible();

  await phone.goto(ales.page);
  await settled(phone, javaScriptEnabled);
  await phone.getByText('Something wrong here?').click();
  await phone.getByRole('button', { name: 'Send to your teacher' }).click();
  const field = phone.getByLabel('What seems wrong?');
  await expect(field).toHaveAccessibleDescription(
    /^Write what seems wrong, in a few words\. Your teacher sees/,
  );
  await expect(field).toBeFocused();
  await field.fill('Two of these are right: see paragraph 6.');
  await phone.getByRole('button', { name: 'Send to your teacher' }).click();
  await expect(phone.getByText('Thank you: your teacher will see it.')).toBeVisible();
  await expect(phone.getByText('Something wrong here?')).toBeHidden();

  if (javaScriptEnabled === false) await page.reload();
  await expect(page.getByText('Ales K. reported a question', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^See reports/ }).click();
  const report = page.getByRole('article');
  await expect(report).toContainText('Two of these are right: see paragraph 6.');
  await expect(report).toContainText(view.asked.stem.slice(0, 20));
  await expect(report.locator('.slip').first()).toBeVisible();
  await expect(report.getByText('The pupil’s answer').first()).toBeVisible();
  await page.getByRole('button', { name: /^Handled/ }).click();
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  await page.goto(own.page);
  await expect(page.getByText('1 reported question to look at')).toBeHidden();
  await page.goBack();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('article')).toContainText('Ales K.');
  await page.goto(own.page);
  await expect(page.getByRole('link', { name: '1 reported question to look at' })).toBeVisible();
});

test('what nobody has assigned has nobody to be reported to', async ({ page }) => {
  const guest = await Learner.begin(page.request, QUIZ, 'open');
  const { view } = await guest.step();
  await page.goto(guest.page);
  await expect(page.getByText('Something wrong here?')).toHaveCount(0);
  const item = view.phase === 'explain' ? view.asked.id : '';
  const form = { item, reason: 'It is wrong.' };
  expect((await postForm(page.request, `${guest.page}?/report`, form)).status()).toBe(404);
});
