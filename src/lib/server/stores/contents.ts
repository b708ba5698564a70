// Content versions: whole compiled activities by the hash of their canonical JSON. Never changed, never removed.
import type { Activity } from '#lib/domain/content/compiled.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';

export interface ContentVersion {
  readonly hash: ContentHash;
  readonly activity: Activity;
}

/**
 * Keeps a version, `json` being its activity; one that is already kept stays as it is, for its hash says that it is
 * the same.
 */
export async function put(
  db: Db,
  { hash, activity }: ContentVersion,
  json: string,
  now: number,
): Promise<void> {
  await db
    .insertInto('content_version')
    .values({ hash, activity: activity.id, course: activity.course, json, created_at: now })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

export async function find(db: Db, hash: ContentHash): Promise<ContentVersion | null> {
  const row = await db
    .selectFrom('content_version')
    .select('json')
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row === undefined ? null : { hash, activity: JSON.parse(row.json) as Activity };
}
