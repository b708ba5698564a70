// Bad days in a browser that keeps nothing: no network, a server that cannot store, a second tap, a second tab.
import { expect, test, type Locator, type Page, type Request } from '@playwright/test';
import { Learner } from './learner.ts';
import { begin, phase, QUIZ, respond, settled, step } from './play.ts';

test.skip(({ isMobile }) => isMobile !== true, 'these are the days of a phone');

// Whatever is not kept on the device must be said to be unsaved; where it is kept, see sync.spec.ts.
test.beforeEach(({ page }) =>
  page.context().addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })),
);

const DOOR = /\/api\/(attempts\/[\w-]+\/commands|sync)$/;
const primary = (page: Page): Locator => page.locator('.actionbar .btn.primary');
const saved = (page: Page): Locator => page.locator('.focusbar [role=status]');
const place = (page: Page): Locator => page.getByRole('progressbar');
const sendAgain = (page: Page): Locator => page.getByRole('button', { name: 'Send again' });
const choose = (page: Page, name: string): Promise<void> => page.getByRole('radio', { name }).check();

/** What the server holds of the attempt on the page. */
const learnerOf = (page: Page): Learner => new Learner(page.request, page.url().split('/').at(-1) ?? '');

async function start(page: Page, form: 'Practise' | 'Test yourself'): Promise<Learner> {
  await begin(page, QUIZ, form);
  await settled(page, true);
  return learnerOf(page);
}

/** Position and type of every command that leaves the page. */
function sent(page: Page): { position: number; type: string }[] {
  const all: { position: number; type: string }[] = [];
  page.on('request', (request: Request) => {
    if (request.method() !== 'POST') return;
    interface Step {
      readonly position: number;
      readonly command: { readonly type: string };
    }
    const body = request.postDataJSON() as Step | { readonly attempts: readonly { events: Step[] }[] };
    const steps = 'attempts' in body ? body.attempts.flatMap(({ events }) => events) : [body];
    all.push(...steps.map(({ position, command }) => ({ position, type: command.type })));
  });
  return all;
}

async function expectNotSaved(page: Page): Promise<void> {
  await expect(saved(page)).toHaveText('Not saved');
  await expect(page.getByRole('alert')).toContainText('has not reached the server');
  await expect(sendAgain(page)).toBeVisible();
}

test.describe('in a test', () => {
  test('without network the answer stays on the page and is sent again once', async ({ page, context }) => {
    const learner = await start(page, 'Test yourself');
    await choose(page, 'Chris Smith');
    await context.setOffline(true);
    await primary(page).click();
    await expectNotSaved(page);
    await expect(page.getByRole('radio', { name: 'Chris Smith' })).toBeChecked();
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 1 of 14');
    await sendAgain(page).click();
    await expectNotSaved(page);

    await context.setOffline(false);
    await sendAgain(page).click();
    await expect(saved(page)).toHaveText('Saved');
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
    await expect(sendAgain(page)).toHaveCount(0);
    expect((await learner.stands()).position).toBe(2);
  });

  test('an answer whose receipt was lost is sent again and recorded once', async ({ page }) => {
    const learner = await start(page, 'Test yourself');
    await page.route(DOOR, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await choose(page, 'Chris Smith');
    await primary(page).click();
    await expectNotSaved(page);
    expect((await learner.stands()).position, 'the server has it').toBe(2);
    await page.unroute(DOOR);
    await sendAgain(page).click();
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
    expect((await learner.stands()).position).toBe(2);
  });

  test('an answer changed after “Not saved” is recorded as the page shows it', async ({ page, context }) => {
    const learner = await start(page, 'Test yourself');
    await choose(page, 'Chris Smith');
    await context.setOffline(true);
    await primary(page).click();
    await expectNotSaved(page);
    await choose(page, 'Mike Pompeo');
    await context.setOffline(false);
    await sendAgain(page).click();
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
    await learner.until((view) => view.phase === 'overview');
    await page.reload();
    await settled(page, true);
    await page.getByRole('button', { name: 'Change question 1', exact: true }).click();
    await expect(page.getByRole('radio', { name: 'Mike Pompeo' })).toBeChecked();
  });

  test('a server that cannot store is said to be one', async ({ page }) => {
    const learner = await start(page, 'Test yourself');
    await page.route(DOOR, (route) => route.fulfill({ status: 503, json: { ok: false } }));
    await choose(page, 'Chris Smith');
    await primary(page).click();
    await expectNotSaved(page);
    expect((await learner.stands()).position).toBe(1);
    await page.unroute(DOOR);
    await sendAgain(page).click();
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(2);
  });

  test('a second tap sends nothing more', async ({ page }) => {
    const learner = await start(page, 'Test yourself');
    const posts = sent(page);
    await choose(page, 'Chris Smith');
    await primary(page).dblclick();
    await expect(saved(page)).toHaveText('Saved');
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
    expect(posts).toEqual([{ position: 1, type: 'respond' }]);
    expect((await learner.stands()).position).toBe(2);
  });

  test('a second tab that comes late is told so, and goes on where the attempt stands', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Test yourself');
    const late = await context.newPage();
    await late.goto(page.url());
    await settled(late, true);
    await choose(page, 'Chris Smith');
    await primary(page).click();
    await expect(saved(page)).toHaveText('Saved');

    await choose(late, 'Mike Pompeo');
    await primary(late).click();
    await expect(late.getByText('This step was already taken')).toBeVisible();
    await expect(place(late)).toHaveAttribute('aria-valuetext', 'Question 2 of 14');
    await step(late);
    expect((await learner.stands()).position).toBe(3);
    await learner.until((view) => view.phase === 'overview');
    await late.reload();
    await settled(late, true);
    await late.getByRole('button', { name: 'Change question 1', exact: true }).click();
    await expect(late.getByRole('radio', { name: 'Chris Smith' }), 'the first answer stands').toBeChecked();
  });
});

test.describe('in practice', () => {
  test('without network every answer is explained at once and sent later, in order', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Practise');
    const posts = sent(page);
    await context.setOffline(true);
    await choose(page, 'Mike Pompeo');
    await primary(page).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Correct' })).toBeVisible();
    await expectNotSaved(page);
    for (let n = 0; n < 4; n++) await step(page);
    expect(await phase(page)).toBe('explain');
    await expectNotSaved(page);
    expect((await learner.stands().catch(() => null))?.position ?? 1).toBe(1);

    posts.length = 0;
    // By itself, as soon as the browser hears of the network.
    await context.setOffline(false);
    await expect(saved(page)).toHaveText('Saved');
    expect(posts).toEqual(
      ['respond', 'go_on', 'respond', 'go_on', 'respond'].map((type, i) => ({ position: i + 1, type })),
    );
    expect((await learner.stands()).position).toBe(6);
    const verdict = await page.getByRole('heading', { level: 1 }).innerText();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict);
  });

  test('once the server is back the next answer takes the unsent ones along', async ({ page }) => {
    const learner = await start(page, 'Practise');
    await page.route(DOOR, (route) => route.fulfill({ status: 503, body: '<h1>Bad gateway</h1>' }));
    await step(page);
    await expectNotSaved(page);
    await page.unroute(DOOR);
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(3);
  });

  test('a second tap does not jump over the explanation', async ({ page }) => {
    const learner = await start(page, 'Practise');
    await choose(page, 'Chris Smith');
    await primary(page).dblclick();
    await expect(saved(page)).toHaveText('Saved');
    expect(await phase(page)).toBe('explain');
    expect((await learner.stands()).position).toBe(2);
  });

  test('what another tab did meanwhile stands, and a page that ran ahead goes on from there', async ({
    page,
    context,
  }) => {
    const learner = await start(page, 'Practise');
    await page.route(DOOR, (route) => route.abort());
    for (let n = 0; n < 3; n++) await step(page);
    await expectNotSaved(page);
    await learner.step();
    await page.unroute(DOOR);
    await sendAgain(page).click();
    await expect(
      page.getByText('You also answered this on another device or in another window'),
    ).toBeVisible();
    await expect(place(page)).toHaveAttribute('aria-valuetext', 'Question 1 of 10');
    expect(await phase(page)).toBe('explain');
    await step(page);
    await expect(saved(page)).toHaveText('Saved');
    expect((await learner.stands()).position).toBe(3);
    expect(context.pages()).toHaveLength(1);
  });
});

test.describe('leaving', () => {
  const fail = (page: Page): Promise<unknown> =>
    page.route(DOOR, (route) => route.fulfill({ status: 503, body: '' }));

  for (const form of ['Practise', 'Test yourself'] as const) {
    test(`closing asks while something is unsent, and not once it is saved (${form})`, async ({ page }) => {
      await start(page, form);
      await fail(page);
      await respond(page);
      await expectNotSaved(page);
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      await expectNotSaved(page);

      await page.unroute(DOOR);
      await sendAgain(page).click();
      await expect(saved(page)).toHaveText('Saved');
      const closed = page.waitForEvent('close');
      await page.close({ runBeforeUnload: true });
      await closed;
    });
  }

  test('the Close button does not throw unsent answers away', async ({ page }) => {
    await start(page, 'Practise');
    await fail(page);
    await respond(page);
    await expectNotSaved(page);
    let asked = '';
    page.on('dialog', (dialog) => {
      asked = dialog.type();
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: /^Close/ }).click();
    await expect.poll(() => asked).toMatch(/confirm|beforeunload/);
    await expectNotSaved(page);
  });
});
