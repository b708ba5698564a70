// A dead battery: the whole browser is killed in the middle of a question and of sending; started again, nothing answered is lost.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from '../chromium.ts';
import { Learner } from './learner.ts';
import { begin, QUIZ, settled, step } from './play.ts';

base.skip(({ isMobile }) => isMobile !== true, 'a phone whose battery dies');

const DOOR = /\/api\/(attempts\/[\w-]+\/commands|sync)$/;

/** The group of processes that a browser was started as, by its profile: its network is one of its own, and writes cookies. */
function groupOf(profile: string): number {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' }).split('\n');
  const own = all.find((line) => line.includes(`--user-data-dir=${profile}`));
  const [pid, group] = (own?.trim().split(/\s+/) ?? []).map(Number);
  // The one who was started leads it: no other group is ever ended.
  if (group === undefined || pid !== group) throw new Error(`no browser runs on ${profile}`);
  return group;
}

/** A browser with a profile of its own, that can be killed and started again. */
interface Phone {
  readonly start: (
    serviceWorkers?: 'allow' | 'block',
  ) => Promise<{ readonly context: BrowserContext; readonly page: Page }>;
  /** Ends it as a power cut would: no page is asked anything, nothing is written that was not. */
  readonly kill: (context: BrowserContext) => Promise<void>;
}

const test = base.extend<{ phone: Phone }>({
  phone: async ({ baseURL, viewport }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'demarche-phone-'));
    let running: BrowserContext | null = null;
    await use({
      async start(serviceWorkers = 'block') {
        running = await chromium.launchPersistentContext(profile, {
          ...launchOptions,
          ...(baseURL === undefined ? {} : { baseURL }),
          viewport,
          serviceWorkers,
        });
        return { context: running, page: running.pages()[0] ?? (await running.newPage()) };
      },
      async kill(context) {
        const gone = context.waitForEvent('close');
        process.kill(-groupOf(profile), 'SIGKILL');
        await gone;
        running = null;
        rmSync(join(profile, 'SingletonLock'), { force: true });
      },
    });
    await (running as BrowserContext | null)?.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const saved = (page: Page) => page.locator('.focusbar [role=status]');
const position = (page: Page) => page.locator('input[name=position]').first();

test('killed in the middle of a question, and again in the middle of sending: every answer is there, once', async ({
  phone,
}) => {
  test.setTimeout(120_000);
  // Who it is was written down when the browser was last closed.
  let { context, page } = await phone.start();
  await begin(page, QUIZ, 'Practise');
  await settled(page, true);
  const address = page.url();
  await context.close();

  ({ context, page } = await phone.start());
  await context.route(DOOR, (route) => route.abort());
  await page.goto(address);
  await settled(page, true);
  for (let n = 0; n < 2; n++) await step(page);
  await page.locator('input[name=choice], input[name=choices]').first().check();
  const asked = await heading(page).innerText();
  await phone.kill(context);

  // The question is asked still; then the server has the answers and the phone never hears of it.
  ({ context, page } = await phone.start());
  await context.route(DOOR, (route) => route.abort());
  await page.goto(address);
  await settled(page, true);
  await expect(heading(page)).toHaveText(asked);
  await expect(position(page)).toHaveValue('3');
  await step(page);
  const verdict = await heading(page).innerText();
  const taken = new Promise<void>((resolve) => {
    void context.route(DOOR, async (route) => {
      await route.fetch();
      resolve();
    });
  });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await taken;
  await phone.kill(context);

  ({ context, page } = await phone.start());
  await page.goto(address);
  await settled(page, true);
  await expect(heading(page)).toHaveText(verdict);
  await step(page);
  await expect(saved(page)).toHaveText('Saved');
  const learner = new Learner(context.request, address.split('/').at(-1) ?? '');
  expect((await learner.stands()).position).toBe(5);
  await context.close();
});

test.describe('a first visit is killed before the browser has written down who it is', () => {
  const knows = async (context: BrowserContext): Promise<boolean> =>
    (await context.cookies()).some(({ name }) => name === 'demarche');
  /** Requests to come back, as they are made. */
  const comings = (context: BrowserContext): string[] => {
    const all: string[] = [];
    context.on('request', (request) => request.url().endsWith('/api/come-back') && all.push(request.url()));
    return all;
  };

  /** Two steps, the second of which the server never hears of; then the battery is empty. */
  async function firstVisit(phone: Phone, serviceWorkers?: 'allow') {
    const { context, page } = await phone.start(serviceWorkers);
    await begin(page, QUIZ, 'Practise');
    await settled(page, true);
    if (serviceWorkers === 'allow') await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    if (serviceWorkers === undefined) await context.route(DOOR, (route) => route.abort());
    else await context.setOffline(true);
    await step(page);
    const [address, asked] = [page.url(), await heading(page).innerText()];
    expect(await knows(context)).toBe(true);
    await phone.kill(context);
    return { address, asked };
  }
  async function goesOn(page: Page, context: BrowserContext, address: string, asked: string) {
    await settled(page, true);
    await expect(page).toHaveURL(address);
    await expect(heading(page)).toHaveText(asked);
    await expect(position(page)).toHaveValue('3');
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    const learner = new Learner(context.request, address.split('/').at(-1) ?? '');
    expect((await learner.stands()).position).toBe(4);
  }

  test('the page that was open stands where it stood, and so it does after another such death', async ({
    phone,
  }) => {
    test.setTimeout(120_000);
    const { address, asked } = await firstVisit(phone);
    let { context, page } = await phone.start();
    expect(await knows(context), 'the cookie is gone').toBe(false);
    await page.goto(address);
    await settled(page, true);
    await phone.kill(context);

    ({ context, page } = await phone.start());
    expect(await knows(context), 'the second one as well').toBe(false);
    await page.goto(address);
    await goesOn(page, context, address, asked);
    await context.close();
  });

  test('their attempts are listed, and what waits is sent from there', async ({ phone }) => {
    test.setTimeout(120_000);
    const { address } = await firstVisit(phone);
    const { context, page } = await phone.start();
    expect(await knows(context), 'the cookie is gone').toBe(false);
    await page.goto('/attempts');
    await expect(page.locator(`a[href="${new URL(address).pathname}"]`)).toBeVisible();
    const learner = new Learner(context.request, address.split('/').at(-1) ?? '');
    await expect.poll(async () => (await learner.stands()).position).toBe(3);
    await context.close();
  });

  test('what is begun at once is begun as who they were', async ({ phone }) => {
    test.setTimeout(120_000);
    const { address } = await firstVisit(phone);
    const { context, page } = await phone.start();
    expect(await knows(context), 'the cookie is gone').toBe(false);
    const [asked, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await context.route('**/api/come-back', async (route) => {
      asked.resolve();
      await letGo.promise;
      await route.continue();
    });
    await page.goto(QUIZ);
    await asked.promise;
    await page.getByRole('button', { name: 'Practise' }).click();
    letGo.resolve();
    await expect(page).toHaveURL(/\/attempts\/[\w-]+$/);
    expect(page.url()).not.toBe(address);
    await page.goto('/attempts');
    await expect(page.locator('main a[href^="/attempts/"]')).toHaveCount(2);
    await context.close();
  });

  test('without a network it is shown from the device, and sent when there is one', async ({ phone }) => {
    test.setTimeout(120_000);
    const { address, asked } = await firstVisit(phone, 'allow');
    const { context, page } = await phone.start('allow');
    expect(await knows(context), 'the cookie is gone').toBe(false);
    await context.setOffline(true);
    await page.goto(address);
    await settled(page, true);
    await expect(heading(page)).toHaveText(asked);
    await context.setOffline(false);
    await goesOn(page, context, address, asked);
    await context.close();
  });

  test('whoever uses the phone next as somebody else sees nothing of it, then or later', async ({
    phone,
    baseURL,
    playwright,
  }) => {
    test.setTimeout(120_000);
    const { address } = await firstVisit(phone);
    const request = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
    await Learner.begin(request, QUIZ, 'open');
    const { cookies } = await request.storageState();
    await request.dispose();

    const { context, page } = await phone.start();
    const asked = comings(context);
    await context.addCookies(cookies);
    const noted = () =>
      page.evaluate(
        () =>
          new Promise<unknown>((resolve) => {
            const opening = indexedDB.open('demarche');
            opening.onsuccess = () => {
              const reading = opening.result.transaction('meta').objectStore('meta').get('wayBack');
              reading.onsuccess = () => {
                opening.result.close();
                resolve(reading.result);
              };
            };
          }),
      );
    expect((await page.goto(address))?.status()).toBe(404);
    await expect.poll(noted).toBeNull();
    await page.goto('/attempts');
    await expect(page.locator('main a[href^="/attempts/"]')).toHaveCount(1);
    await context.clearCookies();
    await page.goto('/attempts');
    await expect(page.getByText('Nothing here yet')).toBeVisible();
    expect((await page.goto(address))?.status()).toBe(404);
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
    await context.close();
  });
});
