// Carries what happens in a class to those of this process who watch it, and to the processes where others do.
import type { Happening } from '#lib/domain/live/board.ts';
import { createPeers, type ClassWord, type Peers, type Plain } from './peers.ts';

export interface Watcher {
  readonly hear: (happening: Happening) => void;
  /** Ends the watching: `moved` when newer watching of the same person took its place, so that it is not taken up again. */
  readonly end: (reason: 'moved' | 'stopping') => void;
}

type Make = () => Happening | Promise<Happening>;

export interface Hub {
  /** Tells all watchers of the class, here and elsewhere. */
  readonly publish: (inClass: string, happened: Plain) => void;
  /**
   * The same of what only `make` can say in full: the watchers here hear that, other processes the `word` for it. Costs
   * nothing where nobody watches: it is not even made.
   */
  readonly publishMade: (inClass: string, word: ClassWord, make: Make) => void;
  /** Tells the watchers of this process alone, as of what was heard from another. */
  readonly tell: (inClass: string, make: Make) => void;
  readonly isWatched: (inClass: string) => boolean;
  /** Watches a class; gives the way to stop. The oldest of a person's watchers gives way to one too many. */
  readonly watch: (inClass: string, person: string, watcher: Watcher) => () => void;
  /** Ends all watching, now and from now on: the server stops. */
  readonly close: () => void;
}

/** A browser opens six connections to one address at most, and needs one for everything else. */
export const MOST_OF_ONE = 5;

export function createHub(peers: Omit<Peers, 'listen'> = createPeers(null)): Hub {
  const classes = new Map<string, Set<Watcher>>();
  const people = new Map<string, Set<Watcher>>();
  let closed = false;

  const put = (all: Map<string, Set<Watcher>>, key: string, watcher: Watcher): void => {
    all.set(key, (all.get(key) ?? new Set()).add(watcher));
  };
  const drop = (all: Map<string, Set<Watcher>>, key: string, watcher: Watcher): void => {
    const those = all.get(key);
    those?.delete(watcher);
    if (those?.size === 0) all.delete(key);
  };

  const tell = (inClass: string, make: Make): void => {
    const watchers = classes.get(inClass);
    if (watchers === undefined) return;
    const all = (happening: Happening): void => {
      for (const watcher of watchers) watcher.hear(happening);
    };
    const happening = make();
    // What cannot be told now is in the snapshot that a watcher reads next.
    if (happening instanceof Promise) void happening.then(all, () => undefined);
    else all(happening);
  };
  const publishMade = (inClass: string, word: ClassWord, make: Make): void => {
    peers.tell(inClass, word);
    tell(inClass, make);
  };

  return {
    publish: (inClass, happened) => publishMade(inClass, happened, () => happened),
    publishMade,
    tell,
    isWatched: (inClass) => classes.has(inClass),
    watch(inClass, person, watcher) {
      if (!classes.has(inClass)) peers.watch(inClass);
      put(classes, inClass, watcher);
      put(people, person, watcher);
      const own = people.get(person);
      const [oldest] = own ?? [];
      if (own !== undefined && own.size > MOST_OF_ONE) oldest?.end('moved');
      if (closed) watcher.end('stopping');
      return () => {
        if (!(classes.get(inClass)?.has(watcher) ?? false)) return;
        drop(classes, inClass, watcher);
        drop(people, person, watcher);
        if (!classes.has(inClass)) peers.unwatch(inClass);
      };
    },
    close() {
      closed = true;
      for (const watchers of [...people.values()])
        for (const watcher of [...watchers]) watcher.end('stopping');
    },
  };
}
