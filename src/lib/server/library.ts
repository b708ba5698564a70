// The library: the bundled courses, and every content version an attempt was ever pinned to, by its hash.
import { played, type Policy } from '#lib/domain/attempt/policy.ts';
import type { Activity, Course, Form, Playable } from '#lib/domain/content/compiled.ts';
import { drawn } from '#lib/domain/content/draw.ts';
import { artefact } from '#lib/domain/content/redact.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import { narrowed, reviewablesOf, type Reviewables } from '#lib/domain/review/items.ts';
import { hashOf } from './content/hash.ts';
import type { Db } from './db/tables.ts';
import { lru } from './lru.ts';
import * as contents from './stores/contents.ts';

/** One activity as it was at one time. Its artefacts are made once: the machines built from them are kept by object. */
export interface Version {
  readonly hash: ContentHash;
  readonly activity: Activity;
  /**
   * What one attempt is made of: for a drawn quiz the items its seed chose, for a review the one question `item`, else
   * the same for all.
   */
  readonly dealt: (seed: string, item?: string | null) => Dealt;
  /** The whole activity as JSON, for the database. */
  readonly json: () => string;
  /** The open artefact as JSON, for browsers; there is no such thing for the sealed one. */
  readonly openJson: () => string;
  /** The same of one question alone; null where practice does not have it. */
  readonly openJsonOf: (item: string) => string | null;
}

/** An activity as one attempt has it, with its artefacts. */
export interface Dealt {
  readonly activity: Activity;
  readonly playable: (form: Form, policy?: Policy | null) => Playable;
}

export interface Library {
  /** By id, in the order in which they were loaded. */
  readonly courses: ReadonlyMap<string, Course>;
  /** The version of a bundled activity that new attempts are pinned to. */
  readonly current: (course: string, activity: string) => Version | null;
  /** The version with this hash: a bundled one, else one the database kept. */
  readonly version: (db: Db, hash: ContentHash) => Promise<Version | null>;
  /** The questions of the bundled courses that may come in review. */
  readonly reviewables: () => Reviewables;
}

/** Old versions held at once; the bundled ones are always there. */
const OLD_VERSIONS = 50;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Draws remembered for each version: those of the attempts under way. */
const DRAWS = 500;

function dealtOf(activity: Activity): Dealt {
  const open = once(() => artefact(activity, 'open'));
  const sealed = once(() => artefact(activity, 'sealed'));
  return { activity, playable: (form, policy = null) => played(form === 'open' ? open() : sealed(), policy) };
}

function versionOf(hash: ContentHash, activity: Activity): Version {
  const whole = dealtOf(activity);
  const draws = lru<string, Dealt>(DRAWS);
  const alone = new Map<string, Dealt>();
  /** Bounded by the questions of the activity: others leave nothing here. */
  const aloneWith = (item: string): Dealt | null => {
    const known = alone.get(item);
    const one = known === undefined ? narrowed(activity, item) : null;
    if (one === null) return known ?? null;
    const dealt = dealtOf(one);
    alone.set(item, dealt);
    return dealt;
  };
  return {
    hash,
    activity,
    dealt(seed, item = null) {
      if (item !== null) {
        const one = aloneWith(item);
        if (one === null) throw new Error(`practice at ${activity.id} has no question "${item}"`);
        return one;
      }
      const own = drawn(activity, seed);
      if (own === activity) return whole;
      const known = draws.get(seed) ?? dealtOf(own);
      draws.set(seed, known);
      return known;
    },
    json: once(() => JSON.stringify(activity)),
    openJson: once(() => JSON.stringify(whole.playable('open'))),
    openJsonOf(item) {
      const one = aloneWith(item);
      return one === null ? null : JSON.stringify(one.playable('open'));
    },
  };
}

export function createLibrary(bundle: readonly Course[]): Library {
  const courses = new Map(bundle.map((course) => [course.id, course]));
  const current = new Map<string, Version>();
  const bundled = new Map<ContentHash, Version>();
  for (const course of bundle)
    for (const [id, activity] of course.activities) {
      const version = versionOf(hashOf(activity), activity);
      current.set(`${course.id}/${id}`, version);
      bundled.set(version.hash, version);
    }
  const old = lru<ContentHash, Version>(OLD_VERSIONS);
  return {
    courses,
    current: (course, activity) => current.get(`${course}/${activity}`) ?? null,
    async version(db, hash) {
      const known = bundled.get(hash) ?? old.get(hash);
      if (known !== undefined) return known;
      const kept = await contents.find(db, hash);
      if (kept === null) return null;
      const version = versionOf(kept.hash, kept.activity);
      old.set(hash, version);
      return version;
    },
    reviewables: once(() => reviewablesOf(bundle.flatMap(({ activities }) => [...activities.values()]))),
  };
}
