// A Chromium for the benches: cold, phone-sized, its network and processor slowed, every byte and shift counted.
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { launchOptions } from '../chromium.ts';

/** Slow 4G and a phone's processor; the network is that of the figures for other programs, so they can be compared. */
export const SLOW_PHONE = { roundTrip: 562, megabits: 1.44, processor: 4 };

export interface Transfer {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
  /** Milliseconds after the navigation began. */
  readonly started: number;
}

export const launch = (): Promise<Browser> => chromium.launch(launchOptions);

/** A new, empty profile with one guest's cookie. */
export async function guest(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const [name, ...value] = cookie.split('=');
  if (name !== undefined && name !== '') await context.addCookies([{ name, value: value.join('='), url }]);
  return context;
}

/** Slows a page's network and processor down, for all requests from now on. */
export async function slow(cdp: CDPSession): Promise<void> {
  const bytesPerSecond = (SLOW_PHONE.megabits * 1e6) / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW_PHONE.roundTrip,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PHONE.processor });
}

/** Every transfer of a page with its size on the wire. */
export async function record(cdp: CDPSession): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  const started = new Map<string, { url: string; type: string; at: number }>();
  let first: number | null = null;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type, timestamp }) => {
    first ??= timestamp;
    started.set(requestId, { url: request.url, type: type ?? 'Other', at: (timestamp - first) * 1000 });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const begun = started.get(requestId);
    if (begun !== undefined)
      transfers.push({ url: begun.url, type: begun.type, bytes: encodedDataLength, started: begun.at });
  });
  await cdp.send('Network.enable');
  return transfers;
}

export interface Seen {
  /** Milliseconds from the start of the navigation to a drawn form that can be answered. */
  readonly answerable: number;
  /** The same to the frame in which the app's own player is drawn, be it after a picture; 0 where there is none. */
  readonly played: number;
  readonly shift: number;
  /** Time beyond 50 ms of each long task, summed. */
  readonly blocked: number;
}

/** Watches a page from its first moment: when its form can be answered, how much it shifts, how long it blocks. */
export const watch = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen = { answerable: 0, played: 0, shift: 0, blocked: 0 };
    (window as unknown as { seen: typeof seen }).seen = seen;
    const look = (): void => {
      const button = document.querySelector('button[form]:not([disabled]), form button:not([disabled])');
      const field = document.querySelector('form input[type=radio]');
      // Two frames: the one in which it stands, and the next, when that one has been drawn.
      if (button !== null && field !== null && button.getClientRects().length > 0)
        requestAnimationFrame(() => (seen.answerable = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const lookForPlayer = (): void => {
      if (document.querySelector('[data-judge]:not([data-still])') !== null)
        requestAnimationFrame(() => (seen.played = performance.now()));
      else requestAnimationFrame(lookForPlayer);
    };
    requestAnimationFrame(lookForPlayer);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.blocked += Math.max(0, entry.duration - 50);
    }).observe({ type: 'longtask', buffered: true });
  });

/** Asked in the protocol's own words: Playwright would first bring a script of its own, on the page's slowed processor. */
const until = (cdp: CDPSession, moment: 'answerable' | 'played'): Promise<unknown> =>
  cdp.send('Runtime.evaluate', {
    expression: `new Promise((done) => { const look = () => window.seen?.${moment} > 0 ? done() : requestAnimationFrame(look); look(); })`,
    awaitPromise: true,
  });
export const untilAnswerable = (cdp: CDPSession): Promise<unknown> => until(cdp, 'answerable');
/** Until it can be answered and its player is there. */
export const untilPlayed = (cdp: CDPSession): Promise<unknown> =>
  Promise.all([until(cdp, 'answerable'), until(cdp, 'played')]);

export const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => (window as unknown as { seen: Seen }).seen);
