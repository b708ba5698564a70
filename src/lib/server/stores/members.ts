// The members of a class: entries with a name, each of a person; and the hashes of their cards.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { inOrder } from '../db/by-name.ts';
import type { Db, Tables } from '../db/tables.ts';
import { memberFromRow, type Member } from './classes.ts';

/** An entry as its teacher's list shows it. */
export interface ListedMember extends Member {
  /** Whether a card was printed that still opens this entry. */
  readonly card: boolean;
  /** Attempts made for assignments. */
  readonly attempts: number;
  /** Whether the pupil signs in with an account, which no card opens. */
  readonly account: boolean;
}

const row = (member: Member): Tables['member'] => ({
  id: member.id,
  class: member.class,
  person: member.person,
  name: member.name,
  created_at: member.createdAt,
  joined_at: member.joinedAt,
  removed_at: member.removedAt,
});

/** New entries. Fails with a conflict when one of the people has an entry in the class already. */
export async function add(db: Db, members: readonly Member[]): Promise<void> {
  if (members.length > 0) await db.insertInto('member').values(members.map(row)).execute();
}

/** Every entry of the class, removed ones among them, in the order of their making. */
export async function ofClass(db: Db, id: string): Promise<ListedMember[]> {
  const rows = await db
    .selectFrom('member')
    .leftJoin('account', 'account.person', 'member.person')
    .selectAll('member')
    .select('account.created_at as account')
    .select((eb) => [
      eb
        .selectFrom('resume_key')
        .whereRef('resume_key.member', '=', 'member.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('cards'),
      eb
        .selectFrom('assigned_attempt')
        .whereRef('assigned_attempt.member', '=', 'member.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('attempts'),
    ])
    .where('member.class', '=', id)
    .orderBy('member.created_at')
    .orderBy('member.id')
    .execute();
  return rows.map((found) => ({
    ...memberFromRow(found),
    card: (found.cards ?? 0) > 0,
    attempts: found.attempts ?? 0,
    account: found.account !== null,
  }));
}

/** Those who were not removed, by name. */
export async function roster(db: Db, id: string): Promise<Pick<Member, 'id' | 'name'>[]> {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('class', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return inOrder(rows);
}

/** Where this person has an entry: the class and the name it is known by there; none that was removed or archived. */
export async function seatsOf(
  db: Db,
  person: PersonId,
): Promise<{ readonly class: string; readonly className: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('class', 'class.id', 'member.class')
    .select(['class.id', 'class.name as className', 'member.name'])
    .where('member.person', '=', person)
    .where('member.removed_at', 'is', null)
    .where('class.archived_at', 'is', null)
    .orderBy('member.created_at')
    .execute();
  return rows.map(({ id, className, name }) => ({ class: id, className, name }));
}

export async function rename(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable('member').set({ name }).where('id', '=', id).execute();
}

/** Out of the class, everything kept; with null the entry is back. */
export async function setRemoved(db: Db, id: string, at: number | null): Promise<void> {
  await db.updateTable('member').set({ removed_at: at }).where('id', '=', id).execute();
}

/** The pupil was there for the first time; later times change nothing. */
export async function joined(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable('member')
    .set({ joined_at: now })
    .where('id', '=', id)
    .where('joined_at', 'is', null)
    .execute();
}

/** The one card of an entry: those made before open nothing any more. */
export async function setCard(db: Db, member: string, tokenHash: string, now: number): Promise<void> {
  await db.deleteFrom('resume_key').where('member', '=', member).execute();
  await db.insertInto('resume_key').values({ token_hash: tokenHash, member, created_at: now }).execute();
}

/** The entry that this card opens, and the name of its class. */
export async function byCard(
  db: Db,
  tokenHash: string,
): Promise<{ readonly member: Member; readonly className: string } | null> {
  const found = await db
    .selectFrom('resume_key')
    .innerJoin('member', 'member.id', 'resume_key.member')
    .innerJoin('class', 'class.id', 'member.class')
    .selectAll('member')
    .select('class.name as className')
    .where('resume_key.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return found === undefined ? null : { className: found.className, member: memberFromRow(found) };
}

/** What hangs on a person. */
export interface Ties {
  readonly account: boolean;
  /** In all classes, those that were removed among them. */
  readonly entries: number;
  readonly teaches: boolean;
}

export async function tiesOf(db: Db, person: PersonId): Promise<Ties> {
  const row = await db
    .selectFrom('person')
    .select((eb) => [
      eb
        .selectFrom('account')
        .whereRef('account.person', '=', 'person.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('accounts'),
      eb
        .selectFrom('member')
        .whereRef('member.person', '=', 'person.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('entries'),
      eb
        .selectFrom('class_teacher')
        .whereRef('class_teacher.person', '=', 'person.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('taught'),
    ])
    .where('person.id', '=', person)
    .executeTakeFirst();
  return {
    account: (row?.accounts ?? 0) > 0,
    entries: row?.entries ?? 0,
    teaches: (row?.taught ?? 0) > 0,
  };
}

/** The attempts made under an entry. */
export async function attemptsOf(db: Db, id: string): Promise<AttemptId[]> {
  const rows = await db.selectFrom('assigned_attempt').select('attempt').where('member', '=', id).execute();
  return rows.map(({ attempt }) => attempt as AttemptId);
}

/** The entry becomes another person's, who has none in the class. */
export async function give(db: Db, id: string, person: PersonId): Promise<void> {
  await db.updateTable('member').set({ person }).where('id', '=', id).execute();
}
