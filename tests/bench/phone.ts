// A slow phone: when the first question can be answered, and how long a tap waits for its feedback.
import { copyFileSync, rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { app, begin } from './app.ts';
import { sealedAnswers } from './answers.ts';
import { guest, launch, record, seen, slow, SLOW_PHONE, watch, type Seen } from './browser.ts';
import { median, ratio, table } from './print.ts';

const ROUNDS = 5;
const FORM = 'build/client/bench-form.html';

interface Visit extends Seen {
  /** Requests the form has to wait for: the page and its style sheets. */
  readonly onTheWay: number;
  /** All requests begun before the form could be answered, deferred scripts and fonts among them. */
  readonly begun: number;
}

async function visit(
  browser: Browser,
  url: string,
  path: string,
  cookie: string,
  then?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const context = await guest(browser, url, cookie);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const transfers = await record(cdp);
  await slow(cdp);
  await watch(page);
  await page.goto(url + path, { waitUntil: 'networkidle' });
  const first = await seen(page);
  const before = transfers.filter((t) => t.started < first.answerable && !t.url.endsWith('favicon.svg'));
  const onTheWay = before.filter((t) => t.type === 'Document' || t.type === 'Stylesheet').length;
  await then?.(page);
  await context.close();
  return { ...first, onTheWay, begun: before.length };
}

/** From the tap on the button to the first frame that shows `what`, on the page's own clock. */
async function tap(page: Page, what: string): Promise<number> {
  await page.evaluate((selector) => {
    const timing = { at: 0, shown: 0 };
    (window as unknown as { timing: typeof timing }).timing = timing;
    document.addEventListener('click', (event) => (timing.at ||= event.timeStamp), { capture: true });
    // A message posted inside a frame arrives when that frame has been drawn.
    const drawn = new MessageChannel();
    drawn.port1.onmessage = () => (timing.shown = performance.now());
    const look = (): void => {
      if (timing.at > 0 && document.querySelector(selector) !== null) drawn.port2.postMessage(null);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, what);
  // The driver's own click walks the page first, which is not the learner's time.
  await page.locator('.actionbar .primary').evaluate((button: HTMLElement) => button.click());
  await page.waitForFunction(() => (window as unknown as { timing: { shown: number } }).timing.shown > 0);
  return page.evaluate(() => {
    const { at, shown } = (window as unknown as { timing: { at: number; shown: number } }).timing;
    return shown - at;
  });
}

const firstChoice = (page: Page): Promise<void> =>
  page.locator('input[name=choice]').first().check({ force: true });

export async function phone(): Promise<void> {
  const { roundTrip, megabits, processor } = SLOW_PHONE;
  console.log(
    `\n## A slow phone (${processor}× CPU, ${megabits} Mbit/s down, ${roundTrip} ms for each request), ${ROUNDS} rounds\n`,
  );
  const { address } = await sealedAnswers();
  copyFileSync('tests/bench/form.html', FORM);
  const server = await app();
  const browser = await launch();
  const floors: Visit[] = [];
  const visits: Visit[] = [];
  /** Of the first answer on a fresh page, of the second and of the third: all single choice. */
  const here: number[][] = [[], [], []];
  const there: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      floors.push(await visit(browser, server.url, '/bench-form.html', ''));
      const practice = await begin(server.url, address, 'open');
      visits.push(
        await visit(browser, server.url, `/attempts/${practice.attempt}`, practice.cookie, async (page) => {
          await page.locator('[data-judge="browser"]').waitFor();
          // A learner reads the question first; by then the second face has come.
          await page.waitForFunction(() => document.fonts.check('1rem Literata'));
          for (const taps of here) {
            await firstChoice(page);
            taps.push(await tap(page, '[data-phase="explain"]'));
            await page.locator('.actionbar .primary').click();
            await page.locator('[data-phase="ask"]').waitFor();
          }
        }),
      );
      const test = await begin(server.url, address, 'sealed');
      await visit(browser, server.url, `/attempts/${test.attempt}`, test.cookie, async (page) => {
        await page.locator('[data-judge="server"]').waitFor();
        const item = await page.locator('input[name=item]').first().inputValue();
        await firstChoice(page);
        there.push(await tap(page, `input[name=item]:not([value="${item}"])`));
      });
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(FORM, { force: true });
  }
  const of = (all: readonly Visit[], key: keyof Visit): number => median(all.map((one) => one[key]));
  const floor = of(floors, 'answerable');
  const row = (name: string, all: readonly Visit[]): (string | number)[] => [
    name,
    Math.round(of(all, 'answerable')),
    ratio(of(all, 'answerable'), floor),
    of(all, 'onTheWay'),
    of(all, 'begun'),
    Math.round(of(all, 'blocked')),
    of(all, 'shift').toFixed(3),
  ];
  console.log(
    table([
      [
        'page',
        'answerable (ms)',
        'of the floor',
        'requests on the way',
        'begun before',
        'blocked (ms)',
        'layout shift',
      ],
      row('hand-written static form, same server (the floor)', floors),
      row('first question of the quiz', visits),
      ['budget', '', '1.35×', 3, '', 200, '0.020'],
    ]),
  );
  console.log();
  console.log(
    table([
      ['tap to feedback', 'median (ms)', 'round trips', 'budget'],
      ...here.map((taps, i) => [
        `practice, judged in the browser, answer ${i + 1}`,
        Math.round(median(taps)),
        '',
        '80 ms',
      ]),
      [
        'test, judged by the server',
        Math.round(median(there)),
        (median(there) / roundTrip).toFixed(2),
        '1.3',
      ],
    ]),
  );
}
