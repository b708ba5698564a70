// The app's own voice on every page: no loaded word of the article outside quotation marks, newsprint and titles of works.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'yaml';
import { loadedWordsIn } from '../../src/lib/domain/content/check/lexicon.ts';
import type { Lexicon } from '../../src/lib/domain/content/schema.ts';
import { COURSE } from './play.ts';
import { WALKS } from './walks.ts';

const file = join(import.meta.dirname, `../../src/content/courses/${COURSE}/lexicon.yaml`);
const { loaded } = parse(readFileSync(file, 'utf8')) as Lexicon;

/** Somebody else's words, by their markup. */
const OTHERS = 'q, blockquote, cite, .slip, .was, .reader p, script, style';

/** What a page says in its own voice, names for screen readers and titles included; a line for each block of text. */
const ownVoice = (page: Page): Promise<string> =>
  page.evaluate((others) => {
    const own = document.documentElement.cloneNode(true) as HTMLElement;
    for (const element of own.querySelectorAll(others)) element.replaceWith(' … ');
    const labels = [...own.querySelectorAll('[aria-label]')].map(
      (element) => element.getAttribute('aria-label') ?? '',
    );
    return [own.textContent, ...labels].join('\n');
  }, OTHERS);

test('the scan finds a loaded word, and lets a quoted one stand', () => {
  const found = (text: string): string[] => loadedWordsIn(text, loaded).map(({ phrase }) => phrase);
  expect(found('It was an attempted coup, they say.')).toContain('attempted coup');
  expect(found('The article says “attempted coup”.')).toEqual([]);
});

test.describe('in its own voice', () => {
  test.skip(({ isMobile }) => isMobile === true, 'the words are the same');

  for (const [name, walk] of Object.entries(WALKS))
    test(`${name}: no page uses a loaded word of the article`, async ({ page }) => {
      test.setTimeout(240_000);
      await walk(page, async (stop) => {
        const said = loadedWordsIn(await ownVoice(page), loaded).map(({ phrase }) => phrase);
        expect.soft(said, stop).toEqual([]);
      });
    });
});
