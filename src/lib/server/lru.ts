// A bounded memory of what was used last. Nothing may depend on finding something in it.

export interface Lru<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  clear(): void;
  /** All of it, in no order. */
  entries(): [K, V][];
}

/** Keeps the entries used last: at most `size`, and never fewer than the last half of that. */
export function lru<K, V>(size: number): Lru<K, V> {
  // Two halves: the older one is dropped when the newer one is full. Moving an entry to the end of one Map at each use
  // would make that Map grow and be copied all the time.
  let newer = new Map<K, V>();
  let older = new Map<K, V>();
  function set(key: K, value: V): void {
    newer.set(key, value);
    if (newer.size * 2 < size) return;
    older = newer;
    newer = new Map();
  }
  return {
    get(key) {
      const value = newer.get(key);
      if (value !== undefined) return value;
      const before = older.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
    set,
    delete(key) {
      newer.delete(key);
      older.delete(key);
    },
    clear() {
      newer = new Map();
      older = new Map();
    },
    entries: () => [...older, ...newer],
  };
}
