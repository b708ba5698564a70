// Installed, then without a network: Today, a question, a scenario to its debrief; then server and device have the same.
import { expect, test as base, type Page } from '@playwright/test';
import { between, type Between } from './between.ts';
import { Learner } from './learner.ts';
import { nothingWrong } from './looks.ts';
import { COURSE, finish, phase, QUIZ, settled, step, TRACK } from './play.ts';

base.skip(({ isMobile }) => isMobile !== true, 'a phone without a network');
base.use({ serviceWorkers: 'allow' });

const test = base.extend<{ net: Between }>({
  net: async ({ baseURL }, use) => {
    const app = baseURL ?? '';
    const home = await (await fetch(app)).text();
    const net = await between(app, /pages\.([0-9a-f]{16})\.js/.exec(home)?.[1] ?? '');
    await use(net);
    await net.close();
  },
});

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const ready = (page: Page): Promise<unknown> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const toSend = (page: Page) => page.locator('[data-to-send]');
const DAYS = 86_400_000;

/** The page of downloads, from a worker that is there. */
async function openDownloads(page: Page, net: Between): Promise<void> {
  await page.goto(net.url);
  await ready(page);
  await page.goto(`${net.url}/device/downloads`);
}

/** Keeps two modules and the article, as a person does. */
async function download(page: Page, net: Between): Promise<void> {
  await page.goto(`${net.url}/device/downloads`);
  for (const name of [
    /^Download.*How the article speaks/,
    /^Download.*A period of warming/,
    /^Download.*The article/,
  ])
    await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(3);
}

test('it can be installed, and what the worker keeps is nobody’s', async ({ page, net, request }) => {
  await Learner.begin(page.request, QUIZ, 'open');
  await page.goto(net.url);
  await ready(page);
  const manifest = (await (await request.get(`${net.url}/manifest.webmanifest`)).json()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ start_url: '/device/today', display: 'standalone' });
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, sizes } of manifest.icons.filter(({ src }) => src.endsWith('.png')))
    expect(
      await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src),
    ).toBe(sizes);
  await page.goto(`${net.url}/attempts`);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/device');
  expect(
    kept.filter((path) => !/^\/(device|favicon\.svg|manifest\.webmanifest|_app\/immutable\/.+)$/.test(path)),
  ).toEqual([]);
  const shell = await page.evaluate(async () => (await caches.match('/device'))?.text());
  expect(shell).not.toContain('data-owner');
});

test('scripts come from the cache past the worker, where the browser has static routes', async ({
  page,
  net,
}) => {
  await openDownloads(page, net);
  await expect(page.getByRole('heading', { name: 'Keep on this device' })).toBeVisible();
  /** Where each script came from at last (Service Workers, "timing info for static routing"). */
  const sources = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map((entry) => (entry as unknown as { workerFinalSourceType?: string }).workerFinalSourceType),
  );
  expect(sources.length).toBeGreaterThan(4);
  expect(new Set(sources)).toEqual(new Set(['cache']));
});

test('the page of downloads says how it comes onto the home screen, and asks where the browser lets it', async ({
  page,
  net,
}) => {
  await openDownloads(page, net);
  const section = page.getByRole('region', { name: 'On the home screen' });
  await expect(section).toContainText('Look in the browser’s menu');
  // No browser here can install: this is what one that can would send.
  await page.evaluate(() => {
    const told = window as Window & { asked?: number };
    told.asked = 0;
    const prompt = (): Promise<void> => Promise.resolve(void told.asked!++);
    window.dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }));
  });
  await section.getByRole('button', { name: 'Put it on the home screen' }).click();
  await expect(section.getByRole('button')).toHaveCount(0);
  expect(await page.evaluate(() => (window as Window & { asked?: number }).asked)).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')));
  await expect(section.getByRole('status')).toHaveText('It is there now.');
});

test('a question, a scenario and Today without a network; then server and device have the same', async ({
  page: first,
  context,
  net,
}) => {
  test.setTimeout(150_000);
  let page = first;
  await page.goto(net.url);
  await ready(page);
  await download(page, net);
  await nothingWrong(page);

  await context.setOffline(true);
  await net.cut();
  await page.goto(`${net.url}${QUIZ}`);
  await page.getByRole('button', { name: 'Practise' }).click();
  await settled(page, true);
  await step(page);
  await expect(page.locator('.focusbar')).toContainText('Saved on this device, will send');
  const [quiz, verdict] = [page.url(), await h1(page).innerText()];
  // The tab is killed: the next one is at the very step.
  await page.close();
  page = await context.newPage();
  await page.goto(quiz);
  await settled(page, true);
  await expect(h1(page)).toHaveText(verdict);

  await page.goto(`${net.url}/courses/${COURSE}/source?p=3&from=0&to=12#p3`);
  await expect(page.locator('#p3 mark')).toBeVisible();

  await page.goto(`${net.url}${TRACK}`);
  await page.getByRole('button', { name: 'Practise' }).click();
  await settled(page, true);
  for (let n = 0; n < 3; n++) await step(page);
  await page.reload();
  await settled(page, true);
  await finish(page);
  await nothingWrong(page);
  const [track, ending] = [page.url(), await h1(page).innerText()];

  await page.goto(`${net.url}/`);
  await expect(h1(page)).toHaveText('Studying offline');
  await expect(page.getByRole('region', { name: 'Waiting to be sent' }).getByRole('listitem')).toHaveCount(2);
  await expect(toSend(page)).toHaveText('2 to send');
  await nothingWrong(page);

  // Three days on, in the same tunnel.
  await page.clock.setFixedTime(Date.now() + 3 * DAYS);
  await page.goto(`${net.url}/device/today`);
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  await nothingWrong(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  await settled(page, true);
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^Today, |Question 1 of/);
  await step(page);
  expect(await phase(page)).toBe('explain');
  await page.close();

  await net.mend();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto(`${net.url}/`);
  // Hidden it is before anybody has counted, too.
  await expect(toSend(page)).toHaveText('0 to send');
  await expect(toSend(page)).toBeHidden();
  await page.goto(`${net.url}/device`);
  await expect(page.getByRole('region', { name: 'Waiting to be sent' })).toHaveCount(0);
  const id = (address: string): string => address.split('/').at(-1) ?? '';
  for (const address of [quiz, track]) {
    await page.goto(address);
    await settled(page, true);
    const over = (await phase(page)) === 'done';
    const at = over ? null : Number(await page.locator('input[name=position]').first().inputValue());
    const stands = await new Learner(page.request, id(address)).stands();
    if (at !== null) expect(stands.position).toBe(at);
    expect(stands.view.phase).toBe(await phase(page));
  }
  await page.goto(`${net.url}/attempts/${id(track)}`);
  await expect(h1(page)).toHaveText(ending);
});

test('an attempt is opened from the device, and moves to where another device has gone on to', async ({
  page,
  net,
}) => {
  await page.goto(net.url);
  await ready(page);
  await page.goto(`${net.url}${QUIZ}`);
  await page.getByRole('button', { name: 'Practise' }).click();
  await settled(page, true);
  await step(page);
  await expect(page.locator('.focusbar [role=status]')).toHaveText('Saved');
  const address = page.url();
  const learner = new Learner(page.request, address.split('/').at(-1) ?? '');
  await learner.step();
  await learner.step();

  // What is asked for on the way: nothing but by the page itself, once it is there.
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.serviceWorker() === null && !request.url().includes('/_app/')) asked.push(request.url());
  });
  await page.goto(address);
  await expect(page.locator('#device')).toHaveCount(1);
  await expect(page.getByText('You went on with this on another device')).toBeVisible();
  await nothingWrong(page);
  expect(await phase(page)).toBe('explain');
  await expect(page.locator('input[name=position]').first()).toHaveValue('4');
  await step(page);
  await expect(page.getByText('You went on with this on another device')).toHaveCount(0);
  await expect(page.locator('.focusbar [role=status]')).toHaveText('Saved');
  expect((await learner.stands()).position).toBe(5);
  expect(asked.filter((url) => url.endsWith('/api/sync'))).toHaveLength(1);

  // Signed out elsewhere: the server's page answers, not what lies here.
  const signedOut = { form: {}, headers: { origin: net.url, accept: 'text/html' }, maxRedirects: 0 };
  expect((await page.request.post(`${net.url}/sign-out`, signedOut)).status()).toBe(303);
  await page.goto(address);
  await expect(h1(page)).toHaveText('There is no such page');
});

test('a new version waits while a question is open, and comes when it is asked for', async ({
  page,
  net,
}) => {
  await page.goto(net.url);
  await ready(page);
  await download(page, net);
  await page.goto(`${net.url}/device`);
  await page.getByRole('button', { name: /^Practise.*How the article speaks/ }).click();
  await settled(page, true);
  net.renew();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const state = (): Promise<string | undefined> =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
  await expect.poll(state).toBe('installed');
  await step(page);
  expect(await phase(page)).toBe('explain');
  await expect(page.getByText('A new version is ready.')).toHaveCount(0);

  await page.goto(`${net.url}/device`);
  const before = await page.evaluate(() => caches.keys());
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Use it' }).click()]);
  await expect(page.locator('script[src*="device.ffff"]')).toHaveCount(1);
  // The files of the version before are kept for tabs that still show it.
  expect(await page.evaluate(() => caches.keys())).toEqual(expect.arrayContaining(before));
  await page.getByRole('link', { name: /^Continue.*How the article speaks/ }).click();
  await settled(page, true);
  expect(await phase(page)).toBe('explain');
});
