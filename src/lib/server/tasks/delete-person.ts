// Deletes a person with all that is theirs; the classes they own pass to a co-teacher, or end with them.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import type { Services } from '../services.ts';
import * as ending from '../stores/ending.ts';
import * as ownership from '../stores/ownership.ts';
import * as people from '../stores/people.ts';

/** In a `sessions.change`, for it ends the person's sessions. */
export async function deletePersonIn(trx: Db, person: PersonId): Promise<void> {
  // 1 Classes with a co-teacher go on; the others end, with the results in them.
  const owned = await ownership.ownedBy(trx, person);
  for (const { id, heir } of owned) if (heir !== null) await ownership.handOver(trx, id, heir);
  await ending.classes(
    trx,
    owned.filter(({ heir }) => heir === null).map(({ id }) => id),
  );

  // 2 The person, with account, sessions, attempts, entries in classes and what was made of them.
  await people.remove(trx, [person]);
}

export const deletePerson = ({ sessions }: Services, person: PersonId): Promise<void> =>
  sessions.change((trx) => deletePersonIn(trx, person));
