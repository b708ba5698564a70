// Sessions: which person stands behind a token, of which the database knows the hash alone.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Session {
  readonly tokenHash: string;
  readonly person: PersonId;
  readonly lastSeen: number;
  readonly expiresAt: number;
}

/** `wayBack` is the hash of its way back, if it has one. */
export async function create(
  db: Db,
  { tokenHash, person, lastSeen, expiresAt }: Session,
  wayBack: string | null,
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      person,
      created_at: lastSeen,
      last_seen: lastSeen,
      expires_at: expiresAt,
      way_back: wayBack,
    })
    .execute();
}

/** Who asks for a page: known to every request, and what every page's head shows. */
export interface Visitor {
  readonly person: PersonId;
  /** Null for a guest. */
  readonly account: { readonly name: string; readonly teaches: boolean } | null;
  /** Whether there are classes to go to: an account that teaches, or anybody who has one, a guest's sample included. */
  readonly teaches: boolean;
  /** Whether they are in a class, and so may have something to do. */
  readonly attends: boolean;
}

/** The session that is still valid at `now`, if there is one, and whose it is. */
export async function find(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<{ readonly session: Session; readonly visitor: Visitor } | null> {
  const row = await db
    .selectFrom('session')
    .leftJoin('account', 'account.person', 'session.person')
    .select(['session.person', 'session.last_seen', 'session.expires_at', 'account.name', 'account.teaches'])
    .select((eb) => [
      eb
        .selectFrom('class_teacher')
        .select('class_teacher.class')
        .whereRef('class_teacher.person', '=', 'session.person')
        .limit(1)
        .as('taught'),
      eb
        .selectFrom('member')
        .select('member.class')
        .whereRef('member.person', '=', 'session.person')
        .where('member.removed_at', 'is', null)
        .limit(1)
        .as('attended'),
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  const person = row.person as PersonId;
  const account = row.name === null ? null : { name: row.name, teaches: row.teaches === 1 };
  return {
    session: { tokenHash, person, lastSeen: row.last_seen, expiresAt: row.expires_at },
    visitor: {
      person,
      account,
      teaches: account?.teaches === true || row.taught !== null,
      attends: row.attended !== null,
    },
  };
}

/** The session with this way back, if it is still valid and was begun after `since`. */
export async function byWayBack(
  db: Db,
  wayBack: string,
  { now, since }: { readonly now: number; readonly since: number },
): Promise<Pick<Session, 'tokenHash' | 'person'> | null> {
  const row = await db
    .selectFrom('session')
    .select(['token_hash', 'person'])
    .where('way_back', '=', wayBack)
    .where('expires_at', '>', now)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return row === undefined ? null : { tokenHash: row.token_hash, person: row.person as PersonId };
}

export async function end(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** Every session of the person, on every device. */
export async function endAll(db: Db, person: PersonId): Promise<void> {
  await db.deleteFrom('session').where('person', '=', person).execute();
}

/** Keeps a session that is in use from running out. */
export async function extend(db: Db, { tokenHash, lastSeen, expiresAt }: Session): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen: lastSeen, expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Whoever held a session of the one holds it of the other from now on. */
export async function moveAll(db: Db, from: PersonId, into: PersonId): Promise<void> {
  await db.updateTable('session').set({ person: into }).where('person', '=', from).execute();
}
