// Two entries of one pupil become one: the attempts of both, under the entry that is kept.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as classes from '../../stores/classes.ts';
import * as members from '../../stores/members.ts';
import * as merging from '../../stores/merging.ts';
import * as sessions from '../../stores/sessions.ts';

export interface MergeMembers {
  readonly person: PersonId | null;
  readonly class: string;
  /** The entry that stays, with its name. */
  readonly keep: string;
  readonly other: string;
  readonly now: number;
  readonly newId: () => string;
}

/** 0 for a person who is nothing but one entry. */
const weight = ({ account, teaches, entries }: members.Ties): number =>
  account ? 2 : teaches || entries > 1 ? 1 : 0;

/** False when this person does not teach the class, or it does not have both entries. */
export async function mergeMembers(
  services: Services,
  { person, class: of, keep, other, now, newId }: MergeMembers,
): Promise<boolean> {
  const { db, live } = services;

  // 1 May they? Two different entries of this very class.
  const [kept, gone] = [await taughtMember(db, person, keep), await taughtMember(db, person, other)];
  if (kept === null || gone === null || keep === other) return false;
  if (kept.member.class !== of || gone.member.class !== of) return false;

  // 2 One entry, of the person on whom more hangs: an account, other classes. Somebody with nothing else becomes that
  // person altogether, so that their other device goes on; but an account is opened by its password alone.
  const moved = await members.attemptsOf(db, other);
  await services.sessions.change(async (trx) => {
    const [into, from] = [kept.member, gone.member];
    const [ours, theirs] = [await members.tiesOf(trx, into.person), await members.tiesOf(trx, from.person)];
    const turned = weight(theirs) > weight(ours);
    const [winner, loser] = turned ? [from.person, into.person] : [into.person, from.person];
    await merging.members(trx, from, into);
    if (turned) await members.give(trx, into.id, winner);
    await merging.attemptsUnder(trx, into.id, winner);
    if (weight(turned ? ours : theirs) === 0) {
      const guarded = turned ? theirs : ours;
      if (!guarded.account && !guarded.teaches) await sessions.moveAll(trx, loser, winner);
      await merging.persons(trx, loser, winner, newId);
    }
    const facts = { kept: keep, merged: other, attempts: moved.length };
    await classes.note(trx, { id: newId(), class: of, person, action: 'entries_merged', facts, now });
  });
  for (const attempt of moved) live.delete(attempt);
  return true;
}
