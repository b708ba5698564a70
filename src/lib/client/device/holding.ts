// What is held of the attempt on the page, through a store that may fail under it: then in a new one, or in memory.
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';
import type { Base, Held, HeldEvent } from '#lib/domain/sync/held.ts';
import { NotKept, type DeviceStore, type HeldContent, type NoStore } from './kept.ts';
import { memoryStore } from './memory.ts';
import { reopenStore } from './store.ts';

/** What the page knows of its attempt, whatever the store does. */
export interface OnPage {
  readonly head: AttemptHead;
  readonly owner: string | null;
  readonly artefact: Playable;
  /** Where the artefact lies in the store. */
  readonly key: string;
  readonly base: Base;
}

/** The artefact as the store keeps it for an attempt that is played from it. */
export function contentOf({ head, artefact, key }: OnPage): HeldContent {
  const { course, activity, title, hash } = head;
  const bytes = JSON.stringify(artefact).length;
  return { key, artefact, course, activity, title, hash, bytes, chosen: false, at: Date.now() };
}

export class Holding {
  /** Why nothing is kept beyond this page; null where it is. */
  why: NoStore | null;
  /** True when what was kept here has been thrown away, before or under the page. */
  emptied: boolean;
  #store: DeviceStore;
  /** What the store last held of the attempt: put back where it is cleared under an open page. */
  #known: Held | null = null;
  #reopened = false;
  readonly #page: () => OnPage;
  readonly #onmoved: () => void;

  /** `onmoved` is called when another store has taken the place of this one. */
  constructor(
    opened: { readonly store: DeviceStore; readonly why: NoStore | null; readonly emptied: boolean },
    page: () => OnPage,
    onmoved: () => void,
  ) {
    this.#store = opened.store;
    this.why = opened.why;
    this.emptied = opened.emptied;
    this.#page = page;
    this.#onmoved = onmoved;
  }

  get store(): DeviceStore {
    return this.#store;
  }

  /** Does a piece of work with the store; where that fails, once more with the one that takes its place. */
  async with<T>(work: (store: DeviceStore) => Promise<T>): Promise<T> {
    for (;;)
      try {
        return await work(this.#store);
      } catch (fault) {
        if (!(fault instanceof NotKept) || !this.#store.durable) throw fault;
        await this.#move(fault.why);
      }
  }

  async held(): Promise<Held | null> {
    const held = await this.with((store) => store.held(this.#page().head.id));
    if (held !== null) this.#known = held;
    return held;
  }

  /** One more event lies in the store. */
  noted(event: HeldEvent): void {
    if (this.#known !== null) this.#known = { ...this.#known, events: [...this.#known.events, event] };
  }

  async #move(why: NoStore): Promise<void> {
    const known = (await this.#store.held(this.#page().head.id).catch(() => null)) ?? this.#known;
    this.#store = (why === 'broken' ? await this.#anew(known) : null) ?? (await this.#inMemory(why, known));
    this.#onmoved();
  }

  /** The store opened once more, once for a page, with what was cleared of this attempt put back; null where it fails again. */
  async #anew(known: Held | null): Promise<DeviceStore | null> {
    if (this.#reopened) return null;
    this.#reopened = true;
    const opened = await reopenStore();
    if (!opened.ok) return null;
    const { store } = opened.value;
    const page = this.#page();
    try {
      if (known === null || (await store.held(page.head.id)) !== null) return store;
      await store.change(page.head.id, () => [{ attempt: known.attempt, put: known.events }, null]);
      await store.keepContent(contentOf(page));
      await store.setMeta('owner', page.owner);
      this.emptied = true;
      return store;
    } catch {
      return null;
    }
  }

  async #inMemory(why: NoStore, known: Held | null): Promise<DeviceStore> {
    this.why = why;
    const { head, owner, key, base } = this.#page();
    const attempt = known?.attempt ?? {
      ...{ id: head.id, owner, head, content: key, begin: null, base },
      refused: null,
      touchedAt: Date.now(),
    };
    const memory = memoryStore();
    await memory.change(head.id, () => [{ attempt, put: known?.events ?? [] }, null]);
    return memory;
  }
}
