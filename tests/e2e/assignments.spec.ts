// Assigned work between a teacher and a pupil on a phone: given, begun, answered, closed, released, and nothing told early.
import { expect, test, type BrowserContext } from '@playwright/test';
import { assign, beginWork, change, inMinutes, MODULE } from './assigning.ts';
import { Bytes, canaries } from './canary.ts';
import { newId, postForm } from './learner.ts';
import { signUp } from './people.ts';
import { COURSE, settled } from './play.ts';
import { joinAs, joinOnPhone, makeClass, type MadeClass } from './school.ts';

let teacher: BrowserContext;
let eighth: MadeClass;
test.beforeEach(async ({ browser }) => {
  teacher = await browser.newContext();
  await signUp(teacher.request);
  eighth = await makeClass(teacher.request);
});
test.afterEach(() => teacher.close());

/** How much wider than the screen the page is, in pixels. */
const overflow = (page: Parameters<typeof settled>[0]): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

const isPhone = ({ isMobile }: { isMobile: boolean | undefined }): boolean => isMobile === true;

test('a teacher assigns a module from its page with three answers; a pupil finds it, begins and hands in @nojs', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  test.setTimeout(120_000);
  await page.context().addCookies(await teacher.cookies());
  await page.goto(`/courses/${COURSE}/modules/${MODULE}`);
  await page.getByRole('link', { name: 'Assign this module' }).click();
  await expect(page.getByLabel('Module')).toHaveValue(`${COURSE}/${MODULE}`);
  await page.getByRole('radio', { name: /^Counted/ }).check({ force: true });
  await page.getByRole('button', { name: 'Assign' }).click();
  await expect(page).toHaveURL(/\/assignments\/[\w-]+$/);
  await expect(page.getByText('One attempt, which counts; explained after closing;')).toBeVisible();
  await expect(page.getByLabel('Text to paste into your school’s platform')).toHaveValue(
    /\/join\/[A-Z0-9]{6}/,
  );
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  const pupil = await joinOnPhone(browser, eighth.code, 'Ales K.', javaScriptEnabled);
  await pupil.getByRole('link', { name: /How the article speaks/ }).click();
  await pupil.getByRole('button', { name: 'Start' }).click();
  await expect(pupil).toHaveURL(/\/attempts\/[\w-]+$/);
  await settled(pupil, javaScriptEnabled);
  await pupil.locator('form#answer input[name=choice]').first().check({ force: true });
  await pupil.locator('.actionbar .btn.primary').click();
  await expect(pupil.getByText('2 of 14')).toBeVisible();

  const assignment = new URL(page.url()).pathname;
  await pupil.goto(assignment);
  await pupil.getByRole('link', { name: 'Continue' }).click();
  const learner = await beginWork(pupil.request, assignment);
  await learner.until(({ phase }) => phase === 'done');
  await pupil.goto(learner.page);
  await expect(pupil.getByRole('heading', { level: 1, name: 'Handed in' })).toBeVisible();
  await expect(pupil.getByText('Your teacher releases score and explanations.')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ales K.' })).toContainText('Handed in');
  await page.getByText('Release results', { exact: true }).click();
  await page.getByRole('button', { name: 'Release results now' }).click();
  await expect(page.getByText('Pupils see score and explanations.')).toBeVisible();
  await pupil.reload();
  await expect(pupil.getByRole('heading', { level: 1, name: /of 14 points/ })).toBeVisible();
  await pupil.context().close();
});

test('a form that cannot hold says so at its fields and keeps what was typed @nojs', async ({ page }) => {
  await page.context().addCookies(await teacher.cookies());
  await page.goto(`${eighth.page}/assign`);
  await page.getByText('More', { exact: true }).click();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('Minutes for each attempt').fill('ten');
  await page.getByLabel('Due', { exact: true }).fill('2020-01-01T10:00');
  await page.getByRole('button', { name: 'Assign' }).click();
  await expect(page.getByLabel('Module')).toBeFocused();
  await expect(page.getByLabel('Module')).toHaveAccessibleDescription(/Choose a module/);
  await expect(page.getByLabel('Minutes for each attempt')).toHaveValue('ten');
  await expect(page.getByLabel('Minutes for each attempt')).toHaveAccessibleDescription(/whole minutes/);
  await expect(page.getByLabel('Due', { exact: true })).toHaveValue('2020-01-01T10:00');
  await expect(page.getByText('Choose whether it counts.')).toBeVisible();
});

test('after closing an answer is refused in words, and what was saved is handed in @nojs', async ({
  browser,
  javaScriptEnabled,
}) => {
  const assignment = await assign(teacher.request, eighth.id);
  const pupil = await joinOnPhone(browser, eighth.code, 'Hanna P.', javaScriptEnabled);
  const learner = await beginWork(pupil.request, assignment);
  await learner.step();
  await pupil.goto(learner.page);
  await settled(pupil, javaScriptEnabled);
  await change(teacher.request, assignment, 'close');
  await pupil.locator('.actionbar').getByRole('button', { name: 'Leave open for now' }).click();
  await expect(
    pupil.getByText('This answer was not taken; everything saved before it is kept.'),
  ).toBeVisible();
  await expect(pupil.getByRole('heading', { level: 1, name: /of 14 points/ })).toBeVisible();
  await expect(pupil.getByText('Ended by time, handed in as it stood')).toBeVisible();
  await pupil.goto('/work');
  await expect(pupil.getByRole('link', { name: /How the article speaks/ })).toContainText('Handed in');
  await pupil.context().close();
});

test('explained at once, an answer is locked: explanation, no second try, no way back @nojs', async ({
  browser,
  javaScriptEnabled,
}) => {
  const assignment = await assign(teacher.request, eighth.id, { feedback: 'at once' });
  const pupil = await joinOnPhone(browser, eighth.code, 'Jan R.', javaScriptEnabled);
  const learner = await beginWork(pupil.request, assignment);
  await pupil.goto(learner.page);
  await settled(pupil, javaScriptEnabled);
  await pupil.getByRole('button', { name: 'Leave open' }).click();
  await expect(pupil.getByRole('heading', { level: 1, name: 'Not answered' })).toBeVisible();
  await expect(pupil.getByText('Try again, unscored')).toHaveCount(0);
  await learner.until(({ phase }) => phase === 'overview');
  await pupil.goto(learner.page);
  await settled(pupil, javaScriptEnabled);
  await expect(pupil.getByRole('button', { name: /^Change/ })).toHaveCount(0);
  await pupil.getByRole('button', { name: /^Hand in/ }).click();
  await expect(pupil.getByRole('heading', { level: 1, name: /of 14 points/ })).toBeVisible();
  await pupil.context().close();
});

test('more time for one pupil is shown to that pupil, and holds the results back for all @nojs', async ({
  page,
  browser,
}) => {
  const assignment = await assign(teacher.request, eighth.id, { closes: inMinutes(60), due: '' });
  const pupil = await joinOnPhone(browser, eighth.code, 'Zoya V.', false);
  await page.context().addCookies(await teacher.cookies());
  await page.goto(assignment);
  const row = page.locator('.roster > li', { hasText: 'Zoya V.' });
  await row.locator('summary').click();
  await row.getByLabel('Minutes more').fill('many');
  await row.getByRole('button', { name: 'Save for Zoya V.' }).click();
  await expect(row.getByLabel('Minutes more')).toBeFocused();
  await row.getByLabel('Minutes more').fill('30');
  await row.getByRole('button', { name: 'Save for Zoya V.' }).click();
  await expect(row).toContainText('30 minutes more');
  await pupil.goto(assignment);
  await expect(pupil.getByText('30 minutes more than the others')).toBeVisible();
  await pupil.goto('/work');
  await expect(pupil.getByText('30 minutes more for you')).toBeVisible();
  await change(teacher.request, assignment, 'close');
  await pupil.goto(assignment);
  await expect(pupil.getByRole('button', { name: 'Start' })).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Pupils see them after/)).toBeVisible();
  await pupil.context().close();
});

test('practice shows its teacher no more than that it was done', async ({ browser }) => {
  const assignment = await assign(teacher.request, eighth.id, { mode: 'practice' });
  const pupil = await browser.newContext();
  await joinAs(pupil.request, eighth.code, 'Daria M.');
  const learner = await beginWork(pupil.request, assignment);
  await learner.step();
  const row = async (): Promise<string> => {
    const html = await (await teacher.request.get(assignment)).text();
    return /<li id="[\s\S]*?<\/summary>/.exec(html)?.[0] ?? '';
  };
  expect(await row()).toContain('Not done');
  await learner.until(({ phase }) => phase === 'done');
  expect(await row()).toContain('Done');
  expect(await row()).not.toMatch(/\d+ of \d+/);
  await pupil.close();
});

test('the work of a class is no page for anybody else, and says what to do @nojs', async ({ page }) => {
  const assignment = await assign(teacher.request, eighth.id);
  expect((await page.goto(assignment))?.status()).toBe(404);
  await expect(page.getByRole('link', { name: 'Join a class' })).toBeVisible();
  const there = (await page.locator('main').innerText()).trim();
  expect((await page.goto(`/assignments/${newId()}`))?.status()).toBe(404);
  expect((await page.locator('main').innerText()).trim()).toBe(there);
  for (const action of ['begin', 'try', 'allow', 'release', 'close', 'remove'])
    expect(
      (await postForm(page.request, `${assignment}?/${action}`, { activity: MODULE })).status(),
      action,
    ).toBe(404);
});

test('a teacher copies work to another class, and deletes it after being asked once more', async ({
  page,
}) => {
  await makeClass(teacher.request, '9A');
  const assignment = await assign(teacher.request, eighth.id);
  await page.context().addCookies(await teacher.cookies());
  await page.goto(assignment);
  await page.getByText('Copy to another class').click();
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page).not.toHaveURL(assignment);
  await expect(page.locator('.eyebrow')).toContainText('9A');
  await page.goto(assignment);
  await expect(page.getByRole('button', { name: 'Delete for good' })).toBeHidden();
  await page.getByText('Delete', { exact: true }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page).toHaveURL(eighth.page);
  expect((await page.goto(assignment))?.status()).toBe(404);
});

test.describe('nothing is told before its time', () => {
  test.skip(isPhone, 'what is sent is the same on every screen');
  const whys = canaries(`quizzes/${MODULE}.yaml`);
  const all = [...whys.values()].flat();

  test('of counted work explained after closing, until it is released', async ({ browser }) => {
    test.setTimeout(120_000);
    expect(all.length).toBeGreaterThan(40);
    const assignment = await assign(teacher.request, eighth.id);
    const pupil = await joinOnPhone(browser, eighth.code, 'Ales K.');
    const sent = new Bytes();
    sent.watch(pupil);
    await pupil.goto('/work');
    await pupil.goto(assignment);
    const learner = await beginWork(pupil.request, assignment);
    await pupil.goto(learner.page, { waitUntil: 'networkidle' });
    await sent.scripts(pupil.request, learner.page);
    let now = await learner.stands();
    for (; now.view.phase !== 'done'; now = await learner.step()) {
      sent.add(JSON.stringify(now));
      await sent.get(pupil.request, learner.page);
    }
    // Handed in is not released: every door is tried once more, a refused answer among them.
    sent.add(JSON.stringify(await learner.command({ type: 'hand_in' }, now.position)));
    for (const address of [learner.page, assignment, '/work', '/attempts', `/courses/${COURSE}`])
      await sent.get(pupil.request, address);
    await pupil.goto(learner.page, { waitUntil: 'networkidle' });
    const before = await sent.text();
    expect(all.filter((why) => before.includes(why))).toEqual([]);

    await change(teacher.request, assignment, 'release');
    const after = await (await pupil.request.get(learner.page)).text();
    // Why a foreseen mistake is one is told to those who make it.
    const toAll = [...canaries(`quizzes/${MODULE}.yaml`, ['traps']).values()].flat();
    expect(toAll.filter((why) => !after.includes(why))).toEqual([]);
    await pupil.context().close();
  });

  test('of counted work explained at once, beyond the questions that are locked', async ({ browser }) => {
    test.setTimeout(120_000);
    const assignment = await assign(teacher.request, eighth.id, { feedback: 'at once' });
    const pupil = await browser.newContext();
    await joinAs(pupil.request, eighth.code, 'Ales K.');
    const learner = await beginWork(pupil.request, assignment);
    const locked = new Set<string>();
    let now = await learner.stands();
    for (; now.view.phase !== 'overview'; now = await learner.step()) {
      if (now.view.phase === 'explain') locked.add(now.view.asked.id);
      const sent = new Bytes();
      sent.add(JSON.stringify(now));
      await sent.get(pupil.request, learner.page);
      const here = await sent.text();
      // Two items may give the same advice: what a locked one has told is told.
      const told = new Set([...locked].flatMap((item) => whys.get(item) ?? []));
      expect(all.filter((why) => !told.has(why) && here.includes(why))).toEqual([]);
    }
    expect(locked.size).toBe(whys.size);
    await pupil.close();
  });
});
