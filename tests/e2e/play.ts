// A learner's hands: begins, answers and goes on, by what is on the page, with and without JavaScript alike.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Item } from '../../src/lib/domain/content/schema.ts';

export const COURSE = 'minsk-washington';
export const QUIZ = `/courses/${COURSE}/reading-the-article`;
export const TRACK = `/courses/${COURSE}/washington-desk`;

/** True when the page's own script runs; set for a project by its use of `javaScriptEnabled`. */
const scripted = (page: Page): Promise<boolean> =>
  page.evaluate('true').then(
    () =>
      page
        .locator('[data-judge]:not([data-judge="none"])')
        .count()
        .then((n) => n > 0),
    () => false,
  );

/** Waits until the script has taken the page over, where there is one. */
export async function settled(page: Page, javaScriptEnabled: boolean | undefined): Promise<void> {
  if (javaScriptEnabled === false) return;
  await page.locator('[data-judge="browser"], [data-judge="server"]').waitFor();
}

export async function begin(page: Page, address: string, form: 'Practise' | 'Test yourself'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: form }).click();
  await expect(page).toHaveURL(/\/attempts\/[\w-]+$/);
}

const form = (page: Page): Locator => page.locator('form#answer');
const primary = (page: Page): Locator => page.locator('.actionbar .btn.primary');

/** Ticks the first radio button of each group of a form. */
async function firstOfEach(answer: Locator): Promise<void> {
  for (const group of await answer.getByRole('radiogroup').all())
    await group.getByRole('radio').first().check();
}

/** How some answer of each kind is given, whether or not the page's script runs. */
const WAYS: Record<Item['kind'], (answer: Locator, page: Page) => Promise<void>> = {
  single: (answer) => answer.locator('input[name=choice]').first().check(),
  multiple: async (answer) => {
    for (const n of [0, 1]) await answer.locator('input[name=choices]').nth(n).check();
  },
  order: async (answer, page) => {
    if (await scripted(page)) {
      const down = answer.getByRole('button', { name: /^Move down/ });
      return down.first().click();
    }
    const places = answer.locator('select');
    for (let n = 0; n < (await places.count()); n++) await places.nth(n).selectOption(String(n + 1));
  },
  match: async (answer, page) => {
    if (!(await scripted(page))) {
      for (const list of await answer.locator('select').all()) await list.selectOption({ index: 1 });
      return;
    }
    for (const slot of await answer.locator('button.slot').all()) {
      await slot.click();
      await page.getByRole('radiogroup').getByRole('radio').first().click();
    }
  },
  fill: (answer) => answer.getByRole('textbox').fill('a word'),
  numeric: (answer) => answer.getByRole('textbox').fill('12'),
  classify: firstOfEach,
  spot: async (answer) => {
    for (const n of [0, 1]) await answer.locator('input[name=marked]').nth(n).check();
  },
  sound: firstOfEach,
};

export const KINDS = Object.keys(WAYS) as readonly Item['kind'][];

/** The kind of the question on the page. */
export const kindOf = async (page: Page): Promise<Item['kind']> =>
  (await form(page).locator('input[name=kind]').inputValue()) as Item['kind'];

/** Fills in some answer that fits the question on the page, and sends it. */
export async function respond(page: Page): Promise<void> {
  await WAYS[await kindOf(page)](form(page), page);
  await primary(page).click();
}

/** The phase the player is in, as the page says it. */
export const phase = async (page: Page): Promise<string> =>
  (await page.locator('[data-phase]').getAttribute('data-phase')) ?? '';

/** One ordinary step, whatever the page asks for. `moves` are taken one after the other, else the first open one. */
export async function step(page: Page, moves: string[] = []): Promise<void> {
  const before = await page.locator('input[name=position]').first().inputValue();
  switch (await phase(page)) {
    case 'ask':
      await respond(page);
      break;
    case 'decide': {
      const move = moves.shift();
      const choice = page.locator(
        move === undefined ? 'input[name=move]:enabled' : `input[name=move][value="${move}"]`,
      );
      await choice.first().check();
      await primary(page).click();
      break;
    }
    case 'guess':
      await page.locator('input[name=reading]').first().check();
      await primary(page).click();
      break;
    default:
      await primary(page).click();
  }
  await expect(page.locator(`input[name=position][value="${before}"]`)).toHaveCount(0);
}

/** Plays on to the end; gives the number of steps taken. */
export async function finish(page: Page, moves: string[] = []): Promise<number> {
  for (let n = 0; n < 80; n++) {
    if ((await phase(page)) === 'done') return n;
    await step(page, moves);
  }
  throw new Error('the attempt did not end within 80 steps');
}
