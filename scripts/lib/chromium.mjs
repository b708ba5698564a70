// Finds a Chromium for the browser tests, and gets one where there is none.
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { projectNode, run } from './run.mjs';
import { Fault, say, step } from './say.mjs';

// The shell without windows does what the tests need with about half of the work.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** The path of an installed Chromium: CHROMIUM_PATH, else the first one on PATH or in its usual place. */
export function installedChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...FIXED].find(
    isExecutable,
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own Chromium, if it was downloaded and its system libraries are there. */
async function playwrightsOwn() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const path = chromium.executablePath();
  if (!existsSync(path)) return undefined;
  if (process.platform !== 'linux') return path;
  return (await run([path, '--version'], { quiet: true })).code === 0 ? path : undefined;
}

const hasApt = () =>
  process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** The path of a Chromium that can be started; gets one if need be, and throws a Fault when every way has failed. */
export async function ensureChromium() {
  const found = installedChromium() ?? (await playwrightsOwn());
  if (found) return found;

  // A download that says nothing for a minute will not come: behind some firewalls it hangs instead of failing.
  await step('Getting a Chromium through Playwright', () =>
    run([projectNode(), 'node_modules/@playwright/test/cli.js', 'install', 'chromium'], { silence: 60 }),
  );
  const downloaded = await playwrightsOwn();
  if (downloaded) return downloaded;

  if (hasApt()) {
    say('Playwright could not bring one: trying the packages of this system');
    await step('Installing Chromium', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const install = ['apt-get', 'install', '-y', '--no-install-recommends'];
      await run(['apt-get', 'update'], { quiet: true, env });
      const { code } = await run([...install, 'chromium-headless-shell'], { quiet: true, env });
      if (code !== 0) await run([...install, 'chromium'], { quiet: true, env });
    });
    const packaged = installedChromium();
    if (packaged) return packaged;
  }
  throw new Fault(
    'No Chromium for the browser tests: install Chromium or Chrome, or set CHROMIUM_PATH to its program file.',
  );
}
