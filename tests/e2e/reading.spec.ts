// The reading pages: parallel accounts, the timeline, what came after, and the signs of the reader that lead to their evidence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'yaml';
import { COURSE } from './play.ts';

test.skip(
  ({ isMobile, javaScriptEnabled }) => (isMobile === true) === (javaScriptEnabled !== false),
  'with a script on the desktop, without one on the phone',
);

const folder = join(import.meta.dirname, `../../src/content/courses/${COURSE}`);
const authored = <T>(file: string): T => parse(readFileSync(join(folder, file), 'utf8')) as T;
interface Passage {
  p: number;
  quote: string;
}
const SILENT = 'no statement in this source';
const open = (page: Page, name: string): Promise<unknown> => page.goto(`/courses/${COURSE}/${name}`);

/** Follows a pill and gives the words that the reader opens at. */
async function wordsBehind(page: Page, pill: ReturnType<Page['locator']>): Promise<string> {
  await pill.click();
  const marks = page.locator('article mark');
  await expect(marks.first()).toBeInViewport();
  return (await marks.allInnerTexts()).join('');
}

test('parallel accounts: three sides in the same rows, and a cell without words says so @nojs', async ({
  page,
}) => {
  interface Column {
    words?: Passage;
    asks?: { text?: string; cite: Passage };
    known?: { text: string };
  }
  const tellings = authored<{ title: string; columns: Column[] }[]>('tellings.yaml');
  await open(page, 'accounts');
  let silent = 0;
  for (const { title, columns } of tellings) {
    const table = page.getByRole('table', { name: title, exact: true });
    await expect(table.getByRole('columnheader')).toHaveCount(4);
    for (const [row, field] of [
      ['Words used', 'words'],
      ['Asks for', 'asks'],
      ['How we know', 'known'],
    ] as const) {
      const cells = table.getByRole('row').filter({ hasText: row }).getByRole('cell');
      await expect(cells).toHaveCount(3);
      for (const [i, column] of columns.entries()) {
        if (column[field] === undefined) {
          silent++;
          await expect(cells.nth(i)).toContainText(SILENT);
        } else await expect(cells.nth(i)).not.toContainText(SILENT);
      }
    }
  }
  expect(silent, 'some cells are empty').toBeGreaterThan(0);
  const first = tellings[0]?.columns[0]?.words?.quote;
  expect(await wordsBehind(page, page.getByRole('cell').first().locator('a.cite'))).toBe(first);
});

test('on a narrow screen every cell names its side, on a wide one the column does @nojs', async ({
  page,
  isMobile,
}) => {
  await open(page, 'accounts');
  const table = page.getByRole('table').first();
  for (const cell of await table.getByRole('cell').all())
    await expect(cell.locator('.side')).toBeVisible({ visible: isMobile });
  const tops = await table
    .getByRole('row')
    .nth(1)
    .getByRole('cell')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  expect(new Set(tops).size, 'one under the other, or side by side').toBe(isMobile ? 3 : 1);
});

test('the timeline: every event in order, its date as exact as the article has it, its words one click away @nojs', async ({
  page,
}) => {
  const events =
    authored<{ id: string; title: string; date: string; status: string; cite: Passage }[]>('events.yaml');
  await open(page, 'timeline');
  const moments = page.locator('.timeline > li');
  expect(await moments.evaluateAll((all) => all.map(({ id }) => id))).toEqual(events.map(({ id }) => id));
  for (const [i, { title, date, status }] of events.entries()) {
    await expect(moments.nth(i)).toContainText(title);
    await expect(moments.nth(i)).toContainText(date, { ignoreCase: true });
    await expect(moments.nth(i)).toContainText(status, { ignoreCase: true });
  }
  const undated = page.locator('#zenkovich-sentenced');
  await expect(undated).toContainText('undated');
  expect(await wordsBehind(page, undated.locator('a.cite').first())).toBe(
    events.find(({ id }) => id === 'zenkovich-sentenced')?.cite.quote,
  );
});

test('after the article: dated, outside it, each item with how sure it is and its sources @nojs', async ({
  page,
}) => {
  const { items, forecasts } = authored<{
    items: { id: string; title: string; sure: string; references: string[] }[];
    forecasts: { claim: string; outcome: string }[];
  }>('epilogue.yaml');
  const claims = authored<{ id: string; speaker: string; cite: Passage }[]>('claims.yaml');
  await open(page, 'epilogue');
  await expect(page.getByText('Outside the article', { exact: true })).toBeVisible();
  await expect(page.locator('.notice')).toContainText('As of 19 March 2026.');
  for (const { id, title, sure, references } of items) {
    const item = page.locator(`#${id}`);
    await expect(item).toContainText(title);
    await expect(item).toContainText(`How sure: ${sure}`);
    await expect(item.locator('details li')).toHaveCount(references.length);
  }
  for (const { claim, outcome } of forecasts) {
    const card = page.locator(`#forecast-${claim}`);
    const { speaker, cite } = claims.find(({ id }) => id === claim) ?? { speaker: '?', cite: { quote: '?' } };
    await expect(card).toContainText(speaker.split(/[;“]/)[0] ?? '');
    await expect(card).toContainText(cite.quote);
    await expect(card.getByRole('heading')).toHaveText(outcome, { ignoreCase: true });
  }
});

test('from the course to each reading page, and from each to the others; the current one is marked @nojs', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sources' }).click();
  const menu = page.getByRole('navigation', { name: 'Sources' });
  for (const name of ['Parallel accounts', 'Timeline', 'After the article', 'The article']) {
    await menu.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(menu.locator('[aria-current=page]')).toHaveText(name);
    await expect(page.locator('.tabs [aria-current]')).toHaveText('Sources');
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Course' }).click();
  const links = page.getByRole('region', { name: 'Sources' }).getByRole('link');
  await expect(links).toHaveCount(4);
  await links.filter({ hasText: 'After the article' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'After the article' })).toBeVisible();
});

test.describe('the reader', () => {
  test.beforeEach(({ page }) => open(page, 'source'));

  test('a tag leads to who says it, of what kind and as of when, and back to the words @nojs', async ({
    page,
  }) => {
    const evidence = page.locator('#claim-cautious-hopes');
    await expect(evidence).toBeHidden();
    await page.locator('#at-cautious-hopes').click();
    await expect(evidence).toBeInViewport();
    await expect(evidence).toContainText('unnamed people in Minsk');
    await expect(evidence).toContainText('Attributed, forecast; unnamed voices; as of 21 June 2025');
    await evidence.getByRole('link', { name: /^Back to the words/ }).click();
    await expect(page.locator('#at-cautious-hopes')).toBeInViewport();
  });

  test('every tag and every sign leads to something that is there @nojs', async ({ page }) => {
    const signs = page.locator('article a.tag');
    const broken = await signs.evaluateAll((all) =>
      all
        .map((one) => one.getAttribute('href') ?? '')
        .filter((href) => document.querySelector(href) === null),
    );
    expect(await signs.count()).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  test('what is left out stands after its paragraph, in the order of the text, with its sources @nojs', async ({
    page,
  }) => {
    const omissions = authored<{ id: string; cite: Passage; references: string[] }[]>('omissions.yaml');
    const shown = await page.locator('article aside.omits').evaluateAll((all) =>
      all.map((aside) => ({
        id: aside.id,
        after: aside.parentElement?.id,
        sources: aside.querySelectorAll('details li').length,
      })),
    );
    expect(shown).toEqual(
      omissions.map(({ id, cite, references }) => ({
        id: `gap-${id}`,
        after: `p${cite.p}`,
        sources: references.length,
      })),
    );
    expect(shown).toHaveLength(17);
  });

  test('what one does not want to see goes away and comes back @nojs', async ({ page }) => {
    for (const [name, hidden] of [
      [/^Left out/, 'article .omits, article .tl-m'],
      [/^Corrections/, 'article .corrects, article .tl-c'],
      [/^Opinion/, 'article .para .tl-o'],
    ] as const) {
      const box = page.getByRole('checkbox', { name });
      await expect(page.locator(hidden).first()).toBeVisible();
      await box.uncheck();
      await expect(page.locator(hidden).filter({ visible: true })).toHaveCount(0);
      await box.check();
      await expect(page.locator(hidden).first()).toBeVisible();
    }
  });

  test('who is quoted is counted, and of how many words @nojs', async ({ page }) => {
    const voices = page.getByRole('figure', { name: 'Who is quoted' });
    await expect(voices).toContainText('of 2,043 in all');
    const rows = await voices.getByRole('listitem').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Analysts 143',
      'Opposition 102',
      'Washington 73',
      'Kyiv 4',
      'Minsk not quoted 0',
      'Moscow not quoted 0',
    ]);
  });
});

test('on paper nothing is folded away and nothing is there to click @nojs', async ({ page, isMobile }) => {
  test.skip(isMobile, 'paper is as wide for everybody');
  await open(page, 'epilogue');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Sources' })).toBeHidden();
  await expect(page.locator('#kellogg-in-minsk details li').first()).toBeVisible();
});
