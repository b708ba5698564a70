// Canaries: texts of keys and explanations that must be in nothing sent before the answer is locked or the work is out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { parse } from 'yaml';

const course = join(import.meta.dirname, '../../src/content/courses/minsk-washington');
export const authored = (file: string): unknown => parse(readFileSync(join(course, file), 'utf8'));

/** Every text under one of these keys, however deep. */
export function textsOf(node: unknown, keys: readonly string[]): string[] {
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(keys.includes(key) && typeof value === 'string' ? [value.trim()] : []),
    ...textsOf(value, keys),
  ]);
}
const article = readFileSync(join(course, '../../sources/eadaily-2025-06-21/text.txt'), 'utf8');
/** The longest stretch of a text that looks the same in HTML, in JSON and in a script, and is not the article's own. */
export const telltale = (text: string): string =>
  text
    .split(/[^\p{L}\p{N} ,.:;-]/u)
    .filter((part) => !article.includes(part))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
    .trim();

/** Of every explanation in a file of the course, by the item it belongs to. */
export function canaries(file: string): ReadonlyMap<string, readonly string[]> {
  const { items } = authored(file) as { items: { id: string }[] };
  return new Map(items.map((item) => [item.id, textsOf(item, ['why', 'habit']).map(telltale)]));
}

/** Collects every byte that is sent to one person: pages, data, JSON, scripts, source maps. */
export class Bytes {
  readonly #bodies: string[] = [];
  #waiting: Promise<void>[] = [];

  /** All that a page loads from now on. */
  watch(page: Page): void {
    page.on('response', (response) => {
      this.#waiting.push(
        response.text().then(
          (text) => void this.#bodies.push(text),
          // A redirect has no body.
          () => undefined,
        ),
      );
    });
  }

  /** An address as the browser, as the framework's data request, and as a program asks for it. */
  async get(request: APIRequestContext, address: string): Promise<void> {
    for (const [path, accept] of [
      [address, 'text/html'],
      [`${address}/__data.json`, '*/*'],
      [address, 'application/json'],
    ] as const)
      this.add(await (await request.get(path, { headers: { accept }, failOnStatusCode: false })).text());
  }

  /** The scripts of a page and what lies beside them. */
  async scripts(request: APIRequestContext, address: string): Promise<void> {
    const html = await (await request.get(address)).text();
    const paths = new Set([...html.matchAll(/["'(](\/?_app\/[^"')\s]+\.js)/g)].map(([, path]) => path ?? ''));
    for (const path of paths)
      for (const one of [path, `${path}.map`])
        this.add(await (await request.get(one.startsWith('/') ? one : `/${one}`)).text());
  }

  add(body: string): void {
    this.#bodies.push(body);
  }

  async text(): Promise<string> {
    await Promise.all(this.#waiting);
    return this.#bodies.join('\n');
  }
}
