// A question that was here before stands on the screen before any script of the app has run, and what is done on it counts.
import { expect, type Page } from '@playwright/test';
import { QUIZZES, quizWith, telltale, textsOf } from './authored.ts';
import { Learner } from './learner.ts';
import { ALL, findings } from './looks.ts';
import {
  come,
  empty,
  h1,
  inStore,
  keptAt,
  options,
  pictured,
  practice,
  primary,
  saved,
  still,
  test,
} from './pictured.ts';
import { begin, finish, KINDS, phase, QUIZ, settled, step, TRACK } from './play.ts';

test.skip(({ isMobile }) => isMobile !== true, 'a slow phone');
test.use({ serviceWorkers: 'allow' });

const learnerOf = (page: Page): Learner => new Learner(page.request, page.url().split('/').at(-1) ?? '');

test('the question stands before the script; the answer given on it is explained, and recorded once', async ({
  page,
  hold,
}) => {
  const learner = await practice(page);
  const { position } = await learner.stands();
  const [asked, title] = [await h1(page).innerText(), await page.title()];
  const letGo = await hold(page);
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await come(page, learner);
  await expect(still(page).getByRole('heading', { level: 1 })).toHaveText(asked);
  expect(await page.title()).toBe(title);
  expect(await findings(page, ALL)).toEqual([]);

  const second = options(page).nth(1);
  const chosen = await second.inputValue();
  await second.check();
  await page.locator('[name=certainty]').last().check();
  await primary(page).tap();
  await expect(primary(page)).toBeDisabled();
  // What a finger comes to after the press is not the answer.
  const first = await page.locator('label.choice').first().boundingBox();
  if (first === null) throw new Error('no choice to be tapped');
  await page.touchscreen.tap(first.x + 20, first.y + 20);
  await expect(second).toBeChecked();
  expect(sent).toEqual([]);
  expect(await phase(page)).toBe('ask');

  letGo();
  await expect.poll(() => phase(page)).toBe('explain');
  await expect(still(page)).toHaveCount(0);
  await expect(h1(page)).toBeFocused();
  await expect(saved(page)).toHaveText('Saved');
  const now = await learner.stands();
  expect(now.position).toBe(position + 1);
  expect(now.view).toMatchObject({ phase: 'explain', given: { response: { choice: chosen } } });
  if (now.view.phase === 'explain') expect(now.view.given?.certainty).toBeDefined();
  expect(sent.filter((url) => url.includes('?/'))).toEqual([]);
});

test('a choice alone is carried over, with the focus, and nothing is sent', async ({ page, hold }) => {
  const learner = await practice(page);
  const { position } = await learner.stands();
  const letGo = await hold(page);
  await come(page, learner);
  await expect(still(page)).toBeVisible();
  await options(page).nth(1).check();
  await options(page).nth(1).focus();
  letGo();
  await settled(page, true);
  await expect(still(page)).toHaveCount(0);
  await expect(options(page).nth(1)).toBeChecked();
  await expect(options(page).nth(1)).toBeFocused();
  expect(await phase(page)).toBe('ask');
  expect((await learner.stands()).position).toBe(position);
  await primary(page).click();
  await expect.poll(() => phase(page)).toBe('explain');
});

test('without a choice the press asks for one, as it does on the page', async ({ page, hold }) => {
  const learner = await practice(page);
  const letGo = await hold(page);
  await come(page, learner);
  await expect(still(page)).toBeVisible();
  await primary(page).tap();
  letGo();
  await settled(page, true);
  await expect(options(page).first()).toBeFocused();
  expect(
    await options(page)
      .first()
      .evaluate((one) => (one as HTMLInputElement).validity.valueMissing),
  ).toBe(true);
  expect(await phase(page)).toBe('ask');
});

/** What a hand does first at a question of a kind, and what can be seen of it afterwards. */
const TOUCHES: Readonly<
  Record<(typeof KINDS)[number], readonly [(page: Page) => Promise<void>, (page: Page) => Promise<void>]>
> = {
  single: [(page) => options(page).first().check(), (page) => expect(options(page).first()).toBeChecked()],
  multiple: [
    (page) => page.locator('input[name=choices]').first().check(),
    (page) => expect(page.getByText(/^1 chosen of/)).toBeVisible(),
  ],
  spot: [
    (page) => page.locator('input[name=marked]').first().check(),
    (page) => expect(page.locator('form#answer [role=status]')).toHaveText(/^1 marked\./),
  ],
  classify: [
    (page) => page.getByRole('radiogroup').first().getByRole('radio').first().check(),
    (page) => expect(primary(page)).toHaveText(/^1 of \d tagged$/),
  ],
  sound: [
    (page) => page.getByRole('radiogroup').first().getByRole('radio').first().check(),
    (page) => expect(primary(page)).toHaveText(/^1 of \d judged$/),
  ],
  fill: [
    (page) => page.locator('input[name=text]').pressSequentially('a word'),
    async (page) => {
      await expect(page.locator('input[name=text]')).toHaveValue('a word');
      await expect(page.locator('input[name=text]')).toBeFocused();
    },
  ],
  numeric: [
    (page) => page.locator('input[name=value]').fill('12'),
    (page) => expect(page.locator('input[name=value]')).toHaveValue('12'),
  ],
  order: [
    (page) =>
      page
        .getByRole('button', { name: /^Move down/ })
        .first()
        .tap(),
    (page) => expect(page.locator('form#answer [role=status]')).toHaveText(/moved to position 2/),
  ],
  match: [
    (page) => page.locator('button.slot').first().tap(),
    (page) => expect(page.locator('button.slot').first()).toHaveAttribute('aria-expanded', 'true'),
  ],
};

for (const kind of KINDS)
  test(`${kind}: the picture is the page to the pixel, holds no key, and takes the first touch`, async ({
    page,
    hold,
  }) => {
    const learner = await Learner.begin(page.request, quizWith(kind), 'open');
    const { view } = await learner.until((now) => now.phase === 'ask' && now.asked.kind === kind);
    const { markup } = await pictured(page, learner);
    const item = QUIZZES.flatMap(({ items }) => items).find(
      ({ id }) => view.phase === 'ask' && id === view.asked.id,
    );
    const secrets = textsOf(item, ['why', 'habit', 'because', 'misread'])
      .map(telltale)
      .filter((text) => text.length > 12);
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter((text) => markup.includes(text))).toEqual([]);
    expect(markup).not.toMatch(/ style="| on\w+="/);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await come(page, learner);
      await settled(page, true);
      await page.evaluate(() => document.fonts.ready);
      const live = await page.screenshot({ caret: 'hide' });
      const letGo = await hold(page);
      await come(page, learner);
      await expect(still(page)).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      const drawn = await page.screenshot({ caret: 'hide' });
      await test
        .info()
        .attach(`${kind} ${colorScheme}, the picture`, { body: drawn, contentType: 'image/png' });
      await test.info().attach(`${kind} ${colorScheme}, the page`, { body: live, contentType: 'image/png' });
      expect(drawn.equals(live), `${colorScheme}: the same to the pixel`).toBe(true);
      if (colorScheme === 'dark') await TOUCHES[kind][0](page);
      letGo();
      await settled(page, true);
      await expect(still(page)).toHaveCount(0);
      if (colorScheme === 'dark') await TOUCHES[kind][1](page);
    }
  });

test('after a step in another tab the picture of the step before is not shown, even where it was left', async ({
  page,
  context,
  hold,
}) => {
  const learner = await practice(page);
  const before = await inStore(page, learner.attempt);
  const other = await context.newPage();
  await other.goto(learner.page);
  await settled(other, true);
  await step(other);
  expect(await phase(other)).toBe('explain');
  await keptAt(other, learner).toBeNull();
  await inStore(other, learner.attempt, before);

  const letGo = await hold(page);
  await come(page, learner);
  await expect(empty(page)).toBeAttached();
  await expect(still(page)).toHaveCount(0);
  letGo();
  await settled(page, true);
  expect(await phase(page)).toBe('explain');

  // The next question has a picture of its own.
  await step(other);
  const position = Number(await other.locator('input[name=position]').first().inputValue());
  await keptAt(other, learner).toBe(position);
});

test('where another device has gone on, the picture is of the step that it has led to', async ({
  page,
  hold,
}) => {
  const learner = await practice(page);
  const { view } = await learner.step();
  expect(view.phase).toBe('explain');
  const { position } = await learner.step();
  await page.goto(learner.page);
  await expect(page.getByText('You went on with this on another device')).toBeVisible();
  const asked = await h1(page).innerText();
  await keptAt(page, learner).toBe(position);
  const letGo = await hold(page);
  await come(page, learner);
  await expect(still(page).getByRole('heading', { level: 1 })).toHaveText(asked);
  // It is of this visit no more.
  await expect(page.getByText('You went on with this on another device')).toHaveCount(0);
  letGo();
  await settled(page, true);
  await expect(h1(page)).toHaveText(asked);
});

test('whoever uses the phone next sees nothing of it', async ({
  page,
  context,
  hold,
  playwright,
  baseURL,
}) => {
  const learner = await practice(page);
  const asked = await h1(page).innerText();
  const request = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  const next = await Learner.begin(request, QUIZ, 'open');
  const { cookies } = await request.storageState();
  await context.clearCookies();
  await context.addCookies(cookies);
  await page.goto(next.page);
  await settled(page, true);
  await request.dispose();
  expect(await inStore(page, learner.attempt), 'it lies there still').not.toBeNull();

  expect((await page.goto(learner.page))?.status()).toBe(404);
  await expect(h1(page)).toHaveText('There is no such page');
  const letGo = await hold(page);
  await page.goto(`/device${learner.page}`, { waitUntil: 'commit' });
  await expect(empty(page)).toBeAttached();
  await expect(still(page)).toHaveCount(0);
  letGo();
  await expect(h1(page)).toBeVisible();
  await expect(page.getByText(asked)).toHaveCount(0);
});

test('after the last step none is left; tests and scenarios’ decisions have none', async ({ page }) => {
  const learner = await practice(page);
  await finish(page);
  await keptAt(page, learner).toBeNull();

  for (const [address, form] of [
    [QUIZ, 'Test yourself'],
    [TRACK, 'Practise'],
  ] as const) {
    await begin(page, address, form);
    await settled(page, true);
    const { attempt } = learnerOf(page);
    // Until the page has nothing left to do.
    await page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))),
    );
    expect(await inStore(page, attempt), address).toBeNull();
  }
});

test('without a network it stands as well, and the answer is kept and sent later', async ({
  page,
  context,
  hold,
}) => {
  const learner = await practice(page);
  const { position } = await learner.stands();
  const letGo = await hold(page);
  await context.setOffline(true);
  await come(page, learner);
  await expect(still(page)).toBeVisible();
  await options(page).first().check();
  await primary(page).tap();
  letGo();
  await expect.poll(() => phase(page)).toBe('explain');
  await expect(saved(page)).toHaveText('Saved on this device, will send');
  await context.setOffline(false);
  await expect(saved(page)).toHaveText('Saved');
  expect((await learner.stands()).position).toBe(position + 1);
});
