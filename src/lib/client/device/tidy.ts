// Takes away what this device need not hold any more: finished and delivered attempts of long ago, and what they were played from.
import { played } from '#lib/domain/attempt/policy.ts';
import type { Held } from '#lib/domain/sync/held.ts';
import { isOld, unneeded } from '#lib/domain/sync/old.ts';
import type { DeviceStore } from './kept.ts';
import { standing } from './practice.ts';

/** Nothing can be gone on with where the artefact is gone: the server has every step. */
async function isOver(store: DeviceStore, held: Held): Promise<boolean> {
  const content = await store.content(held.attempt.content);
  return content === null || standing(held, played(content.artefact, held.attempt.head.policy)).state.done;
}

/** How many attempts went. Never one with a step that waits, was set aside, or can still be gone on with. */
export async function tidied(store: DeviceStore, now: number): Promise<number> {
  const aside = new Set((await store.aside()).map(({ attempt }) => attempt));
  let gone = 0;
  for (const held of await store.all()) {
    const { id } = held.attempt;
    if (!isOld(held, now) || aside.has(id) || !(await isOver(store, held))) continue;
    await store.forget(id);
    gone++;
  }
  for (const key of unneeded(await store.contents(), await store.all(), now)) await store.dropContent(key);
  return gone;
}
