// Rate limits that hold across processes: how often something was tried, counted in the database.
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

/** Whether there were more tries than the limit allows; asking is no try. */
export async function isOver(db: Db, key: string, { most, per }: Limit, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('rate_limit')
    .select('count')
    .where('key', '=', key)
    .where('since', '>', now - per)
    .executeTakeFirst();
  return row !== undefined && row.count >= most;
}
