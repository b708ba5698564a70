// The way back of a guest on this device: kept beside their answers, and looked for before what uses it is fetched.
import type { CameBack } from './come-back.ts';
import type { DeviceStore } from './kept.ts';

/** The one that is here already may have been used by now, and then the page knows of an older one. */
export async function keepWayBack(
  store: DeviceStore,
  owner: string,
  way: string | null | undefined,
): Promise<void> {
  if (typeof way !== 'string' || (await store.meta('wayBack'))?.owner === owner) return;
  await store.setMeta('wayBack', { owner, way, next: null });
}

/** Comes back as the guest who was here, if there is a way; a file that does not come is no network. */
export async function returned(store: DeviceStore): Promise<CameBack> {
  if ((await store.meta('wayBack')) === null) return 'no';
  const module = await import('./come-back.ts').catch(() => null);
  return module === null ? 'lost' : module.comeBack(store);
}
