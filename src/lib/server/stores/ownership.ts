// Who owns a class, who takes it over, and classes that end with all that is in them.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inOrder } from '../db/by-name.ts';
import type { Db } from '../db/tables.ts';

export interface OwnedClass {
  readonly id: string;
  readonly name: string;
  readonly sample: boolean;
  /** The co-teacher who has been there longest and would own it next. */
  readonly heir: PersonId | null;
}

/** The classes that this person owns, by name. */
export async function ownedBy(db: Db, person: PersonId): Promise<OwnedClass[]> {
  const rows = await db
    .selectFrom('class')
    .innerJoin('class_teacher', 'class_teacher.class', 'class.id')
    .select(['class.id', 'class.name', 'class.sample'])
    .select((eb) =>
      eb
        .selectFrom('class_teacher as other')
        .select('other.person')
        .whereRef('other.class', '=', 'class.id')
        .where('other.person', '<>', person)
        .orderBy('other.created_at')
        .orderBy('other.person')
        .limit(1)
        .as('heir'),
    )
    .where('class_teacher.person', '=', person)
    .where('class_teacher.owner', '=', 1)
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
  return inOrder(rows).map(({ id, name, sample, heir }) => ({
    id,
    name,
    sample: sample === 1,
    heir: heir as PersonId | null,
  }));
}

export async function handOver(db: Db, id: string, to: PersonId): Promise<void> {
  await db
    .updateTable('class_teacher')
    .set({ owner: 1 })
    .where('class', '=', id)
    .where('person', '=', to)
    .execute();
}
