// A result and a passage are shared: through the device's sheet, else by the clipboard; without a script nothing offers it.
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';
import { COURSE, QUIZ, settled } from './play.ts';

test.skip(({ isMobile }) => isMobile === true, 'the sheet is the device’s own: here is what it is given');

test('a result goes to the share sheet without a name, and without the address of the attempt', async ({
  page,
  baseURL,
}) => {
  // Chromium has no sheet on this system: what it would be given is kept.
  await page.addInitScript(() => {
    const given: ShareData[] = [];
    Object.assign(window, { given });
    navigator.share = async (data) => void given.push(data ?? {});
  });
  const learner = await Learner.begin(page.request, QUIZ, 'open');
  await learner.until(({ phase }) => phase === 'done');
  await page.goto(learner.page);
  await settled(page, true);
  await page.getByRole('button', { name: 'Share this result' }).click();
  const given = () => page.evaluate(() => (window as unknown as { given: ShareData[] }).given);
  await expect.poll(given).toHaveLength(1);
  const [{ text, url }] = (await given()) as [ShareData];
  expect(text).toMatch(/^How the article speaks: [\d.]+ of \d+ points, in practice\.$/);
  expect(url).toBe(`${baseURL}${QUIZ}`);
  expect(await page.evaluate(async (address) => (await fetch(address ?? '')).status, url)).toBe(200);
});

test('words of the article are copied with whose they are and where they stand @nojs', async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  await page.goto(`/courses/${COURSE}/source#p5`);
  await page.getByText('Who says it').first().click();
  const button = page.getByRole('button', { name: /^Share the words of/ }).first();
  if (javaScriptEnabled === false) {
    await expect(page.getByText(/as of /).first()).toBeVisible();
    return expect(button).toBeHidden();
  }
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await button.click();
  await expect(page.getByText('Copied, with its address.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^“.+” – .+ \(.+\); .+, as of .+\. “.+”, paragraph \d+\nhttp.+\/source\?p=\d+&from=\d+&to=\d+#p\d+$/,
  );
  await page.goto(copied.split('\n')[1] ?? '');
  await expect(page.locator('mark').first()).toBeVisible();
});
