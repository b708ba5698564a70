// By keyboard alone: one whole question of each kind, where the focus goes, and that it is never hidden.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Item } from '../../src/lib/domain/content/schema.ts';
import { quizWith } from './authored.ts';
import { Learner, type Form } from './learner.ts';
import { phase, settled, TRACK } from './play.ts';

test.skip(({ isMobile }) => isMobile === true, 'a phone has no keyboard');

const h1 = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const check = (page: Page): Locator => page.locator('.actionbar .btn.primary');
const focused = (page: Page): Locator => page.locator('*:focus');

/** A practised or tested attempt at its first question of a kind, with the keyboard's focus at the top of the page. */
async function question(page: Page, kind: Item['kind'], form: Form = 'open'): Promise<void> {
  const learner = await Learner.begin(page.request, quizWith(kind), form);
  await learner.until((view) => view.phase === 'ask' && view.asked.kind === kind);
  await page.goto(learner.page);
  await settled(page, true);
}

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let n = 0; n < 60; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `${key} comes to it`).toBeFocused();
}

/** Sends the answer, then goes on: the focus is first on the verdict, then on the heading of the new step. */
async function checkAndGoOn(page: Page): Promise<void> {
  await tabTo(page, check(page));
  await page.keyboard.press('Enter');
  await expect.poll(() => phase(page)).toBe('explain');
  await expect(h1(page)).toBeFocused();
  await tabTo(page, check(page));
  await page.keyboard.press('Enter');
  await expect.poll(() => phase(page)).not.toBe('explain');
  await expect(h1(page)).toBeFocused();
}

test('single choice: arrows choose, Enter on an option sends nothing', async ({ page }) => {
  await question(page, 'single');
  const position = await page.locator('input[name=position]').first().inputValue();
  const options = page.locator('input[name=choice]');
  await tabTo(page, options.first());
  await page.keyboard.press('Space');
  await expect(options.nth(0)).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toBeChecked();
  await expect(options.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(options.nth(0)).toBeChecked();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('input[name=certainty]').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect(await phase(page)).toBe('ask');
  await expect(page.locator('input[name=position]').first()).toHaveValue(position);
  await checkAndGoOn(page);
});

test('the skip link leads past the bar to the question', async ({ page }) => {
  await question(page, 'single');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page).evaluate((element) => element.closest('main') !== null)).toBe(true);
});

test('multiple choice: Space chooses, Enter on a box sends nothing', async ({ page }) => {
  await question(page, 'multiple');
  const boxes = page.locator('input[name=choices]');
  await tabTo(page, boxes.first());
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(boxes.nth(0)).toBeChecked();
  await expect(boxes.nth(1)).toBeChecked();
  await expect(page.locator('form#answer [role=status]')).toHaveText(/^2 chosen of \d$/);
  await page.keyboard.press('Enter');
  expect(await phase(page)).toBe('ask');
  await checkAndGoOn(page);
});

test.describe('order', () => {
  const cards = (page: Page): Locator => page.locator('ol.order > li');
  const texts = (page: Page): Promise<string[]> =>
    page
      .locator('ol.order > li')
      .evaluateAll((all) => all.map((one) => one.querySelector('.py-2')?.textContent ?? ''));
  const news = (page: Page): Locator => page.locator('form#answer [role=status]');

  test('buttons move a card, say where it is, and keep the focus', async ({ page }) => {
    await question(page, 'order');
    const before = await texts(page);
    const [first = '', second = ''] = before;
    await expect(check(page), 'an untouched list is no answer').toBeDisabled();
    const down = page.getByRole('button', { name: `Move down: ${first}` });
    await tabTo(page, down);
    await page.keyboard.press('Enter');
    await expect(news(page)).toContainText(`moved to position 2 of ${before.length}`);
    expect((await texts(page)).slice(0, 2)).toEqual([second, first]);
    await expect(down).toBeFocused();
    for (let n = 3; n <= before.length; n++) {
      await page.keyboard.press('Enter');
      await expect(news(page)).toContainText(`moved to position ${n} of ${before.length}`);
    }
    await expect(
      page.getByRole('button', { name: `Move up: ${first}` }),
      'at the end its sibling',
    ).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(news(page)).toContainText(`moved to position ${before.length - 1} of ${before.length}`);
    await checkAndGoOn(page);
  });

  test('a lifted card follows the arrows, Space drops it, Escape puts it back', async ({ page }) => {
    await question(page, 'order');
    const before = await texts(page);
    const lift = page.getByRole('button', { name: `lift: ${before[0]}` });
    await tabTo(page, lift);
    await page.keyboard.press('Space');
    await expect(lift).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(news(page)).toContainText(`moved to position 3 of ${before.length}`);
    await expect(lift).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(news(page)).toContainText('cancelled');
    expect(await texts(page)).toEqual(before);
    await expect(lift).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(news(page)).toContainText('dropped at position 2');
    expect((await texts(page))[1]).toBe(before[0]);
    await expect(cards(page)).toHaveCount(before.length);
    await checkAndGoOn(page);
  });
});

test('match: Enter opens the answers, arrows walk, Enter takes one, Escape returns to the slot', async ({
  page,
}) => {
  await question(page, 'match');
  const slots = page.locator('form#answer button.slot');
  const tray = page.getByRole('radiogroup');
  const answers = tray.getByRole('radio');
  await tabTo(page, slots.first());
  await page.keyboard.press('Enter');
  await expect(answers.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(answers.nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(slots.first()).toBeFocused();
  await expect(tray).toHaveCount(0);
  await expect(slots.first()).toHaveAccessibleName(/No .* yet/);

  const count = await slots.count();
  for (let n = 0; n < count; n++) {
    await expect(slots.nth(n), 'the next open slot has the focus').toBeFocused();
    await page.keyboard.press('Enter');
    await expect(answers.first()).toBeFocused();
    for (let steps = 0; steps < n; steps++) await page.keyboard.press('ArrowRight');
    const chosen = ((await focused(page).innerText()).split('·')[0] ?? '').trim();
    await page.keyboard.press('Enter');
    await expect(slots.nth(n)).toHaveAccessibleName(new RegExp(`^Entry ${n + 1}.*: ${chosen}`));
  }
  await checkAndGoOn(page);
});

test('fill: the field is named by its sentence, Enter goes on to the next control and sends nothing', async ({
  page,
}) => {
  await question(page, 'fill');
  const field = page.locator('form#answer input[name=text]');
  await expect(field).toHaveAccessibleName(/\bblank\b/);
  await tabTo(page, field);
  await page.keyboard.type('a word');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=certainty]').first()).toBeFocused();
  expect(await phase(page)).toBe('ask');
  await checkAndGoOn(page);
});

test('numeric: what is no number is not sent, Enter sends nothing', async ({ page }) => {
  await question(page, 'numeric');
  const field = page.locator('form#answer input[name=value]');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await tabTo(page, field);
  await page.keyboard.type('about ten');
  await tabTo(page, check(page));
  await page.keyboard.press('Enter');
  expect(await phase(page)).toBe('ask');
  await expect(field).toBeFocused();
  await field.fill('');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  expect(await phase(page)).toBe('ask');
  await checkAndGoOn(page);
});

for (const [kind, unit, word] of [
  ['classify', 'Paragraph', 'tagged'],
  ['sound', 'Statement', 'judged'],
] as const)
  test(`${kind}: arrows choose in each group, and the button counts them`, async ({ page }) => {
    await question(page, kind);
    const groups = page.locator('form#answer').getByRole('radiogroup');
    const count = await groups.count();
    await expect(check(page)).toBeDisabled();
    for (let n = 0; n < count; n++) {
      const radios = groups.nth(n).getByRole('radio');
      await expect(groups.nth(n)).toHaveAccessibleName(new RegExp(`^${unit} \\d+`));
      await expect(check(page)).toHaveText(`${n} of ${count} ${word}`);
      await tabTo(page, radios.first());
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await expect(radios.nth(1)).toBeChecked();
    }
    await expect(check(page)).toHaveText(/^Check/);
    await checkAndGoOn(page);
  });

test('spot: Space marks a phrase, arrows go from one to the next, Tab leaves the passage', async ({
  page,
}) => {
  await question(page, 'spot');
  const phrases = page.locator('form#answer input[name=marked]');
  const status = page.locator('form#answer [role=status]');
  const last = (await phrases.count()) - 1;
  await expect(status).toHaveText(/^0 marked\. This passage has \d loaded phrases?\.$/);
  await tabTo(page, phrases.first());
  await page.keyboard.press('Space');
  await expect(phrases.first()).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(phrases.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(phrases.nth(last), 'round to the last').toBeFocused();
  await page.keyboard.press('Space');
  await expect(status).toHaveText(/^2 marked\./);
  await page.keyboard.press('Enter');
  expect(await phase(page)).toBe('ask');
  await page.keyboard.press('Tab');
  await expect(page.locator('input[name=certainty]').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(phrases.nth(last), 'and back to where one was').toBeFocused();
  await checkAndGoOn(page);
});

test('a move and a guess: arrows choose, Enter on a choice commits nothing', async ({ page }) => {
  const learner = await Learner.begin(page.request, TRACK, 'open');
  await page.goto(learner.page);
  await settled(page, true);
  for (const [name, next] of [
    ['move', 'guess'],
    ['reading', 'weigh'],
  ] as const) {
    const choices = page.locator(`input[type=radio][name=${name}]`);
    await tabTo(page, choices.first());
    await page.keyboard.press('ArrowDown');
    await expect(choices.nth(1)).toBeChecked();
    const here = await phase(page);
    await page.keyboard.press('Enter');
    expect(await phase(page)).toBe(here);
    await tabTo(page, check(page));
    await page.keyboard.press('Enter');
    await expect.poll(() => phase(page)).toBe(next);
    await expect(h1(page)).toBeFocused();
  }
});

test.describe('the focus is never hidden under a bar', () => {
  /** Tabs through the page; gives what was covered by a sticky bar or outside of the window while it had the focus. */
  async function hidden(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
    const covered: string[] = [];
    for (let n = 0; n < 120; n++) {
      await page.keyboard.press(key);
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
        const bars = [...document.querySelectorAll('.focusbar, .actionbar, .masthead, .tabs')];
        if (bars.some((bar) => bar.contains(element)) || element.classList.contains('skip'))
          return { name, seen: true };
        // A choice is seen by its label, and a box of no size by what stands for it.
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        const stuck = bars.map((bar) => bar.getBoundingClientRect()).filter(({ height }) => height > 0);
        const top = Math.max(0, ...stuck.filter((bar) => bar.top <= 0).map((bar) => bar.bottom));
        const foot = Math.min(innerHeight, ...stuck.filter((bar) => bar.top > 0).map((bar) => bar.top));
        return { name, seen: box.bottom > top + 2 && box.top < foot - 2 };
      });
      if (found === null) break;
      if (!found.seen) covered.push(found.name);
    }
    return covered;
  }

  for (const [width, height] of [
    [1280, 800],
    [390, 600],
  ] as const)
    test(`in a window of ${width} by ${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const learner = await Learner.begin(page.request, TRACK, 'open');
      for (const wanted of ['decide', 'weigh', 'explain', 'done']) {
        await learner.until((view) => view.phase === wanted);
        await page.goto(learner.page);
        await settled(page, true);
        for (const key of ['Tab', 'Shift+Tab'] as const) {
          expect.soft(await hidden(page, key), `${wanted}, ${key}`).toEqual([]);
          await focused(page).evaluateAll((all) => all.forEach((one) => (one as HTMLElement).blur()));
        }
      }
    });
});
