// Kept on the device first: without a network, with a page killed, on two devices, with a store that was edited.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { nothingWrong } from './looks.ts';
import { begin, COURSE, phase, QUIZ, settled, step } from './play.ts';

test.skip(({ isMobile }) => isMobile !== true, 'these are the days of a phone');

const DOOR = /\/api\/(attempts\/[\w-]+\/commands|sync)$/;
const KEPT = 'Saved on this device, will send';
const primary = (page: Page): Locator => page.locator('.actionbar .btn.primary');
const saved = (page: Page): Locator => page.locator('.focusbar [role=status]');
const place = (page: Page): Locator => page.getByRole('progressbar');
const learnerOf = (page: Page): Learner => new Learner(page.request, page.url().split('/').at(-1) ?? '');

async function start(page: Page, form: 'Practise' | 'Test yourself'): Promise<Learner> {
  await begin(page, QUIZ, form);
  await settled(page, true);
  return learnerOf(page);
}

interface Row {
  readonly position: number;
  readonly unsent?: string;
  readonly command: object;
}

/** Reads the events of the device's own store, past all of the app's code; `forge` gives one of them a score. */
const inStore = (page: Page, forge: number | null = null): Promise<Row[]> =>
  page.evaluate(
    (position) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('demarche');
        opening.onerror = () => reject(new Error('the store cannot be opened'));
        opening.onsuccess = () => {
          const db = opening.result;
          const trx = db.transaction('events', 'readwrite');
          const store = trx.objectStore('events');
          const reading = store.getAll() as IDBRequest<Row[]>;
          reading.onsuccess = () => {
            for (const row of reading.result)
              if (row.position === position) store.put({ ...row, command: { ...row.command, score: 100 } });
          };
          trx.oncomplete = () => {
            db.close();
            resolve(reading.result);
          };
        };
      }),
    forge,
  );

test.describe('in practice', () => {
  test('without a network all is kept, said to be, and sent by itself', async ({ page, context }) => {
    const learner = await start(page, 'Practise');
    await context.setOffline(true);
    for (let n = 0; n < 5; n++) await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
    expect((await inStore(page)).map(({ position, unsent }) => [position, unsent !== undefined])).toEqual(
      [1, 2, 3, 4, 5].map((position) => [position, true]),
    );
    await context.setOffline(false);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(6);
    expect((await inStore(page)).every(({ unsent }) => unsent === undefined)).toBe(true);
  });

  test('a step taken while the one before is on its way is sent right after it', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Practise');
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await context.route(DOOR, (route) => held.then(() => route.continue()), { times: 1 });
    const underWay = page.waitForRequest(DOOR);
    await step(page);
    await underWay;
    await step(page);
    letGo();
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(3);
  });

  test('a page killed in the moment its answer is explained loses nothing', async ({ page, context }) => {
    const learner = await start(page, 'Practise');
    await context.route(DOOR, (route) => route.abort());
    // A request that is held up while its page is killed is let through by the browser: this page sends none at all.
    await page.evaluate(() => {
      globalThis.fetch = () => Promise.reject(new TypeError('no network'));
    });
    await step(page);
    await step(page);
    await primary(page).waitFor();
    await page.locator('input[name=choice], input[name=choices], input[type=text]').first().waitFor();
    await step(page);
    const verdict = await page.getByRole('heading', { level: 1 }).innerText();
    const address = page.url();
    // As a dead battery would: no page is asked anything.
    await page.close({ runBeforeUnload: false });
    expect((await learner.stands()).position).toBe(1);

    const again = await context.newPage();
    await again.goto(address);
    await settled(again, true);
    await expect(again.getByRole('heading', { level: 1 })).toHaveText(verdict);
    await expect(again.locator('input[name=position]').first()).toHaveValue('4');
    await context.unroute(DOOR);
    await again.evaluate(() => dispatchEvent(new Event('online')));
    await expect(saved(again)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(4);
  });

  test('a page killed while its answers are on their way has them recorded once', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Practise');
    await context.setOffline(true);
    for (let n = 0; n < 3; n++) await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    const verdict = await page.getByRole('heading', { level: 1 }).innerText();
    // The server takes them, and this page never hears of it.
    const taken = new Promise<void>((resolve) => {
      void context.route(DOOR, async (route) => {
        await route.fetch();
        resolve();
      });
    });
    await context.setOffline(false);
    await taken;
    await page.close({ runBeforeUnload: false });
    await context.unroute(DOOR);
    const again = await context.newPage();
    await again.goto(learner.page);
    await settled(again, true);
    await expect(again.getByRole('heading', { level: 1 })).toHaveText(verdict);
    await step(again);
    await expect(saved(again)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(5);
    expect((await inStore(again)).every(({ unsent }) => unsent === undefined)).toBe(true);
  });

  test('who leaves with the last answer on its way finds the course page knowing it a moment later', async ({
    page,
    context,
  }) => {
    const learner = await Learner.begin(page.request, QUIZ, 'open');
    await learner.until((view) => view.phase === 'explain' && view.last);
    await page.goto(learner.page);
    await settled(page, true);
    await context.route(DOOR, (route) => route.abort(), { times: 1 });
    await step(page);
    const course = page.waitForResponse((response) => response.url().endsWith(`/courses/${COURSE}`));
    await page.getByRole('link', { name: 'Back to the course' }).click();
    expect(await (await course).text(), 'as the server drew it').toContain('Question 10 of 10');
    await expect(page.getByRole('link', { name: 'Continue' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: /^Take the quiz/ }).first()).toContainText('Practice: ');
  });

  test('closing asks nothing where the answer is kept', async ({ page }) => {
    await start(page, 'Practise');
    await page.route(DOOR, (route) => route.abort());
    await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
  });

  test('what another device did first stands; one sees what did not count, and goes on', async ({ page }) => {
    const learner = await start(page, 'Practise');
    await page.route(DOOR, (route) => route.abort());
    for (let n = 0; n < 3; n++) await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    await learner.step();
    await page.unroute(DOOR);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByText('You also answered this on another device')).toBeVisible();
    await expect(page.locator('.actionbar .notice'), 'it is said once').toHaveCount(0);
    await nothingWrong(page);
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 1 of 10');
    expect(await phase(page)).toBe('explain');
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(3);
    await page.reload();
    await settled(page, true);
    await page.getByRole('button', { name: 'I have seen this' }).click();
    await expect(page.getByText('You also answered this on another device')).toHaveCount(0);
    await page.reload();
    await settled(page, true);
    await expect(page.getByText('You also answered this on another device')).toHaveCount(0);
  });

  test('a second window of the same device sees the step that the first has taken, without a network too', async ({
    page,
    context,
  }) => {
    await start(page, 'Practise');
    const late = await context.newPage();
    await late.goto(page.url());
    await settled(late, true);
    await context.setOffline(true);
    await step(page);
    await late.getByRole('radio').first().check();
    await primary(late).click();
    await expect(late.getByText('This step was already taken')).toBeVisible();
    expect(await phase(late)).toBe('explain');
    expect(await inStore(page)).toHaveLength(1);
    await context.setOffline(false);
    await expect(saved(page)).toHaveText('Saved');
  });

  test('an edited outbox: the beginning is kept, the rest refused with its reason, and never sent again', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Practise');
    await context.setOffline(true);
    for (let n = 0; n < 3; n++) await step(page);
    await inStore(page, 2);
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await context.setOffline(false);
    await expect(page.getByText('given here did not count')).toBeVisible();
    await expect(page.getByText('The request could not be read').first()).toBeVisible();
    expect((await learner.stands()).position).toBe(2);
    const sent = posts.length;
    for (const event of ['online', 'online'])
      await page.evaluate((name) => dispatchEvent(new Event(name)), event);
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect(posts.slice(sent).filter((url) => url.endsWith('/api/sync'))).toEqual([]);
    expect((await learner.stands()).position).toBe(3);
  });
});

test.describe('in a test', () => {
  test('answers are collected without a network, and judged when they arrive', async ({ page, context }) => {
    const learner = await start(page, 'Test yourself');
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    await context.setOffline(true);
    for (let n = 2; n <= 14; n++) await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    expect(await phase(page)).toBe('overview');
    await primary(page).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Kept, not yet handed in' })).toBeVisible();
    await expect(page.getByText(/points?$/)).toHaveCount(0);
    await context.setOffline(false);
    await expect(page.getByRole('heading', { level: 1, name: /of 14 points/ })).toBeVisible();
    expect((await learner.stands()).view.phase).toBe('done');
  });
});
