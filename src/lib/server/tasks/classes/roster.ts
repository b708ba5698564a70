// A list of names into a class: first a look at what would happen, then all of it at once.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { MOST_NEW } from '#lib/domain/roster/read.ts';
import { isConflict } from '../../db/failures.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';
import * as people from '../../stores/people.ts';
import { apart } from '../../uploads/apart.ts';
import type { ReadRoster, RosterUpload } from '../../uploads/jobs.ts';

interface OfClass {
  readonly person: PersonId | null;
  readonly class: string;
}

const NO_TEXT = refusal(
  'malformed_command',
  'This file is no text. Save the list as CSV, or paste the names.',
);

/** What the list holds, beside the class as it is; nothing is written. Null when this person does not teach the class. */
export async function previewRoster(
  { db }: Services,
  { person, class: of, list }: OfClass & Pick<RosterUpload, 'list'>,
): Promise<Result<ReadRoster, Refusal> | null> {
  if ((await taughtClass(db, person, of)) === null) return null;
  const there = (await members.ofClass(db, of)).filter(({ removedAt }) => removedAt === null);
  const read = await apart('roster', { list, known: there.map(({ name }) => name) });
  if (!read.ok) return read;
  return read.value === null ? err(NO_TEXT) : ok(read.value);
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
  { db, commit, hub }: Services,
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
  hub.publish(of, { type: 'roster' });
  return 'added';
}
