// Begins practice on this device, with what is kept here; the judge is fetched when somebody does.
import type { Desk } from '#lib/client/device/desk.svelte.ts';
import { newCommandId } from '#lib/client/ids.ts';

/** The attempt's id; null where what it needs is not here, or cannot be written: the desk then knows why. */
export async function begun(desk: Desk, hash: string): Promise<string | null> {
  const { owner } = desk;
  const content = desk.contents.find(({ key }) => key === hash);
  if (content === undefined || content.artefact.form !== 'open') return null;
  const open = { ...content, artefact: content.artefact };
  const { beginHere } = await import('#lib/client/engine.ts');
  return desk.beginning(
    async (store) =>
      (await beginHere(store, { content: open, owner, now: Date.now(), newId: newCommandId })).id,
  );
}
