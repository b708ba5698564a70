// A list of names into a class: first a look at what would happen, then all of it at once.
import { MOST_NEW, readRoster, type Roster } from '#lib/domain/roster/read.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { isConflict } from '../../db/failures.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';
import * as people from '../../stores/people.ts';

interface OfClass {
  readonly person: PersonId | null;
  readonly class: string;
}

/** What the list holds, beside the class as it is; nothing is written. */
export async function previewRoster(
  { db }: Services,
  { person, class: of, text }: OfClass & { readonly text: string },
): Promise<Roster | null> {
  if ((await taughtClass(db, person, of)) === null) return null;
  const there = (await members.ofClass(db, of)).filter(({ removedAt }) => removedAt === null);
  return readRoster(
    text,
    there.map(({ name }) => name),
  );
}

export interface AddPupils extends OfClass {
  readonly names: readonly string[];
  /** Made with the form: a form sent twice adds nobody twice. */
  readonly command: string;
  readonly now: number;
  readonly newId: () => string;
}

/** New entries that wait for their cards, each of a person of its own. Null when this person does not teach the class. */
export async function addPupils(
  { db, commit }: Services,
  { person, class: of, names, command, now, newId }: AddPupils,
): Promise<'added' | 'too_many' | null> {
  // 1 May they, and so many?
  if ((await taughtClass(db, person, of)) === null) return null;
  if (names.length > MOST_NEW) return 'too_many';

  // 2 All of them, or none. The ids come from the command, so a second time is a conflict.
  const entries = names.map((name, i) => ({
    id: `${command}-${i}`,
    class: of,
    person: newId() as PersonId,
    name,
    createdAt: now,
    joinedAt: null,
    removedAt: null,
  }));
  const persons = entries.map((entry) => entry.person);
  try {
    await commit(async (trx) => {
      await people.createMany(trx, persons, now);
      await members.add(trx, entries);
    });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  return 'added';
}
