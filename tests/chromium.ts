// How every browser test starts Chromium: which program, and with which flags.
import { installedChromium } from '../scripts/lib/chromium.mjs';

const asRoot = process.getuid?.() === 0;
const executablePath = installedChromium();

export const launchOptions = {
  // Without one on this machine Playwright takes its own.
  ...(executablePath ? { executablePath } : {}),
  args: [
    // Chromium refuses its sandbox to root, as in most containers.
    ...(asRoot ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
