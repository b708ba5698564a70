// The device store in IndexedDB: every write is on the disk before it resolves, and each failure has a name.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import {
  touchedAt,
  type Held,
  type HeldAttempt,
  type HeldEvent,
  type SetAside,
} from '#lib/domain/sync/held.ts';
import { NotKept, type DeviceStore, type HeldContent, type Meta, type NoStore } from './kept.ts';
import { stillKey } from './still.ts';

export const DATABASE = 'demarche';
const VERSION = 1;
/** Beside the database: says that there was one. */
const NOTE = 'demarche-kept';
/** How long another tab may take to make room for a newer version. */
const PATIENCE = 3_000;

interface Schema extends DBSchema {
  content: { key: string; value: HeldContent };
  attempts: { key: string; value: HeldAttempt };
  events: { key: [string, number]; value: HeldEvent; indexes: { unsent: string } };
  aside: { key: string; value: SetAside; indexes: { attempt: string } };
  answers: { key: [string, string]; value: { readonly attempt: string; readonly item: string } };
  meta: { key: string; value: unknown };
}
type Database = IDBPDatabase<Schema>;

const nameOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'name' in fault ? String(fault.name) : '';

export function whyNot(fault: unknown): NoStore {
  switch (nameOf(fault)) {
    case 'QuotaExceededError':
      return 'full';
    case 'VersionError':
      return 'newer';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotSupportedError':
      return 'missing';
    default:
      return 'broken';
  }
}

function upgrade(db: Database): void {
  db.createObjectStore('content', { keyPath: 'key' });
  db.createObjectStore('attempts', { keyPath: 'id' });
  db.createObjectStore('events', { keyPath: ['attempt', 'position'] }).createIndex('unsent', 'unsent');
  db.createObjectStore('aside', { keyPath: 'id' }).createIndex('attempt', 'attempt');
  db.createObjectStore('answers', { keyPath: ['attempt', 'item'] });
  db.createObjectStore('meta');
}

const allOf = (attempt: string): IDBKeyRange => IDBKeyRange.bound([attempt, 0], [attempt, Infinity]);
const STRICT = { durability: 'strict' } as const;

/** Runs one piece of work; its fault, whatever it is, becomes a `NotKept`. */
async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof NotKept) throw fault;
    // There was a store, and the way to it is gone: it was cleared, or the browser has let go of it.
    const why = nameOf(fault) === 'InvalidStateError' ? 'broken' : whyNot(fault);
    throw new NotKept(why, fault);
  }
}

function storeOn(db: Database): DeviceStore {
  const eventsOf = (id: string): Promise<HeldEvent[]> => db.getAll('events', allOf(id));
  const heldById = async (id: string): Promise<Held | null> => {
    const [attempt, events] = await Promise.all([db.get('attempts', id), eventsOf(id)]);
    return attempt === undefined ? null : { attempt, events };
  };
  const some = async (attempts: readonly HeldAttempt[]): Promise<Held[]> =>
    Promise.all(attempts.map(async (attempt) => ({ attempt, events: await eventsOf(attempt.id) })));

  return {
    durable: true,
    held: (id) => kept(() => heldById(id)),
    all: () =>
      kept(async () => (await some(await db.getAll('attempts'))).sort((a, b) => touchedAt(b) - touchedAt(a))),
    waiting: () =>
      kept(async () => {
        const ids = new Set((await db.getAllKeysFromIndex('events', 'unsent')).map(([attempt]) => attempt));
        const found = await Promise.all([...ids].map(heldById));
        return found.filter((held) => held !== null).sort((a, b) => touchedAt(a) - touchedAt(b));
      }),
    unsent: () => kept(() => db.countFromIndex('events', 'unsent')),
    append: (event) =>
      kept(async () => {
        const trx = db.transaction('events', 'readwrite', STRICT);
        try {
          await Promise.all([trx.store.add(event), trx.done]);
          return true;
        } catch (fault) {
          await trx.done.catch(() => {});
          if (nameOf(fault) === 'ConstraintError') return false;
          throw fault;
        }
      }),
    change: (id, decide) =>
      kept(async () => {
        const trx = db.transaction(['attempts', 'events', 'aside'], 'readwrite', STRICT);
        const [attempts, events, aside] = [
          trx.objectStore('attempts'),
          trx.objectStore('events'),
          trx.objectStore('aside'),
        ];
        const [attempt, all] = await Promise.all([attempts.get(id), events.getAll(allOf(id))]);
        const [change, told] = decide(attempt === undefined ? null : { attempt, events: all });
        await Promise.all([
          ...(change.remove ?? []).map((position) => events.delete([id, position])),
          ...(change.put ?? []).map((event) => events.put(event)),
          ...(change.aside ?? []).map((answer) => aside.put(answer)),
          ...(change.attempt === undefined ? [] : [attempts.put(change.attempt)]),
          trx.done,
        ]);
        return told;
      }),
    aside: (attempt) =>
      kept(() =>
        attempt === undefined ? db.getAll('aside') : db.getAllFromIndex('aside', 'attempt', attempt),
      ),
    dropAside: (id) =>
      kept(async () => {
        const trx = db.transaction('aside', 'readwrite', STRICT);
        const ids = await trx.store.index('attempt').getAllKeys(id);
        await Promise.all([...ids.map((key) => trx.store.delete(key)), trx.done]);
      }),
    keepStill: (id, still) =>
      kept(async () => {
        if (still === null) await db.delete('meta', stillKey(id));
        else await db.put('meta', still, stillKey(id));
      }),
    forget: (id) =>
      kept(async () => {
        const trx = db.transaction(['attempts', 'events', 'aside', 'meta'], 'readwrite', STRICT);
        const ids = await trx.objectStore('aside').index('attempt').getAllKeys(id);
        await Promise.all([
          trx.objectStore('attempts').delete(id),
          trx.objectStore('meta').delete(stillKey(id)),
          trx.objectStore('events').delete(allOf(id)),
          ...ids.map((key) => trx.objectStore('aside').delete(key)),
          trx.done,
        ]);
      }),
    content: (key) => kept(async () => (await db.get('content', key)) ?? null),
    contents: () => kept(() => db.getAll('content')),
    keepContent: (content) =>
      kept(async () => {
        await db.put('content', content);
      }),
    dropContent: (key) => kept(() => db.delete('content', key)),
    meta: <K extends keyof Meta>(name: K) =>
      kept(async () => ((await db.get('meta', name)) as Meta[K] | undefined) ?? null),
    setMeta: (name, value) =>
      kept(async () => {
        // What one comes back by is of use when the power has failed.
        const trx = db.transaction('meta', 'readwrite', name === 'wayBack' ? STRICT : {});
        await Promise.all([trx.store.put(value, name), trx.done]);
      }),
  };
}

export interface Opened {
  readonly store: DeviceStore;
  /** True when the browser has thrown away what was kept here before. */
  readonly emptied: boolean;
}

/** The note that a store was made here once. Where it cannot be written, emptiness cannot be told from a first visit. */
function noted(made: number): number | null {
  try {
    const before = localStorage.getItem(NOTE);
    localStorage.setItem(NOTE, String(made));
    return before === null ? null : Number(before);
  } catch {
    return null;
  }
}

async function open(now: number): Promise<Result<Opened, NoStore>> {
  if (typeof indexedDB === 'undefined') return err('missing');
  let given: Database | null = null;
  try {
    const opening = openDB<Schema>(DATABASE, VERSION, {
      upgrade,
      // Another tab has a newer version: this one lets go, and what it writes from now on fails with a name.
      blocking: () => given?.close(),
    });
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
    given = await Promise.race([opening, late]);
    if (given === null) {
      void opening.then(
        (db) => db.close(),
        () => {},
      );
      return err('blocked');
    }
    const before = (await given.get('meta', 'made')) as number | undefined;
    if (before === undefined) await given.put('meta', now, 'made');
    const note = noted(before ?? now);
    return ok({ store: storeOn(given), emptied: before === undefined && note !== null });
  } catch (fault) {
    given?.close();
    return err(whyNot(fault));
  }
}

let opened: Promise<Result<Opened, NoStore>> | null = null;

/** Opens the store, once for a page; asking again after a failure tries again. Never throws. */
export async function openStore(now: number = Date.now()): Promise<Result<Opened, NoStore>> {
  opened ??= open(now);
  const outcome = await opened;
  if (!outcome.ok) opened = null;
  return outcome;
}

/** Opens it once more, where the way to it was lost. Never throws. */
export function reopenStore(): Promise<Result<Opened, NoStore>> {
  opened = null;
  return openStore();
}

/**
 * Asks the browser not to throw away what is kept here. Some ask the person, so it is asked once there is something.
 * True when it promises so; false where it does not, or cannot be asked.
 */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
