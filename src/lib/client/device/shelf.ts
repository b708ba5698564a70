// What is kept on this device by choice: modules to be played and the article to be read, without a network.
import type { Catalogue, ShelfActivity } from '#lib/domain/content/catalogue.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { SourcePage } from '#lib/domain/content/reading.ts';
import { NotKept, type DeviceStore } from './kept.ts';

/** Beside the store: texts that are read and never written to. No version of the app throws it away. */
const CACHE = 'demarche-downloads';
const CATALOGUE = '/api/content';
const sourceAt = (course: string): string => `/api/content/source/${course}`;
const EMPTY: Catalogue = { courses: [] };

/** Null where the browser has no such thing, over plain http say. */
const cache = async (): Promise<Cache | null> => ('caches' in globalThis ? caches.open(CACHE) : null);
const read = async <T>(response: Response | undefined): Promise<T | null> =>
  response === undefined ? null : ((await response.json()) as T);

/** From the network, and kept; null where there is none. */
async function fetched(address: string): Promise<Response | null> {
  try {
    const response = await fetch(address);
    return response.ok ? response : null;
  } catch {
    return null;
  }
}

/** What there is to keep, as last heard of; the network is asked as well, and `newer` told. */
export async function catalogue(newer: (catalogue: Catalogue) => void): Promise<Catalogue> {
  const kept = await cache();
  const known = await read<Catalogue>(await kept?.match(CATALOGUE));
  const asking = fetched(CATALOGUE).then(async (response) => {
    if (response === null) return null;
    await kept?.put(CATALOGUE, response.clone()).catch(() => {});
    return (await response.json()) as Catalogue;
  });
  if (known === null) return (await asking) ?? EMPTY;
  void asking.then((now) => now !== null && newer(now));
  return known;
}

/** Courses whose source is here. */
export async function sourcesHere(): Promise<readonly string[]> {
  const keys = (await (await cache())?.keys()) ?? [];
  return keys.flatMap(({ url }) => /\/source\/([^/]+)$/.exec(url)?.[1] ?? []);
}

/** The source as it lies here; null where it does not. */
export const sourceHere = async (course: string): Promise<SourcePage | null> =>
  read<SourcePage>(await (await cache())?.match(sourceAt(course)));

/** Rejects with `NotKept` where there is no room, and with null where there is no network. */
export async function keepSource(course: string): Promise<void> {
  const response = await fetched(sourceAt(course));
  if (response === null) throw null;
  const kept = await cache();
  if (kept === null) throw new NotKept('missing');
  await kept.put(sourceAt(course), response).catch((fault: unknown) => {
    throw new NotKept('full', fault);
  });
}
export const dropSource = async (course: string): Promise<void> =>
  void (await (await cache())?.delete(sourceAt(course)));

/** Rejects as `keepSource` does. `arrived` hears how many bytes have come so far. */
export async function keepActivity(
  store: DeviceStore,
  course: string,
  { id, title, hash, bytes }: ShelfActivity,
  arrived: (bytes: number) => void,
): Promise<void> {
  const known = await store.content(hash);
  const artefact = known?.artefact ?? (await download(`/api/content/${hash}/open`, arrived));
  const content = { key: hash, artefact, course, activity: id, title, hash, bytes };
  await store.keepContent({ ...content, chosen: true, at: Date.now() });
  arrived(bytes);
}

async function download(address: string, arrived: (bytes: number) => void): Promise<OpenActivity> {
  const response = await fetched(address);
  if (response === null) throw null;
  let bytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, through) {
        bytes += chunk.byteLength;
        arrived(bytes);
        through.enqueue(chunk);
      },
    }),
  );
  try {
    return (await new Response(counted ?? null).json()) as OpenActivity;
  } catch {
    // Broken off on the way: nothing of it is kept.
    throw null;
  }
}
