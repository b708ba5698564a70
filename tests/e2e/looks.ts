// What is held against any page: what axe finds, what sticks out of a narrow phone, and what is too small for a finger.
import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** All rules that axe has: those of WCAG 2.2 and what is good practice beside them. */
export const ALL: RunOptions = {
  // Of what passes, nothing need be told: to name each element costs more than to judge it. No page has a frame.
  resultTypes: ['violations'],
  iframes: false,
};
/** The rules of WCAG 2.2 alone, A and AA. */
export const WCAG: RunOptions = {
  ...ALL,
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
};
/** What depends on colours and sizes, and not on what the page is made of. */
export const LOOKS: RunOptions = {
  ...ALL,
  runOnly: { type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable'] },
};

/** Each element that breaks a rule, with the rule and how to mend it. The page is given the rules once. */
export async function findings(page: Page, options: RunOptions): Promise<string[]> {
  // What happens to lie under the sticky head is not hidden by it: the reader scrolls.
  await page.evaluate(() => window.scrollTo(0, 0));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (chosen) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, chosen);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  }, options);
}

/** What sticks out to the side of a narrow phone, where the page can be scrolled there. */
export async function tooWide(page: Page, letters: '100%' | '200%'): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  return page.evaluate((size) => {
    const { style, clientWidth } = document.documentElement;
    style.fontSize = size;
    const isWide = document.documentElement.scrollWidth > clientWidth;
    const out = isWide
      ? [...document.querySelectorAll('body *')].filter(
          (one) => one.getBoundingClientRect().right > clientWidth + 1,
        )
      : [];
    style.fontSize = '';
    const named = out
      .slice(-3)
      .map(
        (one) => `${one.tagName}.${one.getAttribute('class') ?? ''}: ${one.textContent.trim().slice(0, 40)}`,
      );
    return isWide && named.length === 0 ? ['something in a box that is cut off'] : named;
  }, letters);
}

/** What one may tap and is lower or narrower than 44 pixels, links in text excepted. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>('a[href], button, select, summary, input:not([type=hidden])'),
    ].flatMap((one) => {
      const target = one.closest('label') ?? one;
      const { width, height } = target.getBoundingClientRect();
      const inSentence = one.tagName === 'A' && getComputedStyle(one).display === 'inline';
      // A word of text may be narrower than a thumb, a control may not.
      const wide = width >= 43.5 || (one.tagName === 'A' && one.innerText.trim() !== '');
      if (width === 0 || inSentence || one.classList.contains('skip') || (height >= 43.5 && wide)) return [];
      return [
        `${one.tagName}.${one.className} ${Math.round(width)}×${Math.round(height)}: ${target.innerText.trim().slice(0, 30)}`,
      ];
    }),
  );

/** For a state that a test of a phone has come to. */
export async function nothingWrong(page: Page): Promise<void> {
  expect(await findings(page, ALL)).toEqual([]);
  const before = page.viewportSize();
  expect(await tooWide(page, '200%')).toEqual([]);
  if (before !== null) await page.setViewportSize(before);
}
