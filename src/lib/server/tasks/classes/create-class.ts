// Makes a class with one field, its name: it takes in pupils at once.
import { keptUntil } from '#lib/domain/classes/retention.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import { withNewCode } from './new-code.ts';

export interface CreateClass {
  readonly teacher: PersonId;
  readonly name: string;
  /** Made with the form: a form sent twice makes one class. */
  readonly id: string;
  readonly now: number;
}

/** The id of the class; null when the id is another teacher's class. */
export async function createClass(
  { db, commit }: Services,
  { teacher, name, id, now }: CreateClass,
): Promise<string | null> {
  // 1 A class with a code nobody has; the same form once more makes none.
  await withNewCode((code) =>
    commit(async (trx) => {
      if ((await classes.find(trx, id)) !== null) return;
      const made = { id, name, code, sample: false, createdAt: now, archivedAt: null };
      await classes.create(trx, { ...made, keepUntil: keptUntil(now) }, teacher);
    }),
  );

  // 2 Whose is it?
  return (await classes.taughtBy(db, id, teacher)) === null ? null : id;
}
