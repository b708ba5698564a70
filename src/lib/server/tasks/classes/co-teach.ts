// A second teacher for a class, by a link that works once and for seven days.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { hashOfToken, newToken } from '../../auth/cookie.ts';
import { classToLeave, taughtClass } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import * as invites from '../../stores/invites.ts';

export const INVITE_DAYS = 7;
const DAY = 86_400_000;

interface OfClass {
  readonly person: PersonId | null;
  readonly class: string;
}

/** The token of a new link, shown once and kept as a hash; null when this person does not teach the class. */
export async function inviteTeacher(
  { db, commit }: Services,
  { person, class: of, now }: OfClass & { readonly now: number },
): Promise<string | null> {
  if ((await taughtClass(db, person, of)) === null) return null;
  const token = newToken();
  const invite = { tokenHash: hashOfToken(token), class: of, expiresAt: now + INVITE_DAYS * DAY };
  await commit((trx) => invites.create(trx, invite));
  return token;
}

/** False when this person does not teach the class. */
export async function withdrawInvites(
  { db, commit }: Services,
  { person, class: of }: OfClass,
): Promise<boolean> {
  if ((await taughtClass(db, person, of)) === null) return false;
  await commit((trx) => invites.withdraw(trx, of));
  return true;
}

/** The class that the link leads to; null when it was used, withdrawn, or has run out. */
export const invitation = (
  { db }: Services,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<{ readonly class: string; readonly name: string } | null> =>
  invites.find(db, hashOfToken(token), now);

export interface AcceptInvite {
  readonly teacher: PersonId;
  readonly token: string;
  readonly now: number;
  readonly newId: () => string;
}

/** The id of the class that the person now teaches; null when the link leads nowhere any more. */
export async function acceptInvite(
  { commit }: Services,
  { teacher, token, now, newId }: AcceptInvite,
): Promise<string | null> {
  return commit(async (trx) => {
    // 1 Of two who use the link at once, one gets the class.
    const of = await invites.use(trx, hashOfToken(token), now);
    if (of === null) return null;

    // 2 A teacher of the class, and a line of it in the class's log.
    await classes.addTeacher(trx, of, teacher, now);
    await classes.note(trx, {
      id: newId(),
      class: of,
      person: teacher,
      action: 'co_teacher_added',
      facts: {},
      now,
    });
    return of;
  });
}

export interface RemoveTeacher extends OfClass {
  readonly teacher: string;
  readonly now: number;
  readonly newId: () => string;
}

/** False when it is not this person's to say. The one who made the class stays; who is gone already is not taken off twice. */
export async function removeTeacher(
  { db, sessions }: Services,
  { person, class: of, teacher, now, newId }: RemoveTeacher,
): Promise<boolean> {
  // 1 May they?
  if ((await classToLeave(db, person, of, teacher)) === null) return false;

  // 2 Gone, with a line of it in the class's log. Who teaches is remembered with the session, so this changes sessions.
  await sessions.change(async (trx) => {
    if (await classes.removeTeacher(trx, of, teacher))
      await classes.note(trx, {
        id: newId(),
        class: of,
        person,
        action: 'co_teacher_removed',
        facts: {},
        now,
      });
  });
  return true;
}
