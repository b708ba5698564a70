// One question of each kind: answered with a finger and a script or as a plain form, explained, and tried again.
import { expect, test } from '@playwright/test';
import { quizWith } from './authored.ts';
import { Learner } from './learner.ts';
import { KINDS, phase, respond, settled } from './play.ts';

test.skip(
  ({ isMobile, javaScriptEnabled }) => (isMobile === true) === (javaScriptEnabled === false),
  'with a script on the phone, without one on the desktop',
);

for (const kind of KINDS)
  test(`${kind} is answered, and its explanation can be read @nojs`, async ({ page, javaScriptEnabled }) => {
    const learner = await Learner.begin(page.request, quizWith(kind), 'open');
    await learner.until((now) => now.phase === 'ask' && now.asked.kind === kind);
    await page.goto(learner.page);
    await settled(page, javaScriptEnabled);
    await respond(page);
    await expect.poll(() => phase(page)).toBe('explain');
    const verdict = page.getByRole('heading', { level: 1 });
    await expect(verdict).toHaveText(/^(Correct|Not this one|None of these|Near: .+|\d of \d .+)$/);
    await expect(page.locator('main .slip mark').first()).toBeVisible();
    // What is said of the right answer stands open, whatever was answered.
    await expect(page.locator('main .said').first()).toBeVisible();
    if ((await verdict.innerText()) === 'Correct') return;
    const again = page.locator('details:has(form#again)');
    await again.locator('summary').click();
    await expect(again.getByRole('button', { name: 'Check the second try' })).toBeVisible();
    await expect(
      again.locator('form').getByRole('textbox').or(again.locator('fieldset')).first(),
    ).toBeVisible();
  });

test('a test gives back the answer one has given, of whatever kind @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  for (const kind of ['fill', 'numeric', 'classify', 'spot', 'sound'] as const) {
    const learner = await Learner.begin(page.request, quizWith(kind), 'sealed');
    const { view } = await learner.until((now) => now.phase === 'ask' && now.asked.kind === kind);
    if (view.phase !== 'ask') throw new Error('no question');
    await page.goto(learner.page);
    await settled(page, javaScriptEnabled);
    const given = (): Promise<string[]> =>
      page
        .locator('form#answer')
        .evaluate((form) =>
          [...new FormData(form as HTMLFormElement)].flatMap(([name, value]) =>
            /^(text|value|marked|tag_.*|sound_.*)$/.test(name) ? [`${name}=${value as string}`] : [],
          ),
        );
    await respond(page);
    await expect.poll(async () => (await learner.stands()).view).not.toMatchObject({ step: view.step });
    const { position } = await learner.stands();
    await learner.command({ type: 'visit', item: view.asked.id }, position);
    await page.goto(learner.page);
    await settled(page, javaScriptEnabled);
    expect((await given()).filter((field) => !field.endsWith('=')).length, kind).toBeGreaterThan(0);
    await expect(page.locator('.actionbar .btn.primary')).toBeEnabled();
  }
});

test('Enter in a field sends nothing, with or without a script @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  const learner = await Learner.begin(page.request, quizWith('fill'), 'open');
  await learner.until((now) => now.phase === 'ask' && now.asked.kind === 'fill');
  await page.goto(learner.page);
  await settled(page, javaScriptEnabled);
  const field = page.locator('form#answer input[name=text]');
  await field.fill('a word');
  await field.press('Enter');
  await expect(field).toHaveValue('a word');
  expect((await learner.stands()).view.phase).toBe('ask');
});
