// Accounts: the name, and the e-mail address, sign-in name and password of those who have them.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { flag, type Db } from '../db/tables.ts';

export interface Account {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string | null;
  /** The address in small letters, by which it is found. */
  readonly emailKey: string | null;
  readonly signInName: string | null;
  /** The sign-in name folded, by which it is found. */
  readonly signInKey: string | null;
  /** Null for an account that a key of words alone opens. */
  readonly passwordHash: string | null;
  readonly teaches: boolean;
  readonly createdAt: number;
}

/** Fails with a conflict when the address or the sign-in name has an account already, or the person. */
export async function create(db: Db, account: Account): Promise<void> {
  await db
    .insertInto('account')
    .values({
      person: account.person,
      name: account.name,
      email: account.email,
      email_key: account.emailKey,
      sign_in_name: account.signInName,
      sign_in_key: account.signInKey,
      password_hash: account.passwordHash ?? '',
      teaches: flag(account.teaches),
      created_at: account.createdAt,
    })
    .execute();
}

async function by(
  db: Db,
  column: 'person' | 'email_key' | 'sign_in_key',
  value: string,
): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where(column, '=', value).executeTakeFirst();
  if (row === undefined) return null;
  return {
    person: row.person as PersonId,
    name: row.name,
    email: row.email,
    emailKey: row.email_key,
    signInName: row.sign_in_name,
    signInKey: row.sign_in_key,
    passwordHash: row.password_hash === '' ? null : row.password_hash,
    teaches: row.teaches === 1,
    createdAt: row.created_at,
  };
}

export const find = (db: Db, person: PersonId): Promise<Account | null> => by(db, 'person', person);
export const byEmail = (db: Db, emailKey: string): Promise<Account | null> => by(db, 'email_key', emailKey);
export const bySignInName = (db: Db, signInKey: string): Promise<Account | null> =>
  by(db, 'sign_in_key', signInKey);

/** A guest is a person without an account; one who has meanwhile become somebody else is none. */
export async function isGuest(db: Db, person: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .leftJoin('account', 'account.person', 'person.id')
    .select('account.person as account')
    .where('person.id', '=', person)
    .executeTakeFirst();
  return row?.account === null;
}

export async function setPassword(db: Db, person: PersonId, passwordHash: string): Promise<void> {
  await db.updateTable('account').set({ password_hash: passwordHash }).where('person', '=', person).execute();
}

/** For an account without one. Fails with a conflict when the address has an account already. */
export async function setEmail(db: Db, person: PersonId, email: string, emailKey: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ email, email_key: emailKey })
    .where('person', '=', person)
    .where('email_key', 'is', null)
    .execute();
}

/** For an account without one. Fails with a conflict when the name has an account already. */
export async function setSignInName(
  db: Db,
  person: PersonId,
  signInName: string,
  signInKey: string,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ sign_in_name: signInName, sign_in_key: signInKey })
    .where('person', '=', person)
    .where('sign_in_key', 'is', null)
    .execute();
}

export async function rename(db: Db, person: PersonId, name: string): Promise<void> {
  await db.updateTable('account').set({ name }).where('person', '=', person).execute();
}

export async function makeTeacher(db: Db, person: PersonId): Promise<void> {
  await db.updateTable('account').set({ teaches: 1 }).where('person', '=', person).execute();
}
