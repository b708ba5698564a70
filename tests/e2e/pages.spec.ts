// What single pages hold to: cited words are marked, closed moves say why, and nothing is given away before its time.
import { expect, test, type Page } from '@playwright/test';
import { authored, quizWith, telltale, textsOf } from './authored.ts';
import { Learner, type Form } from './learner.ts';
import { phase, QUIZ, settled, TRACK } from './play.ts';

const isPhone = ({ isMobile }: { isMobile: boolean | undefined }): boolean => isMobile === true;

test('held sideways, bars leave a phone most of its height, and none lies over a field in use', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'a phone held sideways');
  await page.setViewportSize({ width: 844, height: 390 });
  /** The part of the height that nothing lies over while one reads on. */
  const left = (): Promise<number> =>
    page.evaluate(() => {
      const bars = [...document.querySelectorAll('.masthead, .focusbar, .tabs, .actionbar')].filter((one) =>
        ['fixed', 'sticky'].includes(getComputedStyle(one).position),
      );
      return 1 - bars.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight;
    });
  await page.goto('/');
  expect(await left()).toBeGreaterThan(0.8);
  const learner = await Learner.begin(page.request, quizWith('fill'), 'open');
  await learner.until((view) => view.phase === 'ask' && view.asked.kind === 'fill');
  await page.goto(learner.page);
  await settled(page, true);
  expect(await left()).toBeGreaterThan(0.8);
  await page.locator('.field').focus();
  const [field, bar] = await Promise.all([
    page.locator('.field').boundingBox(),
    page.locator('.actionbar').boundingBox(),
  ]);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
});

test.describe('cited words', () => {
  test.skip(
    ({ isMobile, javaScriptEnabled }) => (isMobile === true) === (javaScriptEnabled !== false),
    'with a script on the desktop, without one on the phone',
  );

  /** The words marked in the reader after a click, and whether all of them are in view. */
  const marked = async (page: Page): Promise<string> => {
    await expect(page.getByRole('heading', { level: 1, name: 'The article' })).toBeVisible();
    const marks = page.locator('article mark');
    await expect(marks.first()).toBeInViewport();
    await expect(marks.last()).toBeInViewport();
    return (await marks.allInnerTexts()).join('');
  };

  test('open the reader at exactly these words, in view @nojs', async ({ page, javaScriptEnabled }) => {
    const learner = await Learner.begin(page.request, QUIZ, 'open');
    const { view } = await learner.step();
    if (view.phase !== 'explain') throw new Error('practice explains at once');
    const [slip] = view.slips;
    const [from, to] = slip?.marks[0] ?? [0, 0];
    await page.goto(learner.page);
    await settled(page, javaScriptEnabled);
    await page
      .getByRole('link', { name: `Full text at paragraph ${slip?.p}` })
      .first()
      .click();
    expect(await marked(page)).toBe(slip?.text.slice(from, to));
  });

  test('so does the pill beside a reading of one’s move @nojs', async ({ page, javaScriptEnabled }) => {
    const learner = await Learner.begin(page.request, TRACK, 'open');
    await learner.until(
      (view) => view.phase === 'weigh' && view.readings.some(({ evidence }) => evidence.cite !== undefined),
    );
    await page.goto(learner.page);
    await settled(page, javaScriptEnabled);
    const evidence = page.locator('.evidence:has(a.cite)').first();
    const quoted = (await evidence.locator('q').innerText()).replaceAll(/^[“"]|[”"]$/g, '');
    await evidence.getByRole('link').click();
    expect(await marked(page)).toBe(quoted);
  });
});

test('a closed move says why it is closed and cannot be chosen @nojs', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a screen of either width shows the same');
  const learner = await Learner.begin(page.request, TRACK, 'open');
  const { view } = await learner.until(
    (now) => now.phase === 'decide' && now.moves.some((move) => move.closed !== null),
    ['elections-first'],
  );
  if (view.phase !== 'decide') throw new Error('no decision');
  await page.goto(learner.page);
  for (const move of view.moves) {
    const choice = page.locator('label.choice', { hasText: move.title });
    if (move.closed === null) await expect(choice.getByRole('radio')).toBeEnabled();
    else {
      await expect(choice.getByRole('radio')).toBeDisabled();
      await expect(choice).toContainText(move.closed);
      await expect(choice).toContainText('Not open here');
    }
  }
});

test.describe('nothing is given away', () => {
  test.skip(isPhone, 'what is sent is the same on every screen');

  /** Everything the server sends on the way to the last step of an attempt, and what it sends there. */
  async function told(
    page: Page,
    activity: string,
    form: Form,
    scripts: boolean,
  ): Promise<{ before: string; after: string }> {
    const bodies: string[] = [];
    const learner = await Learner.begin(page.request, activity, form);
    const get = async (address: string): Promise<void> => {
      bodies.push(await (await page.request.get(address, { headers: { accept: 'text/html' } })).text());
    };
    if (scripts) {
      page.on(
        'response',
        (response) =>
          void response.text().then(
            (text) => bodies.push(text),
            () => undefined,
          ),
      );
      await page.goto(learner.page, { waitUntil: 'networkidle' });
      expect(bodies.some((body) => body.includes('<!doctype html>'))).toBe(true);
      expect(bodies.length, 'the scripts are among them').toBeGreaterThan(1);
    }
    await get(activity);
    let now = await learner.stands();
    const last = (): boolean => now.view.phase === 'overview' || ('last' in now.view && now.view.last);
    for (; !last(); now = await learner.step()) {
      bodies.push(JSON.stringify(now));
      await get(learner.page);
      await get(`${learner.page}/__data.json`);
    }
    bodies.push(JSON.stringify(now));
    await get(learner.page);
    const before = bodies.join('\n');
    await learner.step();
    bodies.length = 0;
    await get(learner.page);
    return { before, after: bodies.join('\n') };
  }

  for (const [activity, file] of [
    [QUIZ, 'quizzes/reading-the-article.yaml'],
    [TRACK, 'scenarios/thaw/washington.yaml'],
  ] as const)
    test(`a test sends no explanation before its end (${file})`, async ({ page }) => {
      const whys = textsOf(authored(file), ['why', 'habit']).map(telltale);
      // Why a foreseen mistake is one is told to those who make it.
      const toAll = textsOf(authored(file), ['why', 'habit'], ['traps']).map(telltale);
      expect(whys.length).toBeGreaterThan(20);
      const { before, after } = await told(page, activity, 'sealed', true);
      expect(whys.filter((why) => before.includes(why))).toEqual([]);
      expect(
        toAll.filter((why) => !after.includes(why)),
        'all of them after it',
      ).toEqual([]);
    });

  test('what was done is nowhere before the debrief, and nothing is called the right move', async ({
    page,
  }) => {
    const track = authored('scenarios/thaw/washington.yaml') as { scenes: { done?: { text: string } }[] };
    const done = track.scenes.flatMap((scene) => (scene.done ? [telltale(scene.done.text)] : []));
    expect(done).toHaveLength(5);
    for (const form of ['open', 'sealed'] as const) {
      const { before, after } = await told(page, TRACK, form, form === 'sealed');
      expect(done.filter((text) => before.includes(text))).toEqual([]);
      expect(done.filter((text) => !after.includes(text))).toEqual([]);
      // The debrief says so itself, and its sentence lies in the script of every page.
      const claims = `${before}${after}`.replaceAll(/is not the right move/g, '');
      expect(claims.match(/.{0,40}\b(?:right|correct|best) move.{0,40}/gi)).toBeNull();
    }
  });
});

test('another move begins a branch that says it is one, is never scored, and leaves the first attempt as it was @nojs', async ({
  page,
  javaScriptEnabled,
  isMobile,
}) => {
  test.skip(!isMobile, 'a whole track is played: once with a script and once without');
  const learner = await Learner.begin(page.request, TRACK, 'sealed');
  await learner.until((view) => view.phase === 'done');
  await page.goto(learner.page);
  await settled(page, javaScriptEnabled);
  const original = await page.locator('main').innerText();
  await page.getByRole('button', { name: /^Try another move here.*28 February 2022; unscored/ }).click();
  await expect(page).not.toHaveURL(learner.page);
  await settled(page, javaScriptEnabled);
  expect(await phase(page)).toBe('decide');
  await expect(page.getByText(/unscored/i).first(), 'it says what it is').toBeVisible();
  const branch = new Learner(page.request, page.url().split('/').at(-1) ?? '');
  await branch.until((view) => view.phase === 'done', ['suspend-and-leave']);
  await page.goto(branch.page);
  await expect(page.getByText('Played again from a decision, unscored').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Source questions' })).toContainText('Unscored');
  await expect(page.getByRole('region', { name: 'Source questions' })).not.toContainText('points');

  await page.goto('/attempts');
  await expect(page.getByRole('listitem').filter({ hasText: 'unscored' })).toHaveCount(1);
  await expect(page.getByRole('listitem').filter({ hasText: /Test · [\d.]+ of 5 points/ })).toHaveCount(1);
  await page.goto(learner.page);
  await settled(page, javaScriptEnabled);
  // Endings met in the branch are listed as met: the path and the points are what must stay.
  const kept = (text: string): string =>
    (text.split('\nEndings\n')[0] ?? '').replaceAll(/^(\?|\d)$/gm, 'an ending of the graph');
  expect(kept(await page.locator('main').innerText())).toBe(kept(original));
});
