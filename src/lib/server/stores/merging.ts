// Two persons who turn out to be one: what the first has done becomes the second's, and nothing of it is lost.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import * as aliases from './aliases.ts';
import type { Member } from './classes.ts';

/** Every attempt. Beginning twice with one command is beginning once for a person only, so a clash gets a new command. */
async function attempts(db: Db, from: PersonId, into: PersonId, newId: () => string): Promise<void> {
  const clashing = await db
    .selectFrom('attempt')
    .innerJoin('attempt as own', 'own.begin_command', 'attempt.begin_command')
    .select('attempt.id')
    .where('attempt.person', '=', from)
    .where('own.person', '=', into)
    .execute();
  for (const { id } of clashing)
    await db.updateTable('attempt').set({ begin_command: newId() }).where('id', '=', id).execute();
  await db.updateTable('attempt').set({ person: into }).where('person', '=', from).execute();
}

/** Numbers beyond any that an attempt has, so that renumbering meets none of them on its way. */
const ASIDE = 1_000_000;

/** The attempts for assignments under one entry, numbered by when they were begun: the first one stays the first. */
async function assignedAttempts(db: Db, from: string, into: string): Promise<void> {
  const moving = await db
    .selectFrom('assigned_attempt')
    .select('attempt')
    .where('member', '=', from)
    .execute();
  if (moving.length === 0) return;
  const rows = await db
    .selectFrom('assigned_attempt')
    .innerJoin('attempt', 'attempt.id', 'assigned_attempt.attempt')
    .select(['assigned_attempt.attempt', 'assigned_attempt.assignment', 'assigned_attempt.activity'])
    .where('assigned_attempt.member', 'in', [from, into])
    .orderBy('attempt.created_at')
    .orderBy('attempt.id')
    .execute();
  for (const [i, { attempt }] of rows.entries())
    await db
      .updateTable('assigned_attempt')
      .set({ number: ASIDE + i, member: into })
      .where('attempt', '=', attempt)
      .execute();
  const next = new Map<string, number>();
  for (const { attempt, assignment, activity } of rows) {
    const number = (next.get(`${assignment} ${activity}`) ?? 0) + 1;
    next.set(`${assignment} ${activity}`, number);
    await db.updateTable('assigned_attempt').set({ number }).where('attempt', '=', attempt).execute();
  }
}

/** What either entry was allowed: the larger of the two. */
async function allowances(db: Db, from: string, into: string): Promise<void> {
  const given = await db.selectFrom('allowance').selectAll().where('member', 'in', [from, into]).execute();
  for (const mine of given.filter(({ member }) => member === from)) {
    const theirs = given.find(({ member, assignment }) => member === into && assignment === mine.assignment);
    if (theirs === undefined) {
      await db
        .updateTable('allowance')
        .set({ member: into })
        .where('member', '=', from)
        .where('assignment', '=', mine.assignment)
        .execute();
      continue;
    }
    await db
      .updateTable('allowance')
      .set({
        extra_minutes: Math.max(mine.extra_minutes, theirs.extra_minutes),
        extra_attempts: Math.max(mine.extra_attempts, theirs.extra_attempts),
        excused: mine.excused === 1 || theirs.excused === 1 ? 1 : 0,
      })
      .where('member', '=', into)
      .where('assignment', '=', mine.assignment)
      .execute();
  }
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Makes one entry of two in the same class: `into` keeps its name and has the attempts of both. */
export async function members(db: Db, from: Member, into: Member): Promise<void> {
  await assignedAttempts(db, from.id, into.id);
  await allowances(db, from.id, into.id);
  await db.updateTable('resume_key').set({ member: into.id }).where('member', '=', from.id).execute();
  await db
    .updateTable('member')
    .set({
      joined_at: earlier(from.joinedAt, into.joinedAt),
      removed_at: from.removedAt === null || into.removedAt === null ? null : into.removedAt,
    })
    .where('id', '=', into.id)
    .execute();
  await db.deleteFrom('member').where('id', '=', from.id).execute();
}

/** The attempts made under an entry become another person's; what they did beside them stays theirs. */
export async function attemptsUnder(db: Db, member: string, into: PersonId): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ person: into })
    .where('id', 'in', (eb) =>
      eb.selectFrom('assigned_attempt').select('attempt').where('assigned_attempt.member', '=', member),
    )
    .execute();
  await db
    .updateTable('review_answer')
    .set({ person: into })
    .where('attempt', 'in', (eb) =>
      eb.selectFrom('assigned_attempt').select('attempt').where('assigned_attempt.member', '=', member),
    )
    .execute();
}

/** The answers that count for review; the day of an exam where `into` has named none. */
async function review(db: Db, from: PersonId, into: PersonId): Promise<void> {
  await db.updateTable('review_answer').set({ person: into }).where('person', '=', from).execute();
  await db
    .updateTable('review_plan')
    .set({ person: into })
    .where('person', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('review_plan as own').select('own.person').where('own.person', '=', into))),
    )
    .execute();
}

async function memberships(db: Db, from: PersonId, into: PersonId): Promise<void> {
  const rows = await db.selectFrom('member').selectAll().where('person', 'in', [from, into]).execute();
  const entries = rows.map((row): Member => ({
    id: row.id,
    class: row.class,
    person: row.person as PersonId,
    name: row.name,
    createdAt: row.created_at,
    joinedAt: row.joined_at,
    removedAt: row.removed_at,
  }));
  for (const entry of entries.filter(({ person }) => person === from)) {
    const own = entries.find(({ person, class: id }) => person === into && id === entry.class);
    if (own !== undefined) await members(db, entry, own);
    else await db.updateTable('member').set({ person: into }).where('id', '=', entry.id).execute();
  }
}

async function classes(db: Db, from: PersonId, into: PersonId): Promise<void> {
  const taught = await db
    .selectFrom('class_teacher')
    .selectAll()
    .where('person', 'in', [from, into])
    .execute();
  for (const { class: id, owner } of taught.filter(({ person }) => person === from)) {
    const both = taught.some(({ person, class: other }) => person === into && other === id);
    if (!both) {
      await db
        .updateTable('class_teacher')
        .set({ person: into })
        .where('class', '=', id)
        .where('person', '=', from)
        .execute();
    } else if (owner === 1) {
      await db
        .updateTable('class_teacher')
        .set({ owner: 1 })
        .where('class', '=', id)
        .where('person', '=', into)
        .execute();
    }
  }
}

/**
 * The one place where a person ends in another, whoever asks for it: signing in, a card, a teacher who merges entries.
 * All that is `from`'s becomes `into`'s: attempts, review, entries in classes, classes taught. `from` is gone afterwards, with
 * its sessions: whoever held one of them does not come to hold one of `into`.
 */
export async function persons(db: Db, from: PersonId, into: PersonId, newId: () => string): Promise<void> {
  await attempts(db, from, into, newId);
  await review(db, from, into);
  await memberships(db, from, into);
  await classes(db, from, into);
  await aliases.remember(db, from, into);
  await db.updateTable('audit').set({ person: into }).where('person', '=', from).execute();
  await db.deleteFrom('person').where('id', '=', from).execute();
}
