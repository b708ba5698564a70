// What a teacher changes about one pupil of a class: a new entry, its name, out of the class and back.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtClass, taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';
import * as people from '../../stores/people.ts';

export type MemberChange =
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'remove' }
  | { readonly type: 'restore' };

export interface ChangeMember {
  readonly person: PersonId | null;
  readonly class: string;
  readonly id: string;
  readonly change: MemberChange;
  readonly now: number;
}

/** False when this person does not teach the class, or the class has no such pupil. */
export async function changeMember(
  { db, commit, hub }: Services,
  { person, class: of, id, change, now }: ChangeMember,
): Promise<boolean> {
  // 1 May they?
  const found = await taughtMember(db, person, id);
  if (found === null || found.member.class !== of) return false;

  // 2 Nothing that the pupil has done is lost by any of it.
  await commit((trx) =>
    change.type === 'rename'
      ? members.rename(trx, id, change.name)
      : members.setRemoved(trx, id, change.type === 'remove' ? now : null),
  );
  hub.publish(of, () => ({ type: 'roster' }));
  return true;
}

export interface AddMembers {
  readonly person: PersonId | null;
  readonly class: string;
  readonly names: readonly string[];
  readonly now: number;
  readonly newId: () => string;
}

/** New entries that wait for their cards, each of a person of its own. False when this person does not teach the class. */
export async function addMembers(
  { db, commit, hub }: Services,
  { person, class: of, names, now, newId }: AddMembers,
): Promise<boolean> {
  // 1 May they?
  if ((await taughtClass(db, person, of)) === null) return false;

  // 2 All of them, or none.
  const entries = names.map((name) => ({
    id: newId(),
    class: of,
    person: newId() as PersonId,
    name,
    createdAt: now,
    joinedAt: null,
    removedAt: null,
  }));
  await commit(async (trx) => {
    await people.createMany(
      trx,
      entries.map((entry) => entry.person),
      now,
    );
    await members.add(trx, entries);
  });
  hub.publish(of, () => ({ type: 'roster' }));
  return true;
}
