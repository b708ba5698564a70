// Everything of one person as JSON that a human can read: for a guest, a pupil, a learner or a teacher alike.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import * as assigned from '../stores/assigned.ts';
import * as store from '../stores/attempts.ts';
import * as personal from '../stores/personal-data.ts';
import { isWithheld } from './assignments/withheld.ts';
import { isHeld } from './assignments/work.ts';

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

/** A score as it is told; null where there is none to tell. */
export const scoreOf = ({
  points_e6,
  max,
}: {
  readonly points_e6: number | null;
  readonly max: number | null;
}) => (points_e6 === null ? { points: null, max: null } : { points: points_e6 / 1e6, max });
const NO_SCORE = { points_e6: null, max: null };

/** Null for a person who is not there. A score that is not to be told yet is not told here either. */
export async function exportPerson(
  services: Services,
  { person, now }: { readonly person: PersonId; readonly now: number },
): Promise<Row | null> {
  const { db, library } = services;
  const all = await personal.of(db, person);
  if (all === null) return null;
  const { known_since, exam_on, account, events, attempts, entries, ...lists } = all;
  const works = await assigned.works(
    db,
    attempts.flatMap(({ id, assignment }) => (assignment === null ? [] : [id as AttemptId])),
  );
  const secret = new Set<string>();
  for (const attempt of await store.some(
    db,
    attempts.flatMap(({ id, points_e6 }) => (points_e6 === null ? [] : [id as AttemptId])),
  )) {
    const version = await library.version(db, attempt.hash);
    if (isHeld(works.get(attempt.id) ?? null, now)) secret.add(attempt.id);
    else if (version !== null && (await isWithheld(services, { attempt, version }, now)))
      secret.add(attempt.id);
  }
  const logs = Map.groupBy(events, ({ attempt }) => attempt);
  return {
    known_since: moment(known_since),
    exam_on,
    account: account === null ? null : readable(account),
    ...Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.map(readable)])),
    // The ids of entries and attempts are of no use outside this house.
    entries: entries.map(({ id: _, ...entry }) => readable(entry)),
    attempts: attempts.map(({ id, parent, item, points_e6, max, ...attempt }) => ({
      ...readable(attempt),
      branch: parent !== null,
      review_of: item,
      ...scoreOf(secret.has(id) ? NO_SCORE : { points_e6, max }),
      log: (logs.get(id) ?? []).map(({ at, json, claimed_at }) => ({
        at: moment(at),
        ...(claimed_at === null ? {} : { on_the_device: moment(claimed_at) }),
        ...(JSON.parse(json) as Row),
      })),
    })),
  };
}
