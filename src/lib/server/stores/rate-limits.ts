// Rate limits that hold across processes: how often something was tried, and whose turn it is, kept in the database.
import { createHash } from 'node:crypto';
import type { Db } from '../db/tables.ts';

/** At most so many within so many milliseconds from the first. */
export interface Limit {
  readonly most: number;
  readonly per: number;
}

export type Allowed =
  | { readonly ok: true }
  /** `retryAfter`: whole seconds until the next try counts anew. */
  | { readonly ok: false; readonly retryAfter: number };

/** What is limited, and for whom; the database holds a hash, for an address of any kind is personal. */
export const limitKey = (what: string, whose: string): string =>
  createHash('sha256').update(`${what}\n${whose}`).digest('hex');

/** Counts one more try under the key, and says whether it may go on. Write it through `commit`. */
export async function limited(db: Db, key: string, { most, per }: Limit, now: number): Promise<Allowed> {
  const over = now - per;
  const { count, since } = await db
    .insertInto('rate_limit')
    .values({ key, count: 1, since: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        count: eb
          .case()
          .when('rate_limit.since', '<=', over)
          .then(1)
          .else(eb('rate_limit.count', '+', 1))
          .end(),
        since: eb
          .case()
          .when('rate_limit.since', '<=', over)
          .then(now)
          .else(eb.ref('rate_limit.since'))
          .end(),
      })),
    )
    .returning(['count', 'since'])
    .executeTakeFirstOrThrow();
  return count <= most ? { ok: true } : { ok: false, retryAfter: Math.ceil((since + per - now) / 1000) };
}

/** Forgets the tries under a key: the right person came through. */
export async function forgive(db: Db, key: string): Promise<void> {
  await db.deleteFrom('rate_limit').where('key', '=', key).execute();
}

/** How many tries count at this moment; asking is no try. */
export async function triesOf(db: Db, key: string, { per }: Limit, now: number): Promise<number> {
  const row = await db
    .selectFrom('rate_limit')
    .select('count')
    .where('key', '=', key)
    .where('since', '>', now - per)
    .executeTakeFirst();
  return row?.count ?? 0;
}

const turnOf = (key: string): string => `turn ${key}`;

/** Takes the turn under a key for so many milliseconds; false while somebody else has it. */
export async function takeTurn(db: Db, key: string, forMs: number, now: number): Promise<boolean> {
  const taken = await db
    .insertInto('rate_limit')
    .values({ key: turnOf(key), count: 1, since: now + forMs })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ since: now + forMs })
        .where('rate_limit.since', '<=', now),
    )
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Gives it back before its time. */
export const endTurn = (db: Db, key: string): Promise<void> => forgive(db, turnOf(key));
