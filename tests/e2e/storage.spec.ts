// A store that cannot be opened, takes no more, or is cleared: said before one begins, and no answer is lost unsaid.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { begin, phase, QUIZ, settled, step } from './play.ts';

test.skip(({ isMobile }) => isMobile !== true, 'these are the days of a phone');

const KEPT = 'Saved on this device, will send';
const primary = (page: Page): Locator => page.locator('.actionbar .btn.primary');
const saved = (page: Page): Locator => page.locator('.focusbar [role=status]');
const note = (page: Page, words: string): Locator => page.locator('.notice', { hasText: words });
const place = (page: Page): Locator => page.getByRole('progressbar');

async function start(page: Page): Promise<Learner> {
  await begin(page, QUIZ, 'Practise');
  await settled(page, true);
  return new Learner(page.request, page.url().split('/').at(-1) ?? '');
}
const fill = (page: Page): Promise<void> =>
  page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
const clear = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('demarche').onsuccess = () => resolve();
      }),
  );

test.describe('before one begins', () => {
  test('no store at all', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    await start(page);
    await expect(note(page, 'keeps nothing on this device')).toBeVisible();
    expect(await phase(page)).toBe('ask');
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
  });

  test('a store that a newer version has made', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.open('demarche', 99).onsuccess = () => resolve();
        }),
    );
    await start(page);
    await expect(note(page, 'older than what this device has kept')).toBeVisible();
  });

  test('a store that was emptied', async ({ page }) => {
    await start(page);
    await page.goto('/');
    await clear(page);
    await page.goBack();
    await settled(page, true);
    await expect(note(page, 'has cleared what was kept')).toBeVisible();
  });

  test('a browser that refuses says so where something would be kept', async ({ page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('not here', 'SecurityError');
      };
    });
    for (const address of ['/device', '/device/today', '/device/downloads']) {
      await page.goto(address);
      await expect(note(page, 'keeps nothing on this device')).toBeVisible();
    }
    const downloads = page.getByRole('button', { name: /^Download/ });
    await expect(downloads.first()).toBeVisible();
    expect(
      await downloads.evaluateAll((all) => all.every((one) => (one as HTMLButtonElement).disabled)),
    ).toBe(true);
  });

  test('over plain http it says that pages open without a network from https alone', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
    await page.goto('/device/downloads');
    await expect(note(page, 'where the address begins with https')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Download/ }).first()).toBeDisabled();
    // Everything else works, and is kept.
    const learner = await start(page);
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(2);
  });

  test('a download for which there is no room says so', async ({ page }) => {
    await page.goto('/device/downloads');
    await expect(page.getByRole('button', { name: /^Download/ }).first()).toBeEnabled();
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    });
    await page
      .getByRole('button', { name: /^Download/ })
      .first()
      .click();
    await expect(page.getByRole('status').filter({ hasText: 'no room left on this device' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  });

  test('practice that cannot be written down does not begin, and says why', async ({ page }) => {
    await page.goto('/device/downloads');
    await page.getByRole('button', { name: /^Download.*How the article speaks/ }).click();
    await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(1);
    await page.goto('/device');
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    });
    await page.getByRole('button', { name: /^Practise.*How the article speaks/ }).click();
    await expect(note(page, 'no room left on this device')).toBeInViewport();
    expect(new URL(page.url()).pathname).toBe('/device');
  });
});

test.describe('in the middle', () => {
  test('a full disk and no network: the page stays at the question until the server has its answer', async ({
    page,
    context,
  }) => {
    const learner = await start(page);
    await context.setOffline(true);
    await step(page);
    await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    await fill(page);
    const before = await page.locator('input[name=position]').first().inputValue();
    await page.locator('input[name=choice]').first().check();
    for (let n = 0; n < 2; n++) {
      await primary(page).click();
      await expect(note(page, 'no room left on this device')).toBeVisible();
      await expect(saved(page)).toHaveText('Not saved');
      await expect(page.locator('input[name=position]').first()).toHaveValue(before);
      await expect(page.locator('input[name=choice]').first()).toBeChecked();
    }
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(saved(page)).toHaveText('Saved');
    expect(await phase(page)).toBe('explain');
    expect((await learner.stands()).position).toBe(4);
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(5);
  });

  test('cleared between two steps: what was answered before and after is kept anew, and sent', async ({
    page,
    context,
  }) => {
    const learner = await start(page);
    await context.setOffline(true);
    for (let n = 0; n < 3; n++) await step(page);
    await expect(saved(page)).toHaveText(KEPT);
    await clear(page);
    await step(page);
    await expect(note(page, 'has cleared what was kept')).toBeVisible();
    await expect(saved(page)).toHaveText(KEPT);
    const shown = await place(page).getAttribute('aria-valuetext');
    // Not in this page's memory alone.
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(learner.page);
    await settled(again, true);
    await expect(saved(again)).toHaveText('Saved');
    await expect(place(again)).toHaveAttribute('aria-valuetext', shown ?? '');
    expect((await learner.stands()).position).toBe(5);
  });

  test('a disk that is full in the middle: it is said, and the server keeps the answers', async ({
    page,
  }) => {
    const learner = await start(page);
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    await fill(page);
    for (let n = 0; n < 3; n++) await step(page);
    await expect(note(page, 'no room left on this device')).toBeVisible();
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(5);
  });
});
