// What a teacher changes about one pupil of a class: the name, off the list and back on it.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as members from '../../stores/members.ts';

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
  hub.publish(of, { type: 'roster' });
  return true;
}
