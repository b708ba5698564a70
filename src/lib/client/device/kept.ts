// What the device store offers, whichever way it is kept; and why there may be none.
import type { Playable } from '#lib/domain/content/compiled.ts';
import type { Mirror } from '#lib/domain/review/mirror.ts';
import type { Change, Held, HeldEvent, SetAside } from '#lib/domain/sync/held.ts';
import type { Still } from './still.ts';

/**
 * Why nothing can be kept on this device: `missing` no such storage, or forbidden here (some private windows);
 * `blocked` another tab still runs an older version; `newer` one has already made the store newer than this page;
 * `full` no room left; `broken` it cannot be read or written.
 */
export type NoStore = 'missing' | 'blocked' | 'newer' | 'full' | 'broken';

/** An artefact that attempts here are played from. */
export interface HeldContent {
  /** Its hash when it is open; `sealed/` and the attempt's id when it is that attempt's own. */
  readonly key: string;
  readonly artefact: Playable;
  readonly course: string;
  readonly activity: string;
  readonly title: string;
  readonly hash: string;
  /** Length as JSON. */
  readonly bytes: number;
  /** Downloaded by choice: kept until it is removed by choice. */
  readonly chosen: boolean;
  readonly at: number;
}

/** What one comes back by as a guest whom the browser has forgotten. */
export interface WayBack {
  readonly owner: string;
  readonly way: string;
  /** Asked for already, and to take its place: whether it does was never heard. */
  readonly next: string | null;
}

/** Small facts of the device by name. */
export interface Meta {
  /** Who the server last took this browser for. */
  readonly owner: string | null;
  /** Whether that one has no account yet. */
  readonly guest: boolean;
  readonly wayBack: WayBack | null;
  /** Milliseconds by which the server's clock is ahead of this one. */
  readonly offset: number;
  /** When the store was made: one that is newer than the note beside it has been emptied by the browser. */
  readonly made: number;
  /** The day of an exam as in "2026-06-01". */
  readonly exam: string | null;
  /** What the server last said of the owner's review. */
  readonly review: Mirror;
  /** When each of the next reviews comes, for the number on the icon. */
  readonly due: readonly number[];
}

/** Why a write failed; thrown by every writing method. */
export class NotKept extends Error {
  readonly why: NoStore;
  constructor(why: NoStore, cause?: unknown) {
    super(`not kept on this device: ${why}`, { cause });
    this.why = why;
  }
}

/** Every method that writes resolves once it is on the disk, and rejects with `NotKept` alone. */
export interface DeviceStore {
  /** False where all is gone when the page is closed. */
  readonly durable: boolean;
  readonly held: (attempt: string) => Promise<Held | null>;
  /** All attempts, the one touched last first. */
  readonly all: () => Promise<readonly Held[]>;
  /** Those with answers that the server has not acknowledged, the oldest first. */
  readonly waiting: () => Promise<readonly Held[]>;
  /** How many such answers. */
  readonly unsent: () => Promise<number>;
  /** One more event; false when its place is taken, by another tab or by the same event. */
  readonly append: (event: HeldEvent) => Promise<boolean>;
  /** Reads an attempt, and writes what follows from it, as one step; gives what `decide` gave beside. */
  readonly change: <T>(attempt: string, decide: (held: Held | null) => readonly [Change, T]) => Promise<T>;
  /** Answers that were not taken, of one attempt or of all. */
  readonly aside: (attempt?: string) => Promise<readonly SetAside[]>;
  /** Forgets those of one attempt: they were looked at. */
  readonly dropAside: (attempt: string) => Promise<void>;
  /** Keeps the picture of an attempt's question for its next visit; null takes it away. */
  readonly keepStill: (attempt: string, still: Still | null) => Promise<void>;
  /** Forgets an attempt with all that is held of it. */
  readonly forget: (attempt: string) => Promise<void>;
  readonly content: (key: string) => Promise<HeldContent | null>;
  readonly contents: () => Promise<readonly HeldContent[]>;
  readonly keepContent: (content: HeldContent) => Promise<void>;
  readonly dropContent: (key: string) => Promise<void>;
  readonly meta: <K extends keyof Meta>(name: K) => Promise<Meta[K] | null>;
  readonly setMeta: <K extends keyof Meta>(name: K, value: Meta[K]) => Promise<void>;
}
