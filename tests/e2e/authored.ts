// What the authors of the bundled course have written: for tests that look for all of it, or for none of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Item, Quiz } from '../../src/lib/domain/content/schema.ts';
import { COURSE } from './play.ts';

const content = process.env.CONTENT_DIR || join(import.meta.dirname, '../../src/content');
const folder = join(content, 'courses', COURSE);

/** A file of the course. */
export const authored = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

/** Every quiz of the course. */
export const QUIZZES: readonly Quiz[] = readdirSync(join(folder, 'quizzes'))
  .sort()
  .map((file) => authored(`quizzes/${file}`) as Quiz);

/** The address of a quiz in whose practice a kind of item is asked. */
export function quizWith(kind: Item['kind']): string {
  const quiz = QUIZZES.find(({ items }) =>
    items.some((item) => item.kind === kind && item.pool === 'practice'),
  );
  if (quiz === undefined) throw new Error(`no quiz of the course has a practice item of kind ${kind}`);
  return `/courses/${COURSE}/${quiz.id}`;
}

/** Every text under one of these keys, however deep; nothing of what stands under a key to be left out. */
export function textsOf(node: unknown, keys: readonly string[], leftOut: readonly string[] = []): string[] {
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    leftOut.includes(key)
      ? []
      : [
          ...(keys.includes(key) && typeof value === 'string' ? [value.trim()] : []),
          ...textsOf(value, keys, leftOut),
        ],
  );
}

const article = readFileSync(join(content, 'sources/eadaily-2025-06-21/text.txt'), 'utf8');
/** The longest stretch of a text that looks the same in HTML, in JSON and in a script, and is not the article's own. */
export const telltale = (text: string): string =>
  text
    .split(/[^\p{L}\p{N} ,.:;-]/u)
    .filter((part) => !article.includes(part))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
    .trim();
