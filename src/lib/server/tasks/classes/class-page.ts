// A class as its teacher sees it: who is in it, who teaches it, what it was given to do.
import { nameKey } from '#lib/domain/classes/names.ts';
import type { AssignmentLine, ClassPage, Pupil } from '#lib/domain/classes/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { inOrder } from '../../db/by-name.ts';
import { taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as invites from '../../stores/invites.ts';
import * as members from '../../stores/members.ts';
import * as reports from '../../stores/reports.ts';
import * as classes from '../../stores/classes.ts';
import * as given from '../../stores/class-assignments.ts';

export interface ClassAsked {
  readonly person: PersonId | null;
  readonly id: string;
  readonly now: number;
}

/** Null when this person does not teach the class. */
export async function classPage(
  { db }: Services,
  { person, id, now }: ClassAsked,
): Promise<ClassPage | null> {
  const taught = await taughtClass(db, person, id);
  if (taught === null) return null;
  const all = await members.ofClass(db, id);
  const known = new Map<string, number>();
  const here = all.filter(({ removedAt }) => removedAt === null);
  for (const { name } of here) known.set(nameKey(name), (known.get(nameKey(name)) ?? 0) + 1);
  const pupil = ({ id, name, joinedAt, card, attempts, account }: members.ListedMember): Pupil => ({
    id,
    name,
    joined: joinedAt !== null,
    card,
    attempts,
    account,
    double: (known.get(nameKey(name)) ?? 0) > 1,
  });
  const teachers = await classes.teachers(db, id);
  return {
    id,
    name: taught.name,
    code: taught.code,
    sample: taught.sample,
    owner: taught.owner,
    archived: taught.archivedAt !== null,
    keepUntil: taught.keepUntil,
    pupils: inOrder(here.map(pupil)),
    removed: inOrder(all.filter(({ removedAt }) => removedAt !== null).map(pupil)),
    teachers: teachers.map((one) => ({ ...one, self: one.person === person })),
    invites: await invites.open(db, id, now),
    assignments: (await given.ofClass(db, id)) satisfies AssignmentLine[],
    reports: (await reports.openIn(db, id)).length,
  };
}

/** The name of the class; null when this person does not teach it. */
export async function classHead(
  { db }: Services,
  { person, class: id }: { readonly person: PersonId | null; readonly class: string },
): Promise<{ readonly id: string; readonly name: string } | null> {
  const taught = await taughtClass(db, person, id);
  return taught && { id, name: taught.name };
}

/** The classes that this person teaches, by name. */
export async function listClasses({ db }: Services, person: PersonId | null): Promise<classes.ListedClass[]> {
  return person === null ? [] : classes.ofTeacher(db, person);
}
