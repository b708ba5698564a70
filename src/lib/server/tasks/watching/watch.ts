// The stream of events of a class: what a teacher's page shows, and then what changes of it, as long as it is watched.
import { Board, type Happening } from '#lib/domain/live/board.ts';
import { messageFor, wallMessageFor } from '#lib/domain/live/message.ts';
import { panelOf, type Panel } from '#lib/domain/live/panel.ts';
import { GONE_AFTER } from '#lib/domain/live/presence.ts';
import { isUnavailable } from '../../db/failures.ts';
import type { Services } from '../../services.ts';
import { hearingOf } from './presence.ts';
import { snapshotOf, watched, type WatchAsked } from './snapshot.ts';

/** Changes are gathered for so long: a class that answers at once is one message. */
const GATHER_MS = 200;
const BEAT_MS = 15_000;
/** With every so manieth beat the rights are asked for again, and the snapshot read anew. */
const BEATS_TO_CHECK = 4;
/** Beats that a reader may leave lying before it is taken for gone. */
const PATIENCE = 4;
const RETRY_MS = 3_000;
/** Whoever is unknown joined since, or was taken off the list: a class that joins at once is looked up once. */
const LOOK_AGAIN_MS = 1_000;
/** Messages that may wait for a slow reader; what changes meanwhile comes with the next one. */
const BACKLOG = 2;

export interface WatchStream extends WatchAsked {
  readonly wall: boolean;
  readonly clock: () => number;
  /** Whether the session that asked is still this person's. */
  readonly signedIn: () => Promise<boolean>;
}

/** Null when this person does not teach the class, or there is no such assignment to watch. */
export async function watchClass(
  services: Services,
  asked: WatchStream,
): Promise<ReadableStream<Uint8Array> | null> {
  const found = await watched(services, asked, asked.clock());
  if (found?.chosen == null) return null;
  const watching = new Watching(services, { ...asked, of: found.chosen.id });
  return new ReadableStream(
    {
      start: (controller) => watching.start(controller),
      pull: () => watching.catchUp(),
      cancel: () => watching.stop(),
    },
    { highWaterMark: BACKLOG },
  );
}

class Watching {
  readonly #services: Services;
  readonly #asked: WatchStream;
  readonly #encoder = new TextEncoder();
  #out: ReadableStreamDefaultController<Uint8Array> | null = null;
  #board: Board | null = null;
  #sent: Panel | null = null;
  /** What happens while the snapshot is read; null while none is. */
  #meanwhile: Happening[] | null = null;
  #soon: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;
  #beating: NodeJS.Timeout | undefined;
  #beats = 0;
  #unread = 0;
  /** Something was not sent, because the reader had enough to read. */
  #behind = false;
  #leave: () => void = () => undefined;

  constructor(services: Services, asked: WatchStream) {
    this.#services = services;
    this.#asked = asked;
  }

  async start(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.#out = controller;
    this.#write(`retry: ${RETRY_MS}\n\n`);
    this.#beating = setInterval(() => void this.#beat(), BEAT_MS);
    this.#leave = this.#services.hub.watch(this.#asked.class, this.#asked.person ?? '', {
      hear: (happening) => this.#hear(happening),
      end: (reason) => this.#end(reason === 'moved' ? 'moved' : null),
    });
    if (this.#out === null) this.#leave();
    await this.#read();
  }

  /** The reader has room again. */
  catchUp(): void {
    if (this.#behind) this.#send();
  }

  stop(): void {
    this.#out = null;
    clearTimeout(this.#soon);
    clearTimeout(this.#look);
    clearInterval(this.#beating);
    this.#leave();
  }

  /** With a reason the page does not come back; without one it does, after a while. */
  #end(reason: 'moved' | 'gone' | null): void {
    if (this.#out === null) return;
    if (reason !== null) this.#write(`event: over\ndata: ${reason}\n\n`);
    this.#out?.close();
    this.stop();
  }

  #write(text: string): void {
    this.#out?.enqueue(this.#encoder.encode(text));
  }

  #hear(happening: Happening): void {
    this.#meanwhile?.push(happening);
    if (this.#board === null) return;
    const known = this.#board.take(happening);
    if (!known) this.#look ??= setTimeout(() => void this.#read(), LOOK_AGAIN_MS);
    if (happening.type === 'left') setTimeout(() => this.#gather(), GONE_AFTER).unref();
    else this.#gather();
  }

  #gather(): void {
    if (this.#out !== null) this.#soon ??= setTimeout(() => this.#send(), GATHER_MS);
  }

  async #read(): Promise<void> {
    if (this.#out === null || this.#meanwhile !== null) return;
    clearTimeout(this.#look);
    this.#look = undefined;
    this.#meanwhile = [];
    const now = this.#asked.clock();
    try {
      const found = await watched(this.#services, this.#asked, now);
      if (found?.chosen == null) return this.#end('gone');
      const board = new Board(await snapshotOf(this.#services, found.taught, found.chosen, now));
      for (const happening of this.#meanwhile) board.take(happening);
      this.#board = board;
      this.#send();
    } catch (fault) {
      // What is known goes on being shown; the next beats try again.
      if (!isUnavailable(fault))
        this.#services.log.error({ err: fault }, 'a class that is watched was not read');
    } finally {
      this.#meanwhile = null;
    }
  }

  #send(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#board === null || this.#out === null) return;
    this.#behind = (this.#out.desiredSize ?? 0) <= 0;
    if (this.#behind) return;
    const panel = panelOf(this.#board, this.#asked.clock(), hearingOf(this.#services));
    const message = (this.#asked.wall ? wallMessageFor : messageFor)(this.#sent, panel);
    if (message === null) return;
    this.#sent = panel;
    this.#write(`event: panel\ndata: ${JSON.stringify(message)}\n\n`);
  }

  async #beat(): Promise<void> {
    this.#unread = (this.#out?.desiredSize ?? 0) > 0 ? 0 : this.#unread + 1;
    if (this.#unread > PATIENCE) return this.#end(null);
    if (this.#unread === 0) this.#write(': still here\n\n');
    this.#send();
    if (++this.#beats % BEATS_TO_CHECK !== 0) return;
    const signedIn = await this.#asked.signedIn().catch(() => true);
    if (signedIn) await this.#read();
    else this.#end('gone');
  }
}
