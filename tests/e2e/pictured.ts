// A browser with the still of a question: the script that the app follows held back, and what lies in the store.
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { QUIZ, settled } from './play.ts';

/** The script that everything else of the device's app follows. */
const SCRIPT = /\/_app\/immutable\/device\.\w+\.js$/;

interface Held {
  /** From now on that script does not come; it does once the function that it gives is called. */
  readonly hold: (page: Page) => Promise<() => void>;
}

export const test = base.extend<Held & { quiet: void }>({
  hold: async ({ context }, use) => {
    let script = '';
    let gate = Promise.resolve();
    await use(async (page) => {
      if (script === '') {
        script = await page.evaluate(async () => {
          const names = performance.getEntriesByType('resource').map(({ name }) => name);
          const version = names.map((name) => /\/pages\.(\w+)\.js$/.exec(name)?.[1]).find(Boolean);
          const address = `/_app/immutable/device.${version}.js`;
          const text = (await (await caches.match(address))?.text()) ?? '';
          // It is asked for from the network from now on.
          for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
          return text;
        });
        expect(script.length, 'the script was kept here').toBeGreaterThan(100);
        await context.route(SCRIPT, async (route) => {
          await gate;
          await route.fulfill({ body: script, contentType: 'text/javascript' });
        });
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    });
  },
  // What the security policy forbids is reported, whichever page it is on.
  quiet: [
    async ({ context }, use) => {
      const reports: string[] = [];
      context.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) reports.push(message.text());
      });
      await use();
      expect(reports).toEqual([]);
    },
    { auto: true },
  ],
});

export const h1 = (page: Page): Locator => page.getByRole('heading', { level: 1 });
export const primary = (page: Page): Locator => page.locator('.actionbar .btn.primary');
export const saved = (page: Page): Locator => page.locator('.focusbar [role=status]');
export const still = (page: Page): Locator => page.locator('[data-still]');
export const empty = (page: Page): Locator => page.locator('#device main.browse');
export const options = (page: Page): Locator => page.locator('form#answer input[name=choice]');

export interface Kept {
  readonly position: number;
  readonly markup: string;
}
/** The still of an attempt in the device's store, past all of the app's code; `put` writes one there. */
export const inStore = (page: Page, attempt: string, put: Kept | null = null): Promise<Kept | null> =>
  page.evaluate(
    ([key, given]) =>
      new Promise<Kept | null>((resolve, reject) => {
        const opening = indexedDB.open('demarche');
        opening.onerror = () => reject(new Error('the store cannot be opened'));
        opening.onsuccess = () => {
          const db = opening.result;
          const trx = db.transaction('meta', 'readwrite');
          const store = trx.objectStore('meta');
          if (given !== null) store.put(given, key);
          const reading = store.get(key) as IDBRequest<Kept | undefined>;
          trx.oncomplete = () => {
            db.close();
            resolve(reading.result ?? null);
          };
        };
      }),
    [`still/${attempt}`, put] as const,
  );
export const keptAt = (page: Page, { attempt }: Learner) =>
  expect.poll(async () => (await inStore(page, attempt))?.position ?? null);

/** At a question of practice that lies on the device with its still, in a browser that has its worker. */
export async function pictured(page: Page, learner: Learner): Promise<Kept> {
  await page.goto(learner.page);
  await settled(page, true);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
  const position = Number(await page.locator('input[name=position]').first().inputValue());
  await keptAt(page, learner).toBe(position);
  return (await inStore(page, learner.attempt)) as Kept;
}
export async function practice(page: Page): Promise<Learner> {
  const learner = await Learner.begin(page.request, QUIZ, 'open');
  await learner.until((view) => view.phase === 'ask' && view.asked.kind === 'single');
  await pictured(page, learner);
  return learner;
}
/** The page as it is asked for again: there is none without the script, and one is waited for with it. */
export const come = (page: Page, learner: Learner) => page.goto(learner.page, { waitUntil: 'commit' });
