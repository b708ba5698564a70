// An attempt as it lies on this device: read, and put on the page at its present step.
import { flushSync, mount } from 'svelte';
import type { DeviceStore } from '#lib/client/device/kept.ts';
import { openStore } from '#lib/client/device/store.ts';
import { resumeHere } from '#lib/client/engine.ts';
import { newCommandId } from '#lib/client/ids.ts';
import Attempt from './Attempt.svelte';
import { withParts } from './parts.ts';
import { doneOn } from './picture.ts';

/** The judge of what is due is fetched when somebody asks for it. */
async function next(store: DeviceStore): Promise<string | null> {
  const { nextReview } = await import('#lib/client/device/review.ts');
  const id = await nextReview(store).catch(() => null);
  return id === null ? null : `/device/attempts/${id}`;
}

/** False where this device does not have it, or may not show it to who is here now. */
export async function showAttempt(target: Element, id: string): Promise<boolean> {
  const opened = await openStore();
  if (!opened.ok) return false;
  const { store } = opened.value;
  const [data, owner, guest] = await Promise.all([
    resumeHere(store, id, newCommandId),
    store.meta('owner'),
    store.meta('guest'),
  ]);
  if (data === null || (data.owner !== null && data.owner !== owner)) return false;
  const whole = await withParts(data);
  const still = target.querySelector<HTMLElement>('[data-still]');
  const again = still === null ? null : doneOn(still);
  target.replaceChildren();
  // To sign up takes a network.
  const props = {
    data: whole,
    guest: guest === true && navigator.onLine,
    pictured: still !== null,
    onnext: () => next(store),
  };
  mount(Attempt, { target, props });
  const player = target.querySelector<HTMLElement>('[data-judge]');
  if (again !== null && player !== null) {
    // All in one task: no frame shows the one without the other.
    flushSync();
    again(player);
  }
  return true;
}
