// The source reader: where the text comes from, then the text as it was printed, with corrections beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { COURSE } from './play.ts';

test.skip(
  ({ isMobile, javaScriptEnabled }) => (isMobile === true) === (javaScriptEnabled !== false),
  'with a script on the desktop, without one on the phone',
);

const folder = join(import.meta.dirname, '../../src/content/sources/eadaily-2025-06-21');
const printed = readFileSync(join(folder, 'text.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const card = parse(readFileSync(join(folder, 'source.yaml'), 'utf8')) as {
  publisher: string;
  corrections: { cite: { p: number; quote: string }; reading: string }[];
};

test.beforeEach(({ page }) => page.goto(`/courses/${COURSE}/source`));

test('the card of the source stands before its text @nojs', async ({ page }) => {
  const provenance = page.getByRole('region', { name: 'Where it comes from' });
  await expect(provenance).toContainText(card.publisher);
  await expect(provenance).toContainText('21 June 2025');
  await expect(provenance).toContainText('machine translation', { useInnerText: false });
  const before = await page
    .locator('#provenance, article.slip')
    .evaluateAll((both) => both.map(({ id }) => id));
  expect(before[0], 'in the order of the document').toBe('provenance');
});

test('every paragraph is printed character for character @nojs', async ({ page }) => {
  expect(printed).toHaveLength(27);
  // Letters and hidden words of the tags are the course's, not the text's.
  const shown = await page.locator('article .para > p').evaluateAll((all) =>
    all.map((one) => {
      const copy = one.cloneNode(true) as HTMLElement;
      for (const added of copy.querySelectorAll('.tl, .vh')) added.remove();
      return copy.textContent;
    }),
  );
  expect(shown.map((text) => text.trim())).toEqual(printed);
});

test('each correction stands after its paragraph, beside the words as printed @nojs', async ({ page }) => {
  const shown = await page.locator('article aside.corrects').evaluateAll((all) =>
    all.map((aside) => ({
      after: aside.parentElement?.id,
      follows: aside.parentElement?.firstElementChild?.classList.contains('para'),
      text: (aside.textContent ?? '').replaceAll(/\s+/g, ' '),
    })),
  );
  expect(shown).toHaveLength(card.corrections.length);
  for (const [i, { cite, reading }] of card.corrections.entries()) {
    expect(shown[i]).toMatchObject({ after: `p${cite.p}`, follows: true });
    expect(shown[i]?.text).toContain(cite.quote);
    expect(shown[i]?.text).toContain(reading);
  }
});
