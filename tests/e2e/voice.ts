// The app's own voice: what a page says outside quotation marks, newsprint and titles of works.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { loadedWordsIn } from '../../src/lib/domain/content/check/lexicon.ts';
import type { Lexicon } from '../../src/lib/domain/content/schema.ts';
import { COURSE } from './play.ts';

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

/** The loaded words of the article in a text, those in quotation marks left out. */
export const loadedIn = (text: string): string[] => loadedWordsIn(text, loaded).map(({ phrase }) => phrase);

/** The loaded words that a page uses in its own voice. */
export const loadedOn = async (page: Page): Promise<string[]> => loadedIn(await ownVoice(page));
