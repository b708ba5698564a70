// Links that make a co-teacher: each is used once and runs out; the database knows the hash alone.
import type { Db } from '../db/tables.ts';

export async function create(
  db: Db,
  invite: { readonly tokenHash: string; readonly class: string; readonly expiresAt: number },
): Promise<void> {
  await db
    .insertInto('class_invite')
    .values({ token_hash: invite.tokenHash, class: invite.class, expires_at: invite.expiresAt })
    .execute();
}

/** The class that this link still leads to. */
export async function find(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<{ readonly class: string; readonly name: string } | null> {
  const row = await db
    .selectFrom('class_invite')
    .innerJoin('class', 'class.id', 'class_invite.class')
    .select(['class.id', 'class.name'])
    .where('class_invite.token_hash', '=', tokenHash)
    .where('class_invite.expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined ? null : { class: row.id, name: row.name };
}

/** Uses the link up; gives its class to the first who does so. */
export async function use(db: Db, tokenHash: string, now: number): Promise<string | null> {
  const row = await db
    .deleteFrom('class_invite')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returning('class')
    .executeTakeFirst();
  return row?.class ?? null;
}

/** How many links of the class could still be used. */
export async function open(db: Db, of: string, now: number): Promise<number> {
  const row = await db
    .selectFrom('class_invite')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('class', '=', of)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Takes back every link of the class, those that ran out among them. */
export async function withdraw(db: Db, of: string): Promise<void> {
  await db.deleteFrom('class_invite').where('class', '=', of).execute();
}
