// Everything of one pupil in a class as JSON that a human can read. What they practised is not in it.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as memberData from '../../stores/member-data.ts';
import { moment, readable, scoreOf, type Row } from '../export-person.ts';

/** Null when this person does not teach the class of the entry. */
export async function exportMember(
  { db }: Services,
  { person, id }: { readonly person: PersonId | null; readonly id: string },
): Promise<Row | null> {
  const found = await taughtMember(db, person, id);
  if (found === null) return null;
  const { member, taught } = found;
  const { attempts, events, reports, allowances } = await memberData.of(db, id);
  const logs = Map.groupBy(events, ({ attempt }) => attempt);
  return {
    class: taught.name,
    name: member.name,
    entered: moment(member.createdAt),
    joined: moment(member.joinedAt),
    removed: moment(member.removedAt),
    allowances: allowances.map(readable),
    reports: reports.map(readable),
    // Scores released or not; of practice that it was done, as on every page of the teacher's.
    attempts: attempts.map(({ id: attempt, mode, points_e6, max, ...row }) => ({
      ...readable(row),
      ...(mode === 'practice'
        ? {}
        : {
            ...scoreOf({ points_e6, max }),
            log: (logs.get(attempt) ?? []).map(({ at, json }) => ({
              at: moment(at),
              ...(JSON.parse(json) as Row),
            })),
          }),
    })),
  };
}
