// What single pupils are allowed in an assignment beyond the others.
import type { Allowance } from '#lib/domain/assignment/deadline.ts';
import type { Db, Tables } from '../db/tables.ts';

const fromRow = (row: Tables['allowance']): Allowance => ({
  extraMinutes: row.extra_minutes,
  extraAttempts: row.extra_attempts,
  excused: row.excused === 1,
});

/** By member; those who are allowed nothing beyond the others are left out. */
export async function ofAssignment(db: Db, assignment: string): Promise<ReadonlyMap<string, Allowance>> {
  const rows = await db
    .selectFrom('allowance')
    .selectAll()
    .where('assignment', '=', assignment)
    .orderBy('member')
    .execute();
  return new Map(rows.map((row) => [row.member, fromRow(row)]));
}

/** Sets what one pupil is allowed; an earlier allowance gives way. */
export async function put(
  db: Db,
  assignment: string,
  member: string,
  { extraMinutes, extraAttempts, excused }: Allowance,
): Promise<void> {
  const allowed = {
    extra_minutes: extraMinutes,
    extra_attempts: extraAttempts,
    excused: excused ? 1 : 0,
  } as const;
  await db
    .insertInto('allowance')
    .values({ assignment, member, ...allowed })
    .onConflict((conflict) => conflict.columns(['assignment', 'member']).doUpdateSet(allowed))
    .execute();
}
