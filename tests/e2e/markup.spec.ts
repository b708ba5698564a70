// Markup in names, answers and reports, in a real browser: nothing of it runs, and no page asks for what its policy forbids.
import { expect, test, type BrowserContext } from '@playwright/test';
import { postForm } from './learner.ts';
import { signUp, visitor } from './people.ts';
import { assignModule, beginWork, joinAs, makeClass } from './school.ts';

const payload = (of: string): string => `"'></script><svg/onload=hit('${of}')>`;

/** What ran, and what a policy has kept from it, in any page of the context. */
async function watched(context: BrowserContext): Promise<readonly string[]> {
  const found: string[] = [];
  await context.exposeFunction('hit', (of: string) => void found.push(`ran: ${of}`));
  await context.exposeFunction('forbidden', (what: string) => void found.push(`forbidden: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const told = (window as unknown as { forbidden: (what: string) => void }).forbidden;
      told(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return found;
}

test('markup that people type is text in the browser, and no policy is offended', async ({
  browser,
  baseURL,
  isMobile,
}) => {
  test.skip(isMobile, 'markup knows no screen');
  const [teacher, pupil] = [await visitor(baseURL ?? ''), await visitor(baseURL ?? '')];
  await signUp(teacher, { name: payload('teacher') });
  const room = await makeClass(teacher, payload('class'));
  expect((await joinAs(pupil, room.code, payload('pupil'))).status()).toBe(303);
  const work = await assignModule(teacher, room, 'counted');
  const learner = await beginWork(pupil, work);
  const { position, view } = await learner.until(
    (view) => view.phase === 'ask' && view.asked.kind === 'fill',
  );
  const item = view.phase === 'ask' ? view.asked.id : '';
  const response = { kind: 'fill' as const, text: payload('answer') };
  expect((await learner.command({ type: 'respond', item, response }, position)).ok).toBe(true);
  await learner.until((view) => view.phase === 'done');
  const report = { item, reason: payload('report') };
  expect((await postForm(pupil, `${learner.page}?/report`, report)).status()).toBe(303);
  expect((await postForm(teacher, `${work}?/release`, {})).status()).toBe(303);
  const member = /\/members\/[\w-]+/.exec(await (await teacher.get(`${room.page}/gradebook`)).text())?.[0];

  for (const [request, paths] of [
    [
      teacher,
      ['', '/gradebook', '/live', '/reports', '/log', '/cards', '/roster', '/delete']
        .map((path) => room.page + path)
        .concat(work, `${work}/results`, `${work}/discuss/${item}?show=answers`, member ?? '', '/account'),
    ],
    [pupil, ['/work', work, learner.page, '/attempts', `/join/${room.code}`]],
  ] as const) {
    const context = await browser.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      storageState: await request.storageState(),
    });
    const found = await watched(context);
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      expect(found, path).toEqual([]);
    }
    await context.close();
  }
});
