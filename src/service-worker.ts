// The service worker: pages and files of the app on the device without a network. Pages that are somebody's are never kept.
import { version } from '$service-worker';
import { lies } from '#lib/client/device/glance.ts';
import type { Still } from '#lib/client/device/still.ts';
import { withStill } from '#lib/client/worker/shell.ts';
import { attemptAt, CACHES, keptCaches, LOOKS, wayOf } from '#lib/client/worker/ways.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const OWN = CACHES + version;
const SHELL = '/device';
/** The same, asking at once for all that an attempt is made of: one file would lead to the next, each through here. */
const FOR_ATTEMPTS = '/device?attempt';
/** Milliseconds; then a page that lies here is shown from here. */
const PATIENCE = 4_000;

/** Static routes (Service Workers, `InstallEvent.addRoutes`): not every browser has them yet. */
interface Routed extends ExtendableEvent {
  readonly addRoutes?: (rule: {
    readonly condition: { readonly urlPattern: string; readonly requestDestination: string };
    readonly source: 'cache';
  }) => Promise<void>;
}

/** Scripts come from the cache past this worker: half a dozen of them would queue for its one thread. */
const route = async (event: Routed): Promise<void> =>
  event.addRoutes?.({
    condition: { urlPattern: '/_app/immutable/*', requestDestination: 'script' },
    source: 'cache',
  });

async function fill(): Promise<void> {
  const cache = await caches.open(OWN);
  const list = await fetch(`/_app/immutable/device.${version}.json`);
  if (!list.ok) throw new Error('the list of files is not there');
  const { files, attempt } = (await list.json()) as Record<'files' | 'attempt', string[]>;
  await cache.addAll([...files, ...LOOKS]);
  // Without a cookie the server knows nobody; the shell is the same for all, and so it must stay.
  const shell = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' });
  const text = await shell.clone().text();
  const named = text.includes(`device.${version}.js`);
  if (!shell.ok || !named) throw new Error('the server has gone on to another version: it will come anew');
  const ahead = attempt.map((href) => `<link rel="modulepreload" href="${href}">`).join('');
  const { headers } = shell;
  await cache.put(FOR_ATTEMPTS, new Response(text.replace('<title>', `${ahead}<title>`), { headers }));
  await cache.put(SHELL, shell);
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  const kept = keptCaches(names, OWN);
  const old = names.filter((name) => name.startsWith(CACHES) && !kept.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

const lying = async (of: string): Promise<Response | undefined> => (await caches.open(OWN)).match(of);
const shell = async (of = SHELL): Promise<Response> =>
  (await lying(of)) ?? fetch(SHELL, { credentials: 'omit' });

/** From whichever version has it; what is asked for the first time is kept with this one. */
async function file(request: Request): Promise<Response> {
  const known = await caches.match(request, { ignoreVary: true });
  if (known !== undefined) return known;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(OWN);
    // No room is no reason to withhold the file.
    await cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}

/** From the network; the shell where there is none. */
const page = (request: Request): Promise<Response> => fetch(request).catch(() => shell());

/** The shell for an attempt with the picture of its question, where there is one. */
async function pictured(ready: Response | undefined, still: Still | null): Promise<Response> {
  if (ready === undefined) return shell();
  if (still === null) return ready;
  return new Response(withStill(await ready.text(), still), { headers: ready.headers });
}

async function attempt(request: Request, id: string, way: 'attempt' | 'shell'): Promise<Response> {
  // Both are nearly always wanted: neither waits for the other.
  const [{ where, still }, ready] = await Promise.all([lies(id, version), lying(FOR_ATTEMPTS)]);
  if (where === 'first' || way === 'shell') return pictured(ready, still);
  if (where === 'no') return page(request);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const response = await Promise.race([fetch(request).catch(() => null), late]);
  return response === null || response.status >= 500 ? shell(FOR_ATTEMPTS) : response;
}

worker.addEventListener('install', (event) => event.waitUntil(Promise.all([route(event), fill()])));
worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener('message', (event) => {
  // Sent when a person has tapped "Use it": never on our own, for pages of the old version may be in mid-question.
  if (event.data === 'use') event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { method, mode } = request;
  const address = new URL(request.url);
  const id = attemptAt(address.pathname);
  const way = wayOf({ method, mode, address, origin: worker.location.origin });
  switch (way) {
    case 'kept':
      return event.respondWith(file(request));
    case 'shell':
    case 'attempt':
      return event.respondWith(id === null ? shell() : attempt(request, id, way));
    case 'page':
    case 'posted':
      return event.respondWith(page(request));
  }
});
