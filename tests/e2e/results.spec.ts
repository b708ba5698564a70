// Results of a class in a browser: the gradebook, an assignment, the wall, a pupil, and what is taken away.
import { expect, test } from '@playwright/test';
import papa from 'papaparse';
import { teachSample } from './taught.ts';

const parsed = (text: string): string[][] =>
  papa.parse(text, { delimiter: ',', newline: '\r\n' }).data.filter((row) => row.length > 1);

test('the gradebook is a real table that scrolls by itself, and says where each pupil stands @nojs', async ({
  page,
}) => {
  const sample = await teachSample(page);
  await page.goto(`/classes/${sample.class}/gradebook`);
  const table = page.getByRole('region', { name: 'Scores by pupil' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Pupil',
    /How the article speaks of 14/,
    /A period of warming of 5/,
    /Contacts resume practice/,
    /Competing forecasts of \d+/,
    'Scenario endings seen',
  ]);
  await expect(table.getByRole('rowheader')).toHaveCount(sample.pupils.length + 1);
  const row = (name: string) => table.getByRole('row', { name });
  await expect(row('Катерина Ш.').getByRole('cell').first()).toHaveText('Excused');
  await expect(row('Zoya V.').getByRole('cell').first()).toContainText('late');
  await expect(row('Tsimafei N.').getByRole('cell').first()).toContainText('Not started');
  await expect(row('Sviatlana').getByRole('cell').first()).toHaveText('In progress');
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wider).toBe(false);
});

test('a teacher goes from the gradebook to the hardest question, its answers, and the wall @nojs', async ({
  page,
}) => {
  const sample = await teachSample(page);
  await page.goto(`/classes/${sample.class}/gradebook`);
  await page.getByRole('link', { name: 'How the article speaks' }).first().click();
  await expect(page.getByText('14 answers per question')).toBeVisible();
  await expect(page.getByText('With fewer than 30, read these as hints.')).toBeVisible();
  await expect(page.getByText(/^Common error: \d+ \w+/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Which American visitor' }).click();
  await expect(page.getByRole('heading', { name: 'Question 1: answers given' })).toBeVisible();
  await page.locator('#answers').getByRole('link', { name: 'Discuss in class' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Which American visitor');
  await expect(page.getByText('Key', { exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'Show the answers given' }).click();
  await expect(page.getByText('14 answers, first attempts.')).toBeVisible();
  const wall = await page.content();
  for (const { name } of sample.pupils) expect(wall).not.toContain(name);
  await page.getByRole('link', { name: 'Show the key' }).click();
  await expect(page.getByText('Right answer').first()).toBeVisible();
});

test('the ways of a class are drawn and listed, and the place to ask is marked', async ({ page }) => {
  const sample = await teachSample(page);
  await page.goto(`/assignments/${sample.assignments[1]}/results`);
  await expect(page.getByRole('img', { name: /^The decisions in a line/ })).toBeVisible();
  const asked = page.getByRole('listitem').filter({ hasText: 'Ask here: the class divided most evenly' });
  await expect(asked).toContainText('The embassy, four days into the war');
  await expect(page.getByText('fewer than 5').first()).toBeVisible();
});

test('one pupil’s attempt is replayed with times, certainty, version and rule @nojs', async ({ page }) => {
  const sample = await teachSample(page);
  await page.goto(`/members/${sample.pupils[2]?.member}`);
  await expect(page.getByText('Allowed: 30 minutes more, 1 attempt more')).toBeVisible();
  await page.getByRole('link', { name: 'How the article speaks, attempt 1' }).click();
  const replay = page.locator('#replay');
  await expect(replay.getByText(/Content version [0-9a-f]{8}, in use since/)).toBeVisible();
  await expect(replay.getByText('One point for the right option, none for another.').first()).toBeVisible();
  await expect(replay.getByText('Certainty: certain').first()).toBeVisible();
  await expect(replay.getByText('Handed in').last()).toBeVisible();
});

test('what is taken away parses back to what the page shows, and is kept by nobody', async ({ page }) => {
  const sample = await teachSample(page);
  const base = `/classes/${sample.class}`;
  const answer = await page.request.get(`${base}/export/gradebook.csv`);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="demarche-gradebook.csv"',
    'cache-control': 'private, no-store',
  });
  const [head, ...rows] = parsed(await answer.text());
  expect(head?.[1]).toBe('How the article speaks (of 14)');
  expect(rows).toHaveLength(sample.pupils.length);
  await page.goto(`${base}/gradebook`);
  for (const [name = '', first] of rows.filter((row) => row[1] !== ''))
    await expect(page.getByRole('row', { name }).getByRole('cell').first()).toContainText(String(first));
  const responses = parsed(await (await page.request.get(`${base}/export/responses.csv`)).text());
  expect(responses.length).toBe(1 + 14 * 14 + 4 + 14 * 5);
  const items = parsed(await (await page.request.get(`${base}/export/items.csv`)).text());
  expect(items.map((row) => row[10] ?? '').some((said) => /^Common error: \d+ \w+ /.test(said))).toBe(true);
  const whole = (await (await page.request.get(`${base}/export/class.json`)).json()) as {
    readonly pupils: unknown[];
    readonly attempts: unknown[];
  };
  expect([whole.pupils.length, whole.attempts.length]).toEqual([17, 15 + 14]);
});

test('somebody else’s class and one that does not exist look alike', async ({ page, browser }) => {
  const sample = await teachSample(page);
  const stranger = await (await browser.newContext()).newPage();
  const pages = (id: string, assignment: string, member: string): string[] => [
    `/classes/${id}/gradebook`,
    `/classes/${id}/export/gradebook.csv`,
    `/classes/${id}/export/class.json`,
    `/assignments/${assignment}/results`,
    `/assignments/${assignment}/discuss/pompeo-visit`,
    `/members/${member}`,
  ];
  const theirs = pages(sample.class, sample.assignments[0] ?? '', sample.pupils[0]?.member ?? '');
  const nobodys = pages('x'.repeat(24), 'x'.repeat(24), 'x'.repeat(24));
  for (const [i, address] of theirs.entries()) {
    const [one, other] = [await stranger.goto(address), await stranger.request.get(nobodys[i] ?? '')];
    expect([one?.status(), other.status()], address).toEqual([404, 404]);
  }
  await stranger.context().close();
});

test('printed, the gradebook is its table and nothing else', async ({ page }) => {
  const sample = await teachSample(page);
  await page.goto(`/classes/${sample.class}/gradebook`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('table')).toBeVisible();
  for (const hidden of ['Export CSV', 'What they found hard', 'Take away'])
    await expect(page.getByText(hidden).first()).toBeHidden();
});
