// Browser tests: the built app on a free loopback port with data of its own, on a phone and a desktop, with and without JavaScript.
import { defineConfig } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions } from './tests/chromium.ts';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

// Every worker loads this file again and must come to the same server: it inherits what the first load found.
if (!process.env.E2E_PORT) {
  process.env.E2E_PORT = String(await freePort());
  const made = mkdtempSync(join(tmpdir(), 'demarche-e2e-'));
  process.env.E2E_DATA_DIR = made;
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
}
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

// A test runs without JavaScript too when its title has @nojs; a file named *.nojs.spec.ts runs only without.
const NOJS_FILE = /\.nojs\.spec\.ts$/;
// Teachers work at a desk: their pages are held against a phone's width, light and touch by every-page.spec.ts alone.
const DESK_FILE =
  /(accounts|class|every-page|live|mail|paging|regrade|regrade-all|results|rights|roster)\.spec\.ts$/;
const withoutJs = { grep: /@nojs|\.nojs\.spec\.ts/ };

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: /\.spec\.ts$/,
  outputDir: 'test-results/browser',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // A machine that does other work besides takes its time; what never comes still fails.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/reports/browser.json' }],
  ],
  // Each context would fetch all that works without a network; the tests of being offline let it.
  use: { baseURL, launchOptions, screenshot: 'only-on-failure', serviceWorkers: 'block' },
  projects: [
    { name: 'desktop', testIgnore: NOJS_FILE, use: desktop },
    { name: 'phone', testIgnore: [NOJS_FILE, DESK_FILE], use: phone },
    // The way through without a script is the same at either width: it is walked on a phone, and all else at a desk.
    {
      name: 'desktop-nojs',
      ...withoutJs,
      testIgnore: /(loop|today)\.spec\.ts$/,
      use: { ...desktop, javaScriptEnabled: false },
    },
    {
      name: 'phone-nojs',
      ...withoutJs,
      testMatch: /(loop|today)\.spec\.ts$/,
      use: { ...phone, javaScriptEnabled: false },
    },
  ],
  webServer: {
    command: 'node scripts/start.mjs',
    url: `${baseURL}/healthz`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      PORT: process.env.E2E_PORT,
      HOST: '127.0.0.1',
      DATA_DIR: process.env.E2E_DATA_DIR ?? '',
      DATABASE_URL: '',
      ORIGIN: '',
      LOG_LEVEL: 'warn',
    },
  },
});
