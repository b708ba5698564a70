// Hands the person the files that hold the answers which wait here.
import { answerFiles } from '#lib/client/device/answer-file.ts';
import type { Desk } from '#lib/client/device/desk.svelte.ts';

/** Saves what waits as one file, or as several where one could not be handed in; true when there was something. */
export async function saved({ store, owner }: Desk): Promise<boolean> {
  if (store === null) return false;
  const own = await answerFiles(store, owner, Date.now());
  // Begun before this device knew whose it is.
  const nobodys = owner === null ? [] : await answerFiles(store, null, Date.now());
  for (const { name, blob } of [...own, ...nobodys]) {
    const address = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has taken hold of it by the next turn.
    setTimeout(() => URL.revokeObjectURL(address));
  }
  return own.length + nobodys.length > 0;
}
