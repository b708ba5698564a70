// The player's script takes over the page that the server has sent: the same elements, with what was chosen on them meanwhile.
import { expect, test, type Page, type Route } from '@playwright/test';
import { quizWith } from './authored.ts';
import { Learner } from './learner.ts';
import { signUp } from './people.ts';
import { KINDS, phase, QUIZ, settled, TRACK } from './play.ts';
import { assignModule, beginWork, joinOnPhone, makeClass } from './school.ts';

test.skip(({ isMobile }) => isMobile === true, 'the same markup at any width');

/** A page whose script is held back; gives what lets it come, and waits until it has taken over. */
async function beforeScript(page: Page, address: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route('**/_app/immutable/attempt.*.js', (route) => void held.push(route), { times: 1 });
  await page.goto(address, { waitUntil: 'commit' });
  await expect(page.locator('[data-judge="none"]')).toBeVisible();
  await expect.poll(() => held.length).toBe(1);
  return async () => {
    await held[0]?.continue();
    await settled(page, true);
  };
}

/** Elements that a page of any step has; each is to outlast the arrival of the script. */
const LASTING = '#attempt main, #attempt h1, form#answer';
type Marked = Element & { sent?: true };
const mark = (page: Page): Promise<void> =>
  page.locator(LASTING).evaluateAll((all) => all.forEach((element) => ((element as Marked).sent = true)));
const lasted = (page: Page): Promise<boolean[]> =>
  page.locator(LASTING).evaluateAll((all) => all.map((element) => (element as Marked).sent === true));

async function expectTakenOver(page: Page, address: string): Promise<void> {
  const come = await beforeScript(page, address);
  await mark(page);
  await come();
  const all = await lasted(page);
  expect(all.length).toBeGreaterThan(1);
  expect(all).not.toContain(false);
}

test('a question of any kind, its explanation, a decision and a result are taken over as they stand', async ({
  page,
}) => {
  for (const kind of KINDS) {
    const learner = await Learner.begin(page.request, quizWith(kind), 'open');
    await learner.until((view) => view.phase === 'ask' && view.asked.kind === kind);
    await test.step(kind, () => expectTakenOver(page, learner.page));
  }
  const explained = await Learner.begin(page.request, QUIZ, 'open');
  await explained.step();
  await test.step('explanation', () => expectTakenOver(page, explained.page));
  await explained.until(({ phase: at }) => at === 'done');
  await test.step('result', () => expectTakenOver(page, explained.page));
  const track = await Learner.begin(page.request, TRACK, 'open');
  await track.until(({ phase: at }) => at === 'decide');
  await test.step('decision', () => expectTakenOver(page, track.page));
});

test('what was chosen before the script came is what is answered', async ({ page }) => {
  const learner = await Learner.begin(page.request, quizWith('single'), 'open');
  await learner.until((view) => view.phase === 'ask' && view.asked.kind === 'single');
  const come = await beforeScript(page, learner.page);
  const second = page.locator('input[name=choice]').nth(1);
  await second.check({ force: true });
  const chosen = await second.inputValue();
  await come();
  await expect(second).toBeChecked();
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && /\/(commands|sync)$/.test(request.url()),
  );
  await page.locator('.actionbar .btn.primary').click();
  await expect.poll(() => phase(page)).toBe('explain');
  expect((await sent).postData()).toContain(`"choice":"${chosen}"`);
});

test('what was chosen in the plain lists of a match and an order stays when controls take their place', async ({
  page,
}) => {
  const match = await Learner.begin(page.request, quizWith('match'), 'open');
  await match.until((view) => view.phase === 'ask' && view.asked.kind === 'match');
  let come = await beforeScript(page, match.page);
  const list = page.locator('select[name^=answer_]').first();
  const name = await list.getAttribute('name');
  await list.selectOption({ index: 2 });
  const answer = await list.inputValue();
  await come();
  await expect(page.locator(`input[name="${name}"]`)).toHaveValue(answer);
  await expect(page.locator('.actionbar .btn.primary')).toContainText('1 of');

  const order = await Learner.begin(page.request, quizWith('order'), 'open');
  await order.until((view) => view.phase === 'ask' && view.asked.kind === 'order');
  come = await beforeScript(page, order.page);
  const places = page.locator('select[name^=place_]');
  const cards = await places.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).name.slice(6)));
  const [first, second] = cards;
  await places.nth(1).selectOption('1');
  await come();
  const sequence = page.locator('input[name=sequence]');
  await expect(sequence.first()).toHaveValue(second ?? '');
  await expect(sequence.nth(1)).toHaveValue(first ?? '');
  await expect(page.locator('.actionbar .btn.primary')).toBeEnabled();
});

test('bug: a report that was written before the script came was lost', async ({
  page: { request },
  browser,
}) => {
  await signUp(request);
  const made = await makeClass(request);
  const assignment = await assignModule(request, made, 'practice');
  const phone = await joinOnPhone(browser, made.code, 'Ales K.');
  const ales = await beginWork(phone.request, assignment);
  await ales.step();
  const come = await beforeScript(phone, ales.page);
  await phone.getByText('Something wrong here?').click();
  const field = phone.getByLabel('What seems wrong?');
  await field.fill('Two of these are right.');
  await come();
  await expect(field).toBeVisible();
  await expect(field).toHaveValue('Two of these are right.');
  await expect(field).toBeFocused();
});

test('an answer that is tapped before the script comes is a plain form, and counts once', async ({
  page,
}) => {
  const learner = await Learner.begin(page.request, quizWith('single'), 'open');
  const { position } = await learner.until((view) => view.phase === 'ask' && view.asked.kind === 'single');
  await beforeScript(page, learner.page);
  await page.locator('input[name=choice]').first().check({ force: true });
  await page.locator('.actionbar .btn.primary').click();
  await settled(page, true);
  await expect.poll(() => phase(page)).toBe('explain');
  await page.reload();
  await settled(page, true);
  expect(await phase(page)).toBe('explain');
  expect((await learner.stands()).position).toBe(position + 1);
});

test('what a pupil has typed comes back as it was typed, whatever signs are in it', async ({ page }) => {
  const learner = await Learner.begin(page.request, quizWith('fill'), 'sealed');
  const { view } = await learner.until((now) => now.phase === 'ask' && now.asked.kind === 'fill');
  if (view.phase !== 'ask') throw new Error('no question');
  await page.goto(learner.page);
  await settled(page, true);
  const typed = 'R&D "&amp;" </script><!--';
  for (const field of await page.locator('.field').all()) await field.fill(typed);
  await page.locator('.actionbar .btn.primary').click();
  await expect.poll(async () => (await learner.stands()).view).not.toMatchObject({ step: view.step });
  const { position } = await learner.stands();
  await learner.command({ type: 'visit', item: view.asked.id }, position);
  const come = await beforeScript(page, learner.page);
  await expect(page.locator('.field').first()).toHaveValue(typed);
  await come();
  await expect(page.locator('.field').first()).toHaveValue(typed);
});
