// Every item of every quiz of the bundled course is asked, can be answered, and is explained.
import { expect, test } from '@playwright/test';
import { QUIZZES, telltale, textsOf } from './authored.ts';
import { COURSE, phase, settled, step } from './play.ts';

test.skip(({ isMobile }) => isMobile === true, 'the items are the same on every screen');

for (const quiz of QUIZZES)
  test(`every item of ${quiz.id}`, async ({ page, javaScriptEnabled }) => {
    test.setTimeout(120_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`/courses/${COURSE}/${quiz.id}`);
    // What cannot be taken as a test is practised: either way every item is asked.
    await page
      .getByRole('button', { name: /^(Practise|Test yourself)$/ })
      .last()
      .click();
    await settled(page, javaScriptEnabled);

    const asked: string[] = [];
    for (let now = await phase(page); now !== 'done'; now = await phase(page)) {
      if (now === 'ask') asked.push(await page.locator('form#answer input[name=item]').inputValue());
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await step(page);
    }
    expect(asked.sort()).toEqual(quiz.items.map(({ id }) => id).sort());

    const explained = page.locator('main .list > li');
    await expect(explained).toHaveCount(quiz.items.length);
    const told = (await explained.allTextContents()).join('\n').replaceAll(/\s+/g, ' ');
    const missing = quiz.items.flatMap((item) =>
      // Why a foreseen mistake is one is told to those who make it.
      textsOf(item, ['why', 'habit'], ['traps'])
        .map((text) => telltale(text).replaceAll(/\s+/g, ' '))
        .filter((text) => !told.includes(text)),
    );
    expect(missing, 'every reason is told').toEqual([]);
    expect(errors).toEqual([]);
  });
