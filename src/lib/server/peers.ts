// What the processes on one database tell one another: ids alone, and of a class only what somebody watches elsewhere.
import type { Happening } from '#lib/domain/live/board.ts';
import type { Heard } from '#lib/domain/live/presence.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Channel } from './db/channel.ts';

/** What happened in a class and needs no more than its ids to be told. */
export type Plain = Extract<Happening, { type: 'reported' | 'handled' | 'roster' }>;
/** What happened in a class, as it travels: where an attempt stands is read from the database by whoever hears of it. */
export type ClassWord =
  | Plain
  | { readonly type: 'step'; readonly attempt: AttemptId }
  | ({ readonly type: 'heard'; readonly attempt: AttemptId } & Heard);

type Word =
  /** A process begins, or was cut off: the others say again what they watch. */
  | { readonly type: 'hello' }
  /** Sessions were begun, ended or changed. */
  | { readonly type: 'sessions' }
  | { readonly type: 'watched' | 'unwatched'; readonly class: string }
  /** To the process that watches a class: from now on it is told. */
  | { readonly type: 'noted'; readonly class: string; readonly to: string }
  | { readonly type: 'in_class'; readonly class: string; readonly word: ClassWord };

/** What is done with what is heard. */
export interface Ears {
  /** What is remembered of sessions may no longer be so. */
  readonly sessions: () => void;
  /** Another process has begun to watch the class. */
  readonly watchedElsewhere: (inClass: string) => void;
  /** What happened in the class elsewhere before this was perhaps not told. */
  readonly noted: (inClass: string) => void;
  readonly inClass: (inClass: string, word: ClassWord) => void;
}

export interface Peers {
  /** Tells the processes where somebody watches the class. Costs nothing where there are none. */
  readonly tell: (inClass: string, word: ClassWord) => void;
  /** Somebody watches the class here, the first to do so. */
  readonly watch: (inClass: string) => void;
  /** The class was looked at here: for a minute it is told as if it were watched. */
  readonly glance: (inClass: string) => void;
  /** Nobody watches it here any more. */
  readonly unwatch: (inClass: string) => void;
  /** Sessions were begun, ended or changed. */
  readonly changedSessions: () => void;
  readonly listen: (ears: Ears) => void;
}

/** A process that dies says no goodbye: it is believed to watch for so many milliseconds after it last said so. */
const BELIEVED = 60_000;

/** Null where there can be no other process. */
export function createPeers(channel: Channel | null, clock: () => number = Date.now): Peers {
  const here = new Set<string>();
  const elsewhere = new Map<string, Map<string, number>>();

  const send = (word: Word): void => channel?.send(word);
  const sayWhatIsWatched = (): void => {
    for (const inClass of here) send({ type: 'watched', class: inClass });
  };
  const unwatched = (inClass: string, by: string): void => {
    const processes = elsewhere.get(inClass);
    processes?.delete(by);
    if (processes?.size === 0) elsewhere.delete(inClass);
  };
  const isWatched = (inClass: string): boolean => {
    const now = clock();
    for (const [by, until] of elsewhere.get(inClass) ?? []) {
      if (now < until) return true;
      unwatched(inClass, by);
    }
    return false;
  };

  function hear(word: Word, from: string, ears: Ears): void {
    switch (word.type) {
      case 'hello':
        for (const inClass of [...elsewhere.keys()]) unwatched(inClass, from);
        ears.sessions();
        return sayWhatIsWatched();
      case 'sessions':
        return ears.sessions();
      case 'watched': {
        const processes = elsewhere.get(word.class) ?? new Map<string, number>();
        const isNew = clock() >= (processes.get(from) ?? 0);
        elsewhere.set(word.class, processes.set(from, clock() + BELIEVED));
        if (!isNew) return;
        ears.watchedElsewhere(word.class);
        return send({ type: 'noted', class: word.class, to: from });
      }
      case 'unwatched':
        return unwatched(word.class, from);
      case 'noted':
        if (word.to === channel?.self) ears.noted(word.class);
        return;
      case 'in_class':
        return ears.inClass(word.class, word.word);
    }
  }

  return {
    tell(inClass, word) {
      if (isWatched(inClass)) send({ type: 'in_class', class: inClass, word });
    },
    watch(inClass) {
      here.add(inClass);
      send({ type: 'watched', class: inClass });
    },
    glance: (inClass) => send({ type: 'watched', class: inClass }),
    unwatch(inClass) {
      here.delete(inClass);
      send({ type: 'unwatched', class: inClass });
    },
    changedSessions: () => send({ type: 'sessions' }),
    listen(ears) {
      if (channel === null) return;
      channel.listen({
        // A word that is not known here is of a newer release, on its way to every process.
        hear: (word, from) => hear(word as Word, from, ears),
        opened() {
          ears.sessions();
          send({ type: 'hello' });
          sayWhatIsWatched();
          // What happened while nothing was heard.
          for (const inClass of here) ears.noted(inClass);
        },
        beat: sayWhatIsWatched,
      });
    },
  };
}
