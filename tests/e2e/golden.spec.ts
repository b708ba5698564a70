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

/** Offsets of both signs and of three quarters of an hour; digits, commas and small letters of their own. */
const PLACES = [
  { timezoneId: 'Pacific/Apia', locale: 'ar-EG' },
  { timezoneId: 'Asia/Kathmandu', locale: 'tr-TR' },
  { timezoneId: 'America/St_Johns', locale: 'de-DE' },
  { timezoneId: 'Europe/Minsk', locale: 'be-BY' },
] as const;

test('golden logs come to the same in Chromium as in Node, wherever it is', async ({ browser }, info) => {
  test.skip(info.project.name !== 'desktop', 'one Chromium is enough');
  const code = await bundled();
  expect(goldens.length).toBe(6);
  const wanted = goldens.map((golden) => JSON.parse(JSON.stringify(outcome(golden))) as object);
  for (const place of PLACES) {
    const context = await browser.newContext(place);
    const page = await context.newPage();
    await page.addScriptTag({ content: code });
    const inBrowser = await page.evaluate(
      (histories) => {
        const door = (window as unknown as { golden: { outcome: (one: unknown) => unknown } }).golden;
        return histories.map((history) => JSON.stringify(door.outcome(history)));
      },
      goldens as unknown as object[],
    );
    expect(
      inBrowser.map((text) => JSON.parse(text) as object),
      place.locale,
    ).toEqual(wanted);
    await context.close();
  }
});
