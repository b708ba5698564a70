// The golden histories through the browser's door: in Chromium they come to the very same as in Node.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { outcome, type Golden } from '../golden/golden.ts';

const folder = join(import.meta.dirname, '../golden');
const goldens = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden);

/** The same file that Node runs, bundled for a browser. */
async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(folder, 'golden.ts'), formats: ['iife'], name: 'golden' },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (output === undefined || !('output' in output)) throw new Error('the bundle was not made');
  return output.output[0].code;
}

test('golden logs come to the same in Chromium as in Node', async ({ browser }, info) => {
  test.skip(info.project.name !== 'desktop', 'one Chromium is enough');
  const page = await (await browser.newContext({ timezoneId: 'Pacific/Apia', locale: 'ar-EG' })).newPage();
  await page.addScriptTag({ content: await bundled() });
  expect(goldens.length).toBe(6);
  for (const golden of goldens) {
    const inBrowser = await page.evaluate(
      (history) => {
        const door = (window as unknown as { golden: { outcome: (one: unknown) => unknown } }).golden;
        return JSON.stringify(door.outcome(history));
      },
      golden as unknown as object,
    );
    expect(JSON.parse(inBrowser), golden.name).toEqual(JSON.parse(JSON.stringify(outcome(golden))));
  }
});
