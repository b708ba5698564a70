// Today: the due questions one after the other, to be stopped after any; the plan beside results; an exam to come.
import { expect, test, type Page } from '@playwright/test';
import { begin, COURSE, finish, respond, settled } from './play.ts';
import { practisedBefore } from './reviewed.ts';

const bar = (page: Page) => page.locator('.focusbar');

test('a day’s review, question by question, with a pause @nojs', async ({ page, javaScriptEnabled }) => {
  const isScripted = javaScriptEnabled !== false;
  await page.goto('/today');
  await expect(page.getByRole('heading', { name: 'Nothing to review yet' })).toBeVisible();
  await practisedBefore(page, [{ activity: 'a-visit-is-reported', daysAgo: 9, questions: 3 }]);

  await page.goto('/');
  await expect(page.getByRole('heading', { name: /^Today: 3 questions, about \d minutes?$/ })).toBeVisible();
  await page.getByRole('link', { name: 'Review now' }).click();
  await expect(page.getByRole('heading', { name: /^3 questions, about/ })).toBeVisible();
  await expect(page.locator('.tabs [aria-current]')).toHaveText('Review');

  const answer = async (n: number): Promise<void> => {
    await settled(page, javaScriptEnabled);
    await expect(bar(page)).toContainText(`Today, ${n} of 3`);
    await respond(page);
    await expect(page.locator('[data-phase="explain"]')).toBeVisible();
    await expect(bar(page)).toContainText(`Today, ${n} of 3`);
    if (isScripted) await expect(bar(page)).toContainText('Saved');
  };
  await page.getByRole('button', { name: 'Begin' }).click();
  await answer(1);
  await page.getByRole('button', { name: 'Next question' }).click();
  await answer(2);
  await page.getByRole('link', { name: 'Done for today' }).click();
  await expect(page.getByRole('heading', { name: /^1 question, about 1 minute$/ })).toBeVisible();
  await expect(page.getByText('2 done.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await answer(3);
  await expect(page.getByRole('button', { name: 'Next question' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Done for today' }).click();
  await expect(page.getByRole('heading', { name: 'Done for today' })).toBeVisible();
  await expect(
    page.getByText(/^3 questions reviewed\. Next review: \w{3} \d+ \w+, \d+ questions?\.$/),
  ).toBeVisible();

  await page.goto('/attempts');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
});

test('results lead to the plan, and the browser that made them to its page @nojs', async ({
  page,
  javaScriptEnabled,
}) => {
  await begin(page, `/courses/${COURSE}/thirty-years`, 'Practise');
  await settled(page, javaScriptEnabled);
  await finish(page);
  const plan = page.getByRole('region', { name: 'Your review plan' });
  await expect(plan.getByRole('link', { name: 'See your review' })).toHaveAttribute('href', '/today');
  if (javaScriptEnabled !== false) await expect(bar(page).getByRole('status')).toHaveText('Saved');
  await page.goto(page.url());
  await expect(plan.getByRole('listitem').first()).toContainText('Tomorrow');
  await plan.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Nothing due' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Coming up' })).toContainText('Tomorrow');
});

test('an exam is named, and a day that is none is told at its field @nojs', async ({ page }) => {
  await practisedBefore(page, [{ activity: 'reading-the-article', daysAgo: 1 }]);
  await page.goto('/today');
  const field = page.getByLabel('Exam on');
  const save = async (date: string): Promise<void> => {
    await field.fill(date);
    await page.getByRole('button', { name: 'Save the day' }).click();
  };
  await save('2020-01-31');
  await expect(page.getByText('Choose a day after today, or leave it empty.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const exam = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await save(exam);
  await expect(field).toHaveValue(exam);
  await expect(field).not.toHaveAttribute('aria-invalid');
  await save('');
  await expect(field).toHaveValue('');
});

test('skills and certainty are told in words and in a table, beside pictures that nobody needs', async ({
  page,
  isMobile,
}) => {
  await practisedBefore(page, [
    {
      activity: 'reading-the-article',
      daysAgo: 40,
      wrong: (place) => place % 2 === 0,
      certainty: () => 'sure',
    },
    { activity: 'reading-the-article', daysAgo: 3, certainty: () => 'sure' },
  ]);
  await page.goto('/today');
  const sure = page.getByRole('region', { name: 'How sure you were' });
  await expect(sure).toContainText('When you say “certain” you are right 75 %.');
  await expect(sure).toContainText('15 of 20 right; before 50 %, lately 100 %');
  const skills = page.getByRole('region', { name: 'Skills over time' });
  await skills.getByText('As a table').click();
  await expect(skills.getByRole('columnheader', { name: 'This week' })).toBeVisible();
  await expect(skills.getByRole('row', { name: /^Who says it/ })).toBeVisible();
  if (isMobile)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
