// What holds on every page: axe finds nothing, nothing leaves the house or fails, it fits a narrow screen and large text, a
// finger finds it, and its own voice uses no loaded word of the article. One walk for all of that: the ways are long.
import { expect, test, type Page } from '@playwright/test';
import { findings, LOOKS, tooSmall, tooWide, WCAG } from './looks.ts';
import { loadedIn, loadedOn } from './voice.ts';
import { WALKS } from './walks.ts';

const DESK = { width: 1280, height: 800 };

const dress = (page: Page, theme: 'light' | 'dark'): Promise<unknown> =>
  page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);

/** All of it at a desk in the dark, and what depends on looks on a phone in light. */
async function isAccessible(page: Page, stop: string): Promise<void> {
  await dress(page, 'dark');
  expect.soft(await findings(page, WCAG), `${stop}, at a desk in the dark`).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await dress(page, 'light');
  expect.soft(await findings(page, LOOKS), `${stop}, on a phone in light`).toEqual([]);
}

async function fits(page: Page, stop: string): Promise<void> {
  expect.soft(await tooWide(page, '100%'), `${stop}, 320 px`).toEqual([]);
  expect.soft(await tooSmall(page), `${stop}, targets`).toEqual([]);
  expect.soft(await tooWide(page, '200%'), `${stop}, text at 200 %`).toEqual([]);
  await page.setViewportSize(DESK);
}

/** Hears of each request to another house, and of each error and warning. */
function listen(page: Page, house: string): { readonly foreign: string[]; readonly errors: string[] } {
  const [foreign, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${house}/`) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { foreign, errors };
}

test('the scan finds a loaded word, and lets a quoted one stand', () => {
  expect(loadedIn('It was an attempted coup, they say.')).toContain('attempted coup');
  expect(loadedIn('The article says “attempted coup”.')).toEqual([]);
});

for (const [name, walk] of Object.entries(WALKS))
  test(`nothing is wrong on ${name}`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const { foreign, errors } = listen(page, baseURL ?? '');
    await walk(page, async (stop) => {
      expect.soft(await loadedOn(page), `${stop}, in its own voice`).toEqual([]);
      // What is folded away is part of the page, and seen only when it is open.
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      await isAccessible(page, stop);
      await fits(page, stop);
    });
    expect(foreign).toEqual([]);
    // A page that does not exist and forms with faults are asked for on purpose; workers are kept out by the configuration.
    const expected = /40[04] \((Not Found|Bad Request)\)|Service Worker registration blocked/;
    expect(errors.filter((text) => !expected.test(text))).toEqual([]);
  });
