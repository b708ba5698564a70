// Everything of one person as JSON that a human can read: for a guest, a pupil, a learner or a teacher alike.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as personal from '../stores/personal-data.ts';

export const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export type Row = Readonly<Record<string, unknown>>;
/** Moments are written as dates; the columns that hold one are named for it. */
export const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'number' && /(_at|_seen|_until|^known_since)$/.test(name))
        return [name, moment(value)];
      return [name, ['teaches', 'owner', 'sample', 'excused'].includes(name) ? value === 1 : value];
    }),
  );

/** Null for a person who is not there. */
export async function exportPerson({ db }: Services, person: PersonId): Promise<Row | null> {
  const all = await personal.of(db, person);
  if (all === null) return null;
  const { known_since, account, events, attempts, entries, ...lists } = all;
  const logs = Map.groupBy(events, ({ attempt }) => attempt);
  return {
    known_since: moment(known_since),
    account: account === null ? null : readable(account),
    ...Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.map(readable)])),
    // The ids of entries and attempts are of no use outside this house.
    entries: entries.map(({ id: _, ...entry }) => readable(entry)),
    attempts: attempts.map(({ id, parent, points_e6, ...attempt }) => ({
      ...readable(attempt),
      branch: parent !== null,
      points: points_e6 === null ? null : points_e6 / 1e6,
      log: (logs.get(id) ?? []).map(({ at, json }) => ({ at: moment(at), ...(JSON.parse(json) as Row) })),
    })),
  };
}
