// Puts the app on the home screen: by the browser's own question where a page may ask for it, else by words.

/** Chromium's event (W3C, Manifest Incubations); the types of the DOM do not have it. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<unknown>;
}
const isPrompt = (event: Event): event is InstallPrompt => 'prompt' in event;

export class Installing {
  #prompt: InstallPrompt | null = $state.raw(null);
  #done = $state(false);

  constructor() {
    window.addEventListener('beforeinstallprompt', (event) => {
      if (!isPrompt(event)) return;
      // The browser would ask by itself, beside the button that does.
      event.preventDefault();
      this.#prompt = event;
    });
    window.addEventListener('appinstalled', () => (this.#done = true));
  }

  /** Null where the page was opened from there. */
  get way(): 'done' | 'asks' | 'safari' | 'menu' | null {
    if (this.#done) return 'done';
    if (matchMedia('(display-mode: standalone)').matches) return null;
    if (this.#prompt !== null) return 'asks';
    // Safari's own word, on phones and tablets alone.
    return 'standalone' in navigator ? 'safari' : 'menu';
  }

  /** The browser asks once for each of its events, so the button goes with the first tap; after a no there are words. */
  async ask(): Promise<void> {
    const prompt = this.#prompt;
    this.#prompt = null;
    // A browser that will not ask after all leaves the words.
    await prompt?.prompt().catch(() => undefined);
  }
}
