// Who somebody was before: a guest who has become part of an account left work on devices that is the account's now.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

/** `was` is becoming `person`, with all that it had become of others before. */
export async function remember(db: Db, was: PersonId, person: PersonId): Promise<void> {
  await db.updateTable('person_alias').set({ person }).where('person', '=', was).execute();
  const { created_at } = await db
    .selectFrom('person')
    .select('created_at')
    .where('id', '=', was)
    .executeTakeFirstOrThrow();
  await db.insertInto('person_alias').values({ was, person, created_at }).execute();
}

/** All that this person was before. */
export async function of(db: Db, person: PersonId): Promise<PersonId[]> {
  const rows = await db.selectFrom('person_alias').select('was').where('person', '=', person).execute();
  return rows.map(({ was }) => was as PersonId);
}
