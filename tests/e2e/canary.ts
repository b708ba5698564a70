// Canaries: texts of keys and explanations that must be in nothing sent before the answer is locked or the work is out.
import type { APIRequestContext, Page } from '@playwright/test';
import { authored, telltale, textsOf } from './authored.ts';

/** Of every explanation in a file of the course, by the item it belongs to; `leftOut` names keys to pass over. */
export function canaries(
  file: string,
  leftOut: readonly string[] = [],
): ReadonlyMap<string, readonly string[]> {
  const { items } = authored(file) as { items: { id: string }[] };
  return new Map(items.map((item) => [item.id, textsOf(item, ['why', 'habit'], leftOut).map(telltale)]));
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
    const [path = '', query] = address.split('?');
    const data = `${path.replace(/\/$/, '')}/__data.json${query === undefined ? '' : `?${query}`}`;
    for (const [asked, accept] of [
      [address, 'text/html'],
      [data, '*/*'],
      [address, 'application/json'],
    ] as const)
      this.add(await (await request.get(asked, { headers: { accept }, failOnStatusCode: false })).text());
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
