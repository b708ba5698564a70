// Axe looks at every page and phase, in light and in dark, on a phone and on a desktop.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { WALKS } from './walks.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules that a change of colours can break; the others need no second look. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

async function findings(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
  // What is folded away is part of the page: axe sees only what is open.
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  // What happens to lie under the sticky head is not hidden by it: the reader scrolls.
  await page.evaluate(() => window.scrollTo(0, 0));
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    theme === 'light' ? axe.withTags(TAGS) : axe.withRules(COLOUR_RULES)
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

for (const [name, walk] of Object.entries(WALKS))
  test(`axe finds nothing on ${name}, light and dark`, async ({ page }) => {
    test.setTimeout(120_000);
    await walk(page, async (stop) => {
      for (const theme of ['light', 'dark'] as const)
        expect.soft(await findings(page, theme), `${stop}, ${theme}`).toEqual([]);
    });
  });
