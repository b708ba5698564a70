// Seeded chance: the same seed gives the same order in every runtime, so that a shuffle can be replayed.

/**
 * A generator of numbers in [0, 1) from a text seed.
 * Seeding by FNV-1a (Fowler, Noll, Vo), numbers by mulberry32 (T. Ettinger, public domain); neither is meant for secrets.
 */
export function seeded(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A new array in seeded order (Fisher–Yates, as given by Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const next = seeded(seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
