// Registers the service worker, and says when a new version of it waits for its turn.

/** Browsers allow workers over https and on the machine itself; elsewhere there is no such thing as offline. */
export const canWork = (): boolean => window.isSecureContext && 'serviceWorker' in navigator;

/** `offer` is called when a version waits, now or later. */
export async function registered(offer: () => void): Promise<void> {
  if (!canWork()) return;
  try {
    const registration = await navigator.serviceWorker.register('/service-worker.js');
    const look = (): void => {
      // Without a controller the first version has just come, and takes over by itself.
      if (registration.waiting !== null && navigator.serviceWorker.controller !== null) offer();
    };
    look();
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', look),
    );
  } catch {
    // No worker, no offline; the page is what it was.
  }
}

/** How long the old version may take to end what it is doing, in ms. */
const HANDOVER = 3_000;

/** The person has asked for the new version: it takes over, and this page is loaded again with it. */
export async function useNew(): Promise<void> {
  const anew = (): void => location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', anew, { once: true });
  // Asked for now: the one that was offered may have made way for a newer one.
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.waiting?.postMessage('use');
  // What holds the old one up is most often this page, which goes with it.
  setTimeout(anew, HANDOVER);
}
