// Sends what waits on this device, once, from a page that has nothing else to do with it.
import { createOutbox, inBrowser } from './outbox.ts';
import { openStore } from './store.ts';
import { post } from './sync.ts';

export async function flush(): Promise<void> {
  const opened = await openStore();
  if (!opened.ok) return;
  const outbox = createOutbox({ ...inBrowser, store: opened.value.store, post, onchange: () => {} });
  await outbox.flush();
  // What is left waits for the next page, or for the network.
  outbox.close();
}
