// A look into the device's store without the library around it: for the worker and for the script of every page.
import type { HeldAttempt, HeldEvent } from '#lib/domain/sync/held.ts';
import type { WayBack } from './kept.ts';
import { isOf, stillKey, type Still } from './still.ts';

const DATABASE = 'demarche';
/** As many as are ever asked on one day (domain/review/plan.ts, too large for this script). */
const MOST_A_DAY = 20;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store cannot be read'));
  });

/** The database as it is; null where there is none, or where it may not be opened. Never makes one. */
function opened(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE);
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** What `look` finds in the store; `otherwise` where there is no store or it cannot be read. */
async function glance<T>(otherwise: T, look: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await opened();
  try {
    return db === null ? otherwise : await look(db);
  } catch {
    return otherwise;
  } finally {
    db?.close();
  }
}

const read = (db: IDBDatabase, store: string): IDBObjectStore =>
  db.transaction(store, 'readonly').objectStore(store);

/** Its key where it is there at all. */
const keyOf = (db: IDBDatabase, store: string, key: string): Promise<IDBValidKey | undefined> =>
  done(read(db, store).getKey(key));

/** The last of its events that is kept here. */
const lastOf = async (db: IDBDatabase, id: string): Promise<HeldEvent | undefined> => {
  const range = IDBKeyRange.bound([id, 0], [id, Infinity]);
  return (await done(read(db, 'events').openCursor(range, 'prev')))?.value as HeldEvent | undefined;
};

/**
 * How an attempt lies here. `first`: shown from here, and then the server is asked whether another device has gone on
 * with it. `else`: the server is asked first, for it has more to show of tests, of assigned work, of a review of today and
 * of what is over. `no`: it is not here, or is somebody else's.
 */
export interface Lying {
  readonly where: 'first' | 'else' | 'no';
  /** The picture of its present question, where it is shown from here and there is one. */
  readonly still: Still | null;
}

/** `version` is the one that a picture must be of. */
export const lies = (id: string, version: string): Promise<Lying> =>
  glance<Lying>({ where: 'no', still: null }, async (db) => {
    const [attempt, last, owner, still] = await Promise.all([
      done(read(db, 'attempts').get(id)) as Promise<HeldAttempt | undefined>,
      lastOf(db, id),
      done(read(db, 'meta').get('owner')) as Promise<string | null | undefined>,
      done(read(db, 'meta').get(stillKey(id))) as Promise<Still | undefined>,
    ]);
    if (attempt === undefined || (attempt.owner !== null && attempt.owner !== owner))
      return { where: 'no', still: null };
    const { begin, head, refused, base, content } = attempt;
    const practice = head.form === 'open' && head.work === null && head.review === null;
    const over = refused !== null || base.state.done || last?.ends === true;
    const here = practice && !over && (await keyOf(db, 'content', content)) !== undefined;
    // Of what began here no server knows yet.
    if (begin === null && !here) return { where: 'else', still: null };
    return {
      where: 'first',
      still: still !== undefined && isOf(still, version, attempt, last) ? still : null,
    };
  });

/** How many attempts of the present owner have something to be sent. */
export const waiting = (): Promise<number> =>
  glance(0, async (db) => {
    const keys = await done(read(db, 'events').index('unsent').getAllKeys());
    const owner = (await done(read(db, 'meta').get('owner'))) as string | null | undefined;
    const ids = new Set(keys.map((key) => (key as [string, number])[0]));
    const attempts = read(db, 'attempts');
    const found = await Promise.all(
      [...ids].map((id) => done(attempts.get(id) as IDBRequest<HeldAttempt | undefined>)),
    );
    return found.filter((one) => one !== undefined && (one.owner === null || one.owner === owner)).length;
  });

/** Notes who the server takes this browser for; another person's work is neither shown nor sent from then on. */
export const know = (owner: string | null, guest: boolean): Promise<void> =>
  glance(undefined, async (db) => {
    const meta = db.transaction('meta', 'readwrite').objectStore('meta');
    if ((await done(meta.get('owner'))) !== owner) await done(meta.put(owner, 'owner'));
    if ((await done(meta.get('guest'))) !== guest) await done(meta.put(guest, 'guest'));
    const way = (await done(meta.get('wayBack'))) as WayBack | null | undefined;
    if (way != null && (way.owner !== owner || !guest)) await done(meta.put(null, 'wayBack'));
  });

/** Whether whoever was last known here has a way back. */
export const mayComeBack = (): Promise<boolean> =>
  glance(false, async (db) => {
    const meta = read(db, 'meta');
    const way = (await done(meta.get('wayBack'))) as WayBack | null | undefined;
    return way != null && way.owner === (await done(meta.get('owner')));
  });

/** How many reviews have come due, as Today last wrote down when they would; never more than a day has. */
export const dueBy = (now: number): Promise<number | null> =>
  glance<number | null>(null, async (db) => {
    const due = (await done(read(db, 'meta').get('due'))) as readonly number[] | undefined;
    return due === undefined ? null : Math.min(MOST_A_DAY, due.filter((at) => at <= now).length);
  });
