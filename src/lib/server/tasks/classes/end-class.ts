// The end of a class, and of one entry in it: what goes is named first, and then is gone from the database.
import type { ClassEnd, MemberEnd } from '#lib/domain/classes/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { ownedClass, taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as classes from '../../stores/classes.ts';
import * as ending from '../../stores/ending.ts';

interface Asked {
  readonly person: PersonId | null;
  readonly id: string;
}

/** What goes with a class. Null when this person did not make it. */
export async function classEnd(services: Services, asked: Asked): Promise<ClassEnd | null> {
  const taught = await ownedClass(services.db, asked.person, asked.id);
  if (taught === null) return null;
  const belongings = await ending.ofClass(services.db, asked.id);
  const teachers = await classes.teachers(services.db, asked.id);
  return { id: taught.id, name: taught.name, coTeachers: teachers.length - 1, ...belongings };
}

/** False when there is no such class of this person: a second time it is gone already. */
export async function endClass(services: Services, asked: Asked): Promise<boolean> {
  if ((await ownedClass(services.db, asked.person, asked.id)) === null) return false;
  // Who teaches is remembered with the session, so this is a change of sessions.
  await services.sessions.change((trx) => ending.classes(trx, [asked.id]));
  return true;
}

/** What goes with an entry. Null when this person does not teach its class. */
export async function memberEnd({ db }: Services, { person, id }: Asked): Promise<MemberEnd | null> {
  const found = await taughtMember(db, person, id);
  if (found === null) return null;
  const { member, taught } = found;
  const attempts = await assigned.ofMembers(db, [id]);
  return { id, name: member.name, class: { id: taught.id, name: taught.name }, attempts: attempts.length };
}

/** The id of the class the entry was in; null as above. The log says that it was done, and not to whom. */
export async function endMember(
  { db, sessions }: Services,
  { person, id, now, newId }: Asked & { readonly now: number; readonly newId: () => string },
): Promise<string | null> {
  const found = await taughtMember(db, person, id);
  if (found === null) return null;
  const { member, taught } = found;
  await sessions.change(async (trx) => {
    await ending.member(trx, id, member.person);
    await classes.note(trx, {
      id: newId(),
      class: taught.id,
      person,
      action: 'pupil_deleted',
      facts: {},
      now,
    });
  });
  return taught.id;
}
