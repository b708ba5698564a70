// Tells the other windows of this browser that what the device holds has changed.

const CHANNEL = 'demarche';

/** `hear` is called when another window says so; a browser without channels tells nobody. */
export function listen(hear: () => void): { readonly tell: () => void; readonly close: () => void } {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = hear;
  return { tell: () => channel.postMessage('changed'), close: () => channel.close() };
}
