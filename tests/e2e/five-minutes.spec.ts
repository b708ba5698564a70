// The first five minutes of a teacher who has never seen the app, with the clicks counted; and the lesson that follows.
import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import papa from 'papaparse';
import type { Quiz } from '../../src/lib/domain/content/schema.ts';
import { answerTo } from '../school/answers.ts';
import { authored } from './authored.ts';
import { Learner } from './learner.ts';
import { newEmail, PASSWORD } from './people.ts';
import { finish, settled, step } from './play.ts';

test.skip(({ isMobile }) => isMobile === true, 'a teacher’s desk; the pupils bring phones of their own');

const MODULE = 'reading-the-article';
const { items } = authored(`quizzes/${MODULE}.yaml`) as Quiz;
const CAREFUL = 'Алесь К.';
const QUICK = "Daria O'Brien";
const SLOPPY = 'Hanna P.';

/** A teacher's hand: counts what it clicks, and collects which fields the forms it sends insist on. */
class Hand {
  readonly #page: Page;
  readonly asked = new Set<string>();
  clicks = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(target: Locator): Promise<void> {
    const required = await target.evaluate((element) =>
      [...((element as HTMLButtonElement).form?.elements ?? [])].flatMap((field) =>
        'required' in field && field.required === true ? [(field as HTMLInputElement).name] : [],
      ),
    );
    for (const name of required) this.asked.add(name);
    await target.click();
    this.clicks++;
  }

  link = (name: string): Promise<void> => this.press(this.#page.getByRole('link', { name, exact: true }));
  button = (name: string): Promise<void> => this.press(this.#page.getByRole('button', { name, exact: true }));

  /** Typing is not counted; the click that brings the cursor into a field is. */
  async write(label: string, text: string): Promise<void> {
    const field = this.#page.getByLabel(label, { exact: true });
    if (!(await field.evaluate((element) => element === document.activeElement))) await this.press(field);
    await this.#page.keyboard.type(text);
  }

  /** A list is opened with one click, and its line chosen with another. */
  async choose(label: string, line: RegExp): Promise<void> {
    const list = this.#page.getByLabel(label, { exact: true });
    await list.selectOption({ label: (await list.locator('option', { hasText: line }).innerText()).trim() });
    this.clicks += 2;
  }
}

/** A pupil with a phone and the code on the board. */
async function joins(browser: Browser, code: string, name: string): Promise<Page> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ viewport, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  await page.goto('/join');
  await page.getByLabel('Class code').fill(code);
  await page.getByRole('button', { name: 'Find the class' }).tap();
  await page.getByLabel('Name your teacher will see').fill(name);
  await expect(page.locator('input[type=email], input[type=password]')).toHaveCount(0);
  await page.getByRole('button', { name: /^Join class/ }).tap();
  await page.waitForURL('**/work');
  return page;
}

async function begins(pupil: Page): Promise<void> {
  await pupil.getByRole('link', { name: /How the article speaks/ }).tap();
  await pupil.getByRole('button', { name: 'Start' }).tap();
  await settled(pupil, true);
}

/** Answers as the authors would, quicker than a hand. */
async function answersAll(pupil: Page): Promise<void> {
  const learner = new Learner(pupil.request, new URL(pupil.url()).pathname.split('/').at(-1) ?? '');
  for (;;) {
    const { view, position } = await learner.stands();
    if (view.phase === 'done') return;
    const item = view.phase === 'ask' ? items.find(({ id }) => id === view.asked.id) : undefined;
    const told = await learner.command(
      item === undefined
        ? { type: 'hand_in' }
        : { type: 'respond', item: item.id, response: answerTo(item), certainty: 'sure' },
      position,
    );
    expect(told.refusal).toBeUndefined();
  }
}

/** Leaves open whatever comes, and hands that in. */
async function leavesOpen(pupil: Page): Promise<void> {
  for (let n = 0; n < items.length; n++) {
    const before = await pupil.locator('input[name=position]').first().inputValue();
    const leave = pupil.locator('.actionbar').getByRole('button', { name: /^Leave open/ });
    if (!(await leave.isVisible())) break;
    await leave.click();
    await expect(pupil.locator(`input[name=position][value="${before}"]`)).toHaveCount(0);
  }
  await finish(pupil);
}

const line = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name });
const numberIn = (text: string | null): number => Number(/[\d.]+/.exec(text ?? '')?.[0]);

/** The gradebook as its page shows it: a row for each pupil, with the score of the one assignment. */
const shown = (page: Page): Promise<string[][]> =>
  page
    .locator('.tablewrap tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    );

test('a newcomer has a module assigned in twelve clicks at most; three pupils join, answer, and are corrected', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const hand = new Hand(page);

  // 1 From the landing page to a module that a class was given.
  await page.goto('/');
  await hand.link('Teach');
  await hand.link('Sign up');
  await hand.write('Name', 'Ms Sadouskaya');
  await hand.write('E-mail', newEmail());
  await hand.write('Password', PASSWORD);
  await hand.button('Sign up');
  await hand.write('Name of the class', '8B, History');
  await hand.button('Make the class');
  await hand.link('Assign a module');
  await hand.choose('Module', /^How the article speaks/);
  await hand.press(page.locator('label', { hasText: /^\s*Counted/ }));
  await hand.button('Assign');
  await expect(page).toHaveURL(/\/assignments\/[\w-]+$/);
  const assignment = new URL(page.url()).pathname;
  const code = await page.locator('.code.large').innerText();
  await expect(page.getByRole('link', { name: `/join/${code.replace(' ', '')}` })).toBeVisible();
  expect(hand.clicks).toBeLessThanOrEqual(12);
  expect([...hand.asked].sort()).toEqual(['email', 'mode', 'module', 'name', 'password']);

  // 2 Three pupils join without an e-mail address, and their teacher begins to watch.
  const careful = await joins(browser, code, CAREFUL);
  const quick = await joins(browser, code.toLowerCase(), QUICK);
  const sloppy = await joins(browser, code.replace(' ', '-'), SLOPPY);
  await hand.link('8B, History');
  await hand.link('Watch live');
  await expect(page.getByText('Updating', { exact: true })).toBeVisible();
  await page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''));
  await expect(line(page, SLOPPY)).toContainText('Not started');

  // 3 They answer, each in their own way; on the teacher's screen they move.
  for (const pupil of [careful, quick, sloppy]) await begins(pupil);
  for (const name of [CAREFUL, QUICK, SLOPPY]) await expect(line(page, name)).toContainText('Question 1 of');
  await step(quick);
  await step(quick);
  await expect(line(page, QUICK)).toContainText('Question 3 of');
  await expect(line(page, SLOPPY)).toContainText('Question 1 of');
  await answersAll(careful);
  await expect(line(page, CAREFUL)).toContainText(`Finished, ${items.length} of ${items.length}`);
  await step(sloppy);
  await leavesOpen(sloppy);
  await finish(quick);
  for (const name of [CAREFUL, QUICK, SLOPPY]) await expect(line(page, name)).toContainText('Finished');
  await expect(page.locator('html[data-same-page]')).toHaveCount(1);
  await sloppy.reload();
  await expect(sloppy.getByRole('heading', { level: 1, name: 'Handed in' })).toBeVisible();

  // 4 The gradebook is full; then everybody may see the results.
  await hand.link('8B, History');
  await hand.link('Gradebook');
  const before = await shown(page);
  expect(before.map(([name]) => name)).toEqual([CAREFUL, QUICK, SLOPPY]);
  const scores = before.map(([, score]) => Number(score));
  expect(scores[0]).toBe(items.length);
  expect(scores[1]).toBeLessThan(items.length);
  expect(scores[2]).toBeLessThanOrEqual(1);
  await page.goto(assignment);
  await page.getByText('Release results', { exact: true }).click();
  await hand.button('Release results now');
  await sloppy.reload();
  const title = sloppy.getByRole('heading', { level: 1, name: `of ${items.length} points` });
  const had = numberIn(await title.textContent());
  expect(had).toBe(scores[2]);

  // 5 The last question is given to everybody: first a dry run, which changes nothing.
  const last = items.at(-1)?.id ?? '';
  await page.goto(`${assignment}/results?item=${last}`);
  await hand.link('Regrade');
  await page.getByRole('radio', { name: 'Give everybody the point' }).check();
  await hand.button('See what would change');
  await expect(page.getByRole('heading', { name: /^\d scores? rises?, 0 fall/ })).toBeVisible();
  await expect(page.getByRole('row', { name: SLOPPY })).toBeVisible();
  await sloppy.reload();
  expect(numberIn(await title.textContent())).toBe(had);
  await hand.button('Apply');
  await expect(page.getByText('Done. Scores and the log')).toBeVisible();
  await sloppy.reload();
  expect(numberIn(await title.textContent())).toBe(had + 1);
  await expect(
    sloppy.getByText(
      new RegExp(`^Your teacher .+ question ${items.length} .+: ${had} of .+ became ${had + 1} of`),
    ),
  ).toBeVisible();

  // 6 What is taken away says what the page says.
  await page.goto(assignment);
  await hand.link('8B, History');
  await hand.link('Gradebook');
  const after = await shown(page);
  expect(after.find(([name]) => name === SLOPPY)?.[1]).toBe(String(had + 1));
  const [download] = await Promise.all([page.waitForEvent('download'), hand.link('Export CSV')]);
  const text = readFileSync(await download.path(), 'utf8');
  const { data, errors } = papa.parse(text.trimEnd(), { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  const [head, ...rows] = data;
  expect(head?.slice(0, 2)).toEqual(['Pupil', `How the article speaks (of ${items.length})`]);
  expect(rows.map(([name, score]) => [name, score])).toEqual(after.map(([name, score]) => [name, score]));
  for (const pupil of [careful, quick, sloppy]) await pupil.context().close();
});
