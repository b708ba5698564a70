// Takes over the page of an attempt that the server has rendered: the same player, from the same data.
import { flushSync, hydrate, type ComponentProps } from 'svelte';
import type { PlayerData } from '#lib/client/page.ts';
import { withParts } from './parts.ts';
import { doneOn } from './picture.ts';
import Playing from './Playing.svelte';

/** What the page brings beside its markup (routes/attempts/[attempt]/played.ts). */
export interface Served {
  readonly data: PlayerData;
  readonly guest: boolean;
  readonly form: ComponentProps<typeof Playing>['form'];
}

/** The attempt anew; null, and the page stays as it is, where the server cannot be reached or cannot say just now. */
async function anew(id: string): Promise<PlayerData | null> {
  try {
    const response = await fetch(`/api/attempts/${id}`, { headers: { accept: 'application/json' } });
    if (response.ok) return (await response.json()) as PlayerData;
    // Gone, or another person's by now: the server's page has the words for it.
    if (response.status === 404) location.reload();
  } catch {
    // No network.
  }
  return null;
}

async function takeOver(target: HTMLElement, { data, guest, form }: Served): Promise<void> {
  // Raw: the store on the device takes no proxies.
  let now = $state.raw(await withParts(data));
  const reload = async (): Promise<void> => {
    const later = await anew(data.head.id);
    if (later === null) return;
    await withParts(later).then(
      (whole) => (now = whole),
      // A browser does not ask again for a file that it could not get before, without a network: a new page does.
      () => location.reload(),
    );
  };
  const props = {
    get data() {
      return now;
    },
    guest,
    form,
    reload,
  };
  const again = doneOn(target);
  hydrate(Playing, { target, props });
  flushSync();
  again(target);
}

const target = document.querySelector<HTMLElement>('#attempt');
const served = document.querySelector('#served')?.textContent;
if (target !== null && served !== undefined) void takeOver(target, JSON.parse(served) as Served);
