// What has run out, so many rows at a time; each function deletes them (classes only names them) and says how many.
import type { Db } from '../db/tables.ts';

/** Sessions that nobody can use any more. */
export async function sessions(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('session')
    .where('token_hash', 'in', (eb) =>
      eb.selectFrom('session').select('token_hash').where('expires_at', '<=', now).limit(limit),
    )
    .returning('token_hash')
    .execute();
  return rows.length;
}

/** Links for a new password. */
export async function resets(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('password_reset')
    .where('token_hash', 'in', (eb) =>
      eb.selectFrom('password_reset').select('token_hash').where('expires_at', '<=', now).limit(limit),
    )
    .returning('token_hash')
    .execute();
  return rows.length;
}

/** Links for a co-teacher. */
export async function invites(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('class_invite')
    .where('token_hash', 'in', (eb) =>
      eb.selectFrom('class_invite').select('token_hash').where('expires_at', '<=', now).limit(limit),
    )
    .returning('token_hash')
    .execute();
  return rows.length;
}

/** Counters of tries that began before a moment. */
export async function limits(db: Db, before: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('rate_limit')
    .where('key', 'in', (eb) =>
      eb.selectFrom('rate_limit').select('key').where('since', '<', before).limit(limit),
    )
    .returning('key')
    .execute();
  return rows.length;
}

/** The classes whose day has come, the longest overdue first. */
export async function classes(db: Db, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('class')
    .select('id')
    .where('keep_until', '<=', now)
    .orderBy('keep_until')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** People without account, class and session who came before a moment: nobody can come back as one of them. */
export async function guests(db: Db, before: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('person')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('person as guest')
        .select('guest.id')
        .where('guest.created_at', '<=', before)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('session').select('person').whereRef('session.person', '=', 'guest.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('account').select('person').whereRef('account.person', '=', 'guest.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('member').select('person').whereRef('member.person', '=', 'guest.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('class_teacher').select('person').whereRef('class_teacher.person', '=', 'guest.id'),
            ),
          ),
        )
        .limit(limit),
    )
    .returning('id')
    .execute();
  return rows.length;
}
