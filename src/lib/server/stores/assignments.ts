// Assignments: what a class is given to do, pinned to the content versions of its module.
import type { Mode, Settings } from '#lib/domain/assignment/settings.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface Assignment {
  readonly id: string;
  readonly class: string;
  readonly course: string;
  readonly module: string;
  readonly title: string;
  readonly mode: Mode;
  readonly opensAt: number;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  readonly releasedAt: number | null;
  readonly settings: Settings;
  readonly createdAt: number;
  /** In the order of the module. */
  readonly activities: readonly { readonly id: string; readonly hash: ContentHash }[];
}

export async function find(db: Db, id: string): Promise<Assignment | null> {
  const row = await db.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const activities = await db
    .selectFrom('assignment_activity')
    .select(['activity', 'content_hash'])
    .where('assignment', '=', id)
    .orderBy('position')
    .execute();
  return {
    id: row.id,
    class: row.class,
    course: row.course,
    module: row.module,
    title: row.title,
    mode: row.mode,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    releasedAt: row.released_at,
    settings: JSON.parse(row.settings) as Settings,
    createdAt: row.created_at,
    activities: activities.map(({ activity, content_hash }) => ({
      id: activity,
      hash: content_hash as ContentHash,
    })),
  };
}
