// Carries what happens in a class to those of this process who watch it. What another process records is seen when a
// watcher reads its snapshot again; a channel between processes would call `publish` here with what it hears.
import type { Happening } from '#lib/domain/live/board.ts';

export interface Watcher {
  readonly hear: (happening: Happening) => void;
  /** Ends the watching: `moved` when newer watching of the same person took its place, so that it is not taken up again. */
  readonly end: (reason: 'moved' | 'stopping') => void;
}

export interface Hub {
  /** Tells all watchers of the class. Costs nothing where nobody watches: `happening` is not even made. */
  readonly publish: (inClass: string, happening: () => Happening | Promise<Happening>) => void;
  /** Watches a class; gives the way to stop. The oldest of a person's watchers gives way to one too many. */
  readonly watch: (inClass: string, person: string, watcher: Watcher) => () => void;
  /** Ends all watching, now and from now on: the server stops. */
  readonly close: () => void;
}

/** A browser opens six connections to one address at most, and needs one for everything else. */
export const MOST_OF_ONE = 5;

export function createHub(): Hub {
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

  return {
    publish(inClass, make) {
      const watchers = classes.get(inClass);
      if (watchers === undefined) return;
      const tell = (happening: Happening): void => {
        for (const watcher of watchers) watcher.hear(happening);
      };
      const happening = make();
      // What cannot be told now is in the snapshot that a watcher reads next.
      if (happening instanceof Promise) void happening.then(tell, () => undefined);
      else tell(happening);
    },
    watch(inClass, person, watcher) {
      put(classes, inClass, watcher);
      put(people, person, watcher);
      const own = people.get(person);
      const [oldest] = own ?? [];
      if (own !== undefined && own.size > MOST_OF_ONE) oldest?.end('moved');
      if (closed) watcher.end('stopping');
      return () => {
        drop(classes, inClass, watcher);
        drop(people, person, watcher);
      };
    },
    close() {
      closed = true;
      for (const watchers of [...people.values()])
        for (const watcher of [...watchers]) watcher.end('stopping');
    },
  };
}
