// The audit log of a class as it is read: who did what and when. `classes.note` writes it.
import type { Facts } from '#lib/domain/classes/log.ts';
import type { Db } from '../db/tables.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  /** Null for somebody without an account, or who is gone. */
  readonly by: string | null;
  readonly facts: Facts;
}

/** The newest first. */
export async function ofClass(db: Db, id: string, limit: number): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('account', 'account.person', 'audit.person')
    .select(['audit.id', 'audit.created_at', 'audit.action', 'audit.json', 'account.name'])
    .where('audit.class', '=', id)
    .orderBy('audit.created_at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id: row, created_at, action, json, name }) => ({
    id: row,
    at: created_at,
    action,
    by: name,
    facts: JSON.parse(json) as AuditRow['facts'],
  }));
}
