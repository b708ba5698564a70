// What lies on this device, for the pages of the app that show it: read at the start and whenever it has changed.
import type { Catalogue } from '#lib/domain/content/catalogue.ts';
import { ownOf, refusedRows, shelfOf, waitingRows } from '#lib/domain/sync/rows.ts';
import type { Held, SetAside } from '#lib/domain/sync/held.ts';
import { isOld } from '#lib/domain/sync/old.ts';
import { NotKept, type DeviceStore, type HeldContent, type NoStore } from './kept.ts';
import { createOutbox, inBrowser, wakeWithBrowser, type Outbox } from './outbox.ts';
import { catalogue, sourcesHere } from './shelf.ts';
import { openStore } from './store.ts';
import { post } from './sync.ts';

const NOTHING: Catalogue = { courses: [] };

export class Desk {
  online: boolean = $state(true);
  /** Why nothing can be kept here; null where it can. */
  trouble: NoStore | null = $state.raw(null);
  /** True when the browser has thrown away what was kept here. */
  emptied: boolean = $state.raw(false);
  sending: boolean = $state.raw(false);
  catalogue: Catalogue = $state.raw(NOTHING);
  sources: readonly string[] = $state.raw([]);
  contents: readonly HeldContent[] = $state.raw([]);
  #own: readonly Held[] = $state.raw([]);
  #aside: readonly SetAside[] = $state.raw([]);

  readonly waiting = $derived(waitingRows(this.#own));
  readonly refused = $derived(refusedRows(this.#own, this.#aside));
  readonly shelf = $derived(
    shelfOf(
      this.catalogue,
      this.contents.map(({ key }) => key),
      this.#own,
    ),
  );

  owner: string | null = null;
  /** Null where nothing can be kept. */
  store: DeviceStore | null = null;
  #outbox: Outbox | null = null;

  /** Opens the store, reads it, and sends what waits whenever that can be. Never throws. */
  async open(): Promise<void> {
    const network = (): void => void (this.online = navigator.onLine);
    network();
    addEventListener('online', network);
    addEventListener('offline', network);
    const opened = await openStore();
    if (opened.ok) {
      const { store, emptied } = opened.value;
      this.store = store;
      this.emptied = emptied;
      this.#outbox = createOutbox({ ...inBrowser, store, post, onchange: () => void this.look() });
      wakeWithBrowser(this.#outbox);
    } else this.trouble = opened.error;
    this.catalogue = await catalogue((newer) => (this.catalogue = newer));
    await this.look();
    if (this.waiting.length > 0) this.#outbox?.wake();
    void this.#tidy();
    // Back from a question by the browser's own button: what was answered meanwhile is here too.
    addEventListener('pageshow', ({ persisted }) => persisted && void this.look());
  }

  /** Reads anew what is kept. */
  async look(): Promise<void> {
    const { store } = this;
    try {
      this.sources = await sourcesHere();
      if (store === null) return;
      this.owner = await store.meta('owner');
      const [all, aside, contents] = await Promise.all([store.all(), store.aside(), store.contents()]);
      this.#own = ownOf(all, this.owner);
      this.#aside = aside;
      this.contents = contents;
    } catch (fault) {
      this.#failed(fault);
    }
  }

  /** Begins something that must be written first; null where it is not, and then it is said why. */
  beginning = async <T>(begin: (store: DeviceStore) => Promise<T>): Promise<T | null> => {
    try {
      return this.store === null ? null : await begin(this.store);
    } catch (fault) {
      this.#failed(fault);
      return null;
    }
  };

  #failed(fault: unknown): void {
    this.trouble = fault instanceof NotKept ? fault.why : 'broken';
  }

  /** What is over, delivered and old goes; the judge is fetched only where something may. */
  async #tidy(): Promise<void> {
    const { store } = this;
    const old = this.#own.some((held) => isOld(held, Date.now()));
    if (store === null || !old) return;
    const tidy = await import('./tidy.ts').catch(() => null);
    await tidy?.tidied(store, Date.now()).catch(() => 0);
    await this.look();
  }

  send = async (): Promise<void> => {
    this.sending = true;
    await this.#outbox?.flush();
    await this.look();
    this.sending = false;
  };

  /** Answers that were not taken have been looked at. */
  forget = async (attempt: string): Promise<void> => {
    await this.store?.dropAside(attempt).catch(() => {});
    await this.look();
  };
}
