// What a cold, compressed question page weighs, by kind of byte, and whether it asks any other host.
import { app, begin } from './app.ts';
import { sealedAnswers } from './answers.ts';
import { guest, launch, record, watch } from './browser.ts';
import { table } from './print.ts';

const BUDGETS = { way: 60, script: 90, fonts: 90 };
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

export async function weight(): Promise<void> {
  console.log('\n## A question page, cold, compressed\n');
  const { address } = await sealedAnswers();
  const server = await app();
  const browser = await launch();
  const rows: (string | number)[][] = [
    ['page', 'HTML + CSS (kB)', 'with all script (kB)', 'data (kB)', 'fonts (kB)', 'requests', 'other hosts'],
  ];
  for (const form of ['open', 'sealed'] as const) {
    const { attempt, cookie } = await begin(server.url, address, form);
    const context = await guest(browser, server.url, cookie);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const transfers = await record(cdp);
    await watch(page);
    await page.goto(`${server.url}/attempts/${attempt}`, { waitUntil: 'networkidle' });
    const sum = (...types: string[]): number =>
      transfers.filter((t) => types.includes(t.type)).reduce((total, t) => total + t.bytes, 0);
    const way = sum('Document', 'Stylesheet');
    rows.push([
      form === 'open' ? 'practice' : 'test',
      kilobytes(way),
      kilobytes(way + sum('Script')),
      kilobytes(sum('Fetch', 'XHR')),
      kilobytes(sum('Font')),
      transfers.length,
      transfers.filter((t) => !t.url.startsWith(server.url) && !t.url.startsWith('data:')).length,
    ]);
    await context.close();
  }
  await browser.close();
  await server.stop();
  rows.push(['budget', BUDGETS.way, BUDGETS.script, '', BUDGETS.fonts, '', 0]);
  console.log(table(rows));
}
