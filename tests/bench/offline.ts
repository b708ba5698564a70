// The app on the device, on a slow phone: the second visit and a start without a network, the script of the first
// question, and how long an answer takes to the disk.
import { statSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { step } from '../e2e/play.ts';
import { app, begin, run } from './app.ts';
import { sealedAnswers } from './answers.ts';
import {
  guest,
  launch,
  record,
  seen,
  slow,
  SLOW_PHONE,
  untilAnswerable,
  untilPlayed,
  watch,
  type Transfer,
} from './browser.ts';
import { median, percentile, ratio, table } from './print.ts';

const ROUNDS = 7;
const STEPS = 16;
const BARE = '/page.html';
/** The whole of a first question page, in kB (weight.ts). */
const FIRST_PAGE = 90;

interface Visit {
  readonly answerable: number;
  /** When the app's own player has taken over from the picture; of the bare page, when it can be answered. */
  readonly played: number;
  readonly blocked: number;
  /** Requests that went to the network before that. */
  readonly onTheWay: number;
  /** Scripts begun before that, by their addresses. */
  readonly scripts: readonly string[];
}

/** A browser that has been at `path` once, in peace, and has a worker now. */
async function visited(
  browser: Browser,
  url: string,
  path: string,
  cookie = '',
  there: (page: Page) => Promise<void> = async () => {},
): Promise<BrowserContext> {
  const context = await guest(browser, url, cookie);
  const page = await context.newPage();
  await page.goto(url + path, { waitUntil: 'networkidle' });
  // The first worker of all takes over the page it has come with.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await there(page);
  await page.close();
  return context;
}

/** Until this fact lies in the device's store. */
const untilKept = (page: Page, fact: string): Promise<unknown> =>
  page.evaluate(async (key) => {
    const got = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('the store cannot be read'));
      });
    const db = await got(indexedDB.open('demarche'));
    const there = () => got(db.transaction('meta').objectStore('meta').getKey(key));
    while ((await there()) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    db.close();
  }, fact);

/** Comes back on the slow phone; `cold` with a worker that has to be started. */
async function again(
  context: BrowserContext,
  address: string,
  cold: boolean,
  then: (page: Page) => Promise<void> = async () => {},
): Promise<Visit> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('ServiceWorker.enable');
  if (cold) await cdp.send('ServiceWorker.stopAllWorkers');
  const transfers = await record(cdp);
  await slow(cdp);
  await watch(page);
  const own: { url: string; at: number }[] = [];
  context.on('request', (request) => {
    if (request.serviceWorker() !== null) own.push({ url: request.url(), at: Date.now() });
  });
  const from: string[] = [];
  cdp.on('Network.responseReceived', ({ response }) => {
    if (response.fromServiceWorker === true) from.push(response.url);
  });
  await page.goto(address, { waitUntil: 'commit' });
  const isBare = address.endsWith(BARE);
  await (isBare ? untilAnswerable(cdp) : untilPlayed(cdp));
  const { answerable, blocked, ...rest } = await seen(page);
  const played = isBare ? answerable : rest.played;
  const began = await page.evaluate(() => performance.timeOrigin);
  const before = (t: Transfer): boolean => t.started < played && t.url.startsWith('http');
  const past = transfers.filter((t) => before(t) && !from.includes(t.url));
  const byWorker = own.filter(({ at }) => at < began + played);
  const scripts = transfers.filter((t) => before(t) && t.type === 'Script').map(({ url }) => url);
  await then(page);
  await page.close();
  return { answerable, played, blocked, onTheWay: past.length + byWorker.length, scripts };
}

/** Size on the wire of a built file, as it was compressed. */
const compressed = (url: string): number => statSync(`build/client${new URL(url).pathname}.br`).size;

/** How long each write of an answer takes, from its transaction to the word that it is on the disk. */
const timeWrites = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const writes: number[] = [];
    (window as unknown as { writes: number[] }).writes = writes;
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const made = transaction.call(this, stores, mode, options);
      const at = performance.now();
      if (mode === 'readwrite' && stores === 'events')
        made.addEventListener('complete', () => writes.push(performance.now() - at));
      return made;
    };
  });

async function written(context: BrowserContext, address: string): Promise<number[]> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PHONE.processor });
  await timeWrites(page);
  await page.goto(address);
  await page.locator('[data-judge="browser"]').waitFor();
  for (let n = 0; n < STEPS; n++) await step(page);
  const writes = await page.evaluate(() => (window as unknown as { writes: number[] }).writes);
  await page.close();
  return writes;
}

export async function offline(): Promise<void> {
  const { roundTrip, megabits, processor } = SLOW_PHONE;
  console.log(
    `\n## On the device, on a slow phone (${processor}× CPU, ${megabits} Mbit/s down, ${roundTrip} ms for each request), median of ${ROUNDS}\n`,
  );
  const { address } = await sealedAnswers();
  const bare = await run('tests/bench/bare/serve.mjs', {}, BARE);
  const server = await app();
  const browser = await launch();
  const runs: Record<'floor' | 'warmFloor' | 'second' | 'warm' | 'offline', Visit[]> = {
    floor: [],
    warmFloor: [],
    second: [],
    warm: [],
    offline: [],
  };
  const writes: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await visited(browser, bare.url, BARE);
      runs.floor.push(await again(plain, bare.url + BARE, true));
      runs.warmFloor.push(await again(plain, bare.url + BARE, false));
      await plain.close();

      const { attempt, cookie } = await begin(server.url, address, 'open');
      const question = `${server.url}/attempts/${attempt}`;
      const device = await visited(browser, server.url, `/attempts/${attempt}`, cookie, async (page) => {
        await page.locator('[data-judge="browser"]').waitFor();
        await untilKept(page, `still/${attempt}`);
      });
      runs.second.push(await again(device, question, true));
      runs.warm.push(await again(device, question, false));
      await device.setOffline(true);
      runs.offline.push(await again(device, question, false));
      writes.push(...(await written(device, question)));
      await device.close();
    }
  } finally {
    await browser.close();
    await server.stop();
    await bare.stop();
  }
  const of = (all: readonly Visit[], key: 'answerable' | 'played' | 'blocked'): number =>
    median(all.map((one) => one[key]));
  const row = (name: string, all: readonly Visit[], floor: readonly Visit[]): (string | number)[] => [
    name,
    Math.round(of(all, 'answerable')),
    ratio(of(all, 'answerable'), of(floor, 'answerable')),
    Math.round(of(all, 'played')),
    Math.max(...all.map(({ onTheWay }) => onTheWay)),
    Math.round(of(all, 'blocked')),
  ];
  console.log(
    table([
      [
        'a question that was here before',
        'answerable (ms)',
        'of the floor',
        'player there (ms)',
        'requests on the way',
        'blocked (ms)',
      ],
      row('bare script and worker (the floor), worker to be started', runs.floor, runs.floor),
      row('second visit, worker to be started', runs.second, runs.floor),
      row('bare script and worker (the floor), worker running', runs.warmFloor, runs.warmFloor),
      row('second visit, worker running', runs.warm, runs.warmFloor),
      row('without a network, worker running', runs.offline, runs.warmFloor),
      ['aim', 700, '', '', 0, ''],
    ]),
  );
  const scripts = [...new Set(runs.second.flatMap(({ scripts }) => scripts))];
  const bytes = scripts.reduce((sum, url) => sum + compressed(url), 0);
  console.log();
  console.log(
    table([
      ['script until the player is there', 'kB (brotli)', 'files'],
      ['on the device, from its own cache', (bytes / 1000).toFixed(1), scripts.length],
      ['budget: all of a first question page', FIRST_PAGE, ''],
    ]),
  );
  console.log();
  console.log(
    table([
      ['an answer to the disk (ms)', 'median', '99th percentile', 'of these'],
      [
        'one transaction, durability strict',
        median(writes).toFixed(1),
        percentile(writes, 0.99).toFixed(1),
        writes.length,
      ],
    ]),
  );
}
