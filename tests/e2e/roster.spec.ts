// Lists of names into a class: pasted and as files, looked at before anything is added.
import { expect, test, type Page } from '@playwright/test';
import { signUp } from './people.ts';
import { makeClass } from './school.ts';

const entries = (page: Page) => page.locator('.roster > li > details > summary strong');
const faults = (page: Page) => page.getByRole('region', { name: /left out$/ }).getByRole('listitem');

async function open(page: Page): Promise<string> {
  await signUp(page.request);
  const { page: address } = await makeClass(page.request);
  await page.goto(`${address}/roster`);
  return address;
}
const look = (page: Page) => page.getByRole('button', { name: 'Look at the list' }).click();
const file = (page: Page, bytes: Uint8Array) =>
  page
    .getByLabel('or a file')
    .setInputFiles({ name: '8b.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) });

test('pasted names are shown, with doubles and faults by row, before anything is saved @nojs', async ({
  page,
}) => {
  const address = await open(page);
  await page.getByLabel('Names').fill('Алесь К.\nŽana\n4711\nžana\nDaria');
  await look(page);
  await expect(page.getByRole('heading', { name: '3 new names' })).toBeVisible();
  await expect(page.getByText('Row 4: stands earlier in the list')).toBeVisible();
  await expect(faults(page)).toHaveText([/Row 3\s+A name has at least one letter\.\s*4711/]);
  await page.goto(address);
  await expect(entries(page)).toHaveCount(0);
  await page.goto(`${address}/roster`);
  await page.getByLabel('Names').fill('Алесь К.\nŽana\nžana');
  await look(page);
  await page.getByRole('checkbox', { name: /žana/ }).check();
  await page.getByRole('button', { name: 'Add 2 pupils, and those ticked' }).click();
  await expect(entries(page)).toHaveText(['Алесь К.', 'žana', 'Žana']);
  await expect(page.getByText('Waits for a card')).toHaveCount(3);
});

test('the same list again is all doubles, and adds nobody', async ({ page }) => {
  const address = await open(page);
  for (const heading of ['2 new names', 'No new names']) {
    await page.goto(`${address}/roster`);
    await page.getByLabel('Names').fill('Ales K.\nDaria M.');
    await look(page);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await page.getByRole('button', { name: /^Add/ }).click();
  }
  await expect(page.getByText('There was no name to add.')).toBeVisible();
  await page.goto(address);
  await expect(entries(page)).toHaveCount(2);
});

const CSV = 'Surname;First name\r\nКупала;Янка\r\nĆviach;Žana\r\n';
const windows1251 = Uint8Array.from([
  0xcf, 0xf0, 0xee, 0xe7, 0xe2, 0xb3, 0xf8, 0xf7, 0xe0, 0x3b, 0xb2, 0xec, 0xff, 0x0a, 0xca, 0xf3, 0xef, 0xe0,
  0xeb, 0xe0, 0x3b, 0xdf, 0xed, 0xea, 0xe0, 0x0a,
]);
const FILES: Readonly<Record<string, readonly [Uint8Array, readonly string[]]>> = {
  'UTF-8 with a byte order mark': [Buffer.from(`\ufeff${CSV}`), ['Янка Купала', 'Žana Ćviach']],
  'UTF-16': [Buffer.from(`\ufeff${CSV}`, 'utf16le'), ['Янка Купала', 'Žana Ćviach']],
  'Windows-1251': [windows1251, ['Янка Купала']],
  'tabs and quotation marks': [
    Buffer.from('"Kupala, Janka"\t8B\r\n"Ćviach, Žana"\t8B'),
    ['Janka Kupala', 'Žana Ćviach'],
  ],
};
for (const [what, [bytes, names]] of Object.entries(FILES))
  test(`a file in ${what} is read @nojs`, async ({ page }) => {
    await open(page);
    await file(page, bytes);
    await look(page);
    await expect(page.locator('.names > li')).toHaveText([...names]);
  });

test('two thousand rows, none valid: nothing is saved and each row has its fault', async ({ page }) => {
  const address = await open(page);
  await file(page, Buffer.from(Array.from({ length: 2000 }, (_, i) => `${i + 1};;`).join('\n')));
  await look(page);
  await expect(page.getByRole('heading', { name: '2000 rows left out' })).toBeVisible();
  await expect(faults(page)).toHaveCount(2000);
  await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await page.goto(address);
  await expect(entries(page)).toHaveCount(0);
});

test('five hundred can be added at once, one more cannot', async ({ page }) => {
  const address = await open(page);
  const names = Array.from({ length: 501 }, (_, i) => `Вучань ${i + 1}`);
  await page.getByLabel('Names').fill(names.join('\n'));
  await look(page);
  const field = page.getByLabel('Names');
  await expect(field).toHaveAccessibleDescription(/At most 500 pupils can be added at once; these are 501\./);
  await field.fill(names.slice(1).join('\n'));
  await look(page);
  await page.getByRole('button', { name: 'Add 500 pupils' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}#pupils$`));
  await expect(entries(page)).toHaveCount(500);
});

test('an empty list and a file that is too large are answered at the field @nojs', async ({ page }) => {
  await open(page);
  await look(page);
  await expect(page.getByLabel('Names')).toHaveAccessibleDescription(/Paste the names, or choose a file\./);
  await file(page, Buffer.alloc(300_000, 'Ales K.\n'));
  await look(page);
  await expect(page.getByLabel('Names')).toHaveAccessibleDescription(/larger than 256 KB/);
});
