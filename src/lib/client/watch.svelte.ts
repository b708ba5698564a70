// Keeps a panel up to date from the server's stream of events, and says whether it does.
import { taken, type Message } from '#lib/domain/live/message.ts';
import type { Panel } from '#lib/domain/live/panel.ts';

/** `paused` while the connection is being made again; `over` when it is not made again. */
export type Link = 'none' | 'updating' | 'paused' | 'moved' | 'gone';

const SAY_EVERY_MS = 5_000;

export class Watch {
  panel: Panel = $state.raw() as Panel;
  link: Link = $state.raw('none');
  /** What a screen reader is told of: not more often than it can be listened to. */
  said: string = $state.raw('');

  readonly #words: (panel: Panel) => string;
  #source: EventSource | null = null;
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: Panel, words: (panel: Panel) => string) {
    this.panel = panel;
    this.#words = words;
  }

  open(address: string): void {
    const source = new EventSource(address);
    this.#source = source;
    source.addEventListener('panel', (event) => {
      this.panel = taken(this.panel, JSON.parse(event.data as string) as Message);
      this.link = 'updating';
      this.#saying ??= setTimeout(() => {
        this.#saying = undefined;
        this.said = this.#words(this.panel);
      }, SAY_EVERY_MS);
    });
    source.addEventListener('over', (event) => this.#end(event.data === 'moved' ? 'moved' : 'gone'));
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) this.#end('gone');
      else this.link = 'paused';
    });
  }

  close(): void {
    this.#source?.close();
    clearTimeout(this.#saying);
  }

  #end(link: Link): void {
    this.close();
    this.link = link;
  }
}
