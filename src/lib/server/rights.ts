// The one place that decides who may do what. What is foreign and what does not exist are the same: null.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from './db/tables.ts';
import * as assignments from './stores/assignments.ts';
import * as classes from './stores/classes.ts';

/** Everyone asked about: nobody is signed in when `person` is null. */
type Person = PersonId | null;

/** The class, if this person teaches it, alone or with others. */
export async function taughtClass(db: Db, person: Person, id: string): Promise<classes.TaughtClass | null> {
  return person === null ? null : classes.taughtBy(db, id, person);
}

/** The class, if this person made it: a co-teacher does all that its owner does, but does not end it. */
export async function ownedClass(db: Db, person: Person, id: string): Promise<classes.TaughtClass | null> {
  const taught = await taughtClass(db, person, id);
  return taught?.owner === true ? taught : null;
}

/** The class, if this person may take that teacher off it: its owner anybody, a co-teacher themselves. */
export async function classToLeave(
  db: Db,
  person: Person,
  id: string,
  teacher: string,
): Promise<classes.TaughtClass | null> {
  return teacher === person ? taughtClass(db, person, id) : ownedClass(db, person, id);
}

/** A member of a class that this person teaches. */
export async function taughtMember(
  db: Db,
  person: Person,
  id: string,
): Promise<{ readonly taught: classes.TaughtClass; readonly member: classes.Member } | null> {
  const member = await classes.member(db, id);
  const taught = member === null ? null : await taughtClass(db, person, member.class);
  return member === null || taught === null ? null : { taught, member };
}

/** The assignment, if this person teaches its class. */
export async function taughtAssignment(
  db: Db,
  person: Person,
  id: string,
): Promise<{ readonly taught: classes.TaughtClass; readonly assignment: assignments.Assignment } | null> {
  const assignment = await assignments.find(db, id);
  const taught = assignment === null ? null : await taughtClass(db, person, assignment.class);
  return assignment === null || taught === null ? null : { taught, assignment };
}

/** The assignment, if this person is in its class and was not removed from it. */
export async function assignedTo(
  db: Db,
  person: Person,
  id: string,
): Promise<{ readonly member: classes.Member; readonly assignment: assignments.Assignment } | null> {
  const assignment = person === null ? null : await assignments.find(db, id);
  if (person === null || assignment === null) return null;
  const member = await classes.memberOf(db, assignment.class, person);
  return member === null || member.removedAt !== null ? null : { member, assignment };
}
