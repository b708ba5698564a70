// The answers that count for review (derived from the logs), and the day of an exam that a person has named.
import type { ReviewAnswer } from '#lib/domain/review/cards.ts';
import type { Certainty, Skill } from '#lib/domain/content/vocabulary.ts';
import type { AttemptId, ContentHash, PersonId } from '#lib/domain/kernel/ids.ts';
import { preparedInsert } from '../db/prepared.ts';
import { flag, type Db, type Tables } from '../db/tables.ts';

const insert = preparedInsert<'review_answer', Tables['review_answer']>((db, rows) =>
  db
    .insertInto('review_answer')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['attempt', 'item']).doNothing()),
);

/** Keeps answers of this person; one that is there already stays as it is. */
export async function add(db: Db, person: PersonId, answers: readonly ReviewAnswer[]): Promise<void> {
  const rows = answers.map(({ attempt, item, seq, course, skill, at, correct, certainty, review }) => ({
    ...{ attempt, item, seq, person, course, skill, at },
    ...{ correct: flag(correct), certainty, review: flag(review) },
  }));
  await insert(db, rows);
}

/** All of one person, in the order in which they were given. Whether they may be seen yet is not asked here. */
export async function ofPerson(db: Db, person: PersonId): Promise<ReviewAnswer[]> {
  const rows = await db
    .selectFrom('review_answer')
    .select(['attempt', 'item', 'seq', 'course', 'skill', 'at', 'correct', 'certainty', 'review'])
    .where('person', '=', person)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    ...row,
    skill: row.skill as Skill,
    correct: row.correct === 1,
    certainty: row.certainty as Certainty | null,
    review: row.review === 1,
  }));
}

/** The attempts that this person has made for assignments. */
export async function assignedOf(db: Db, person: PersonId): Promise<AttemptId[]> {
  const rows = await db
    .selectFrom('assigned_attempt')
    .innerJoin('member', 'member.id', 'assigned_attempt.member')
    .select('assigned_attempt.attempt')
    .where('member.person', '=', person)
    .execute();
  return rows.map(({ attempt }) => attempt as AttemptId);
}

/** A review of this very question that was begun and never answered. */
export async function begun(
  db: Db,
  {
    person,
    course,
    activity,
    item,
    hash,
  }: {
    readonly person: PersonId;
    readonly course: string;
    readonly activity: string;
    readonly item: string;
    readonly hash: ContentHash;
  },
): Promise<AttemptId | null> {
  const row = await db
    .selectFrom('attempt')
    .leftJoin('review_answer', 'review_answer.attempt', 'attempt.id')
    .select('attempt.id')
    .where('attempt.person', '=', person)
    .where('attempt.course', '=', course)
    .where('attempt.activity', '=', activity)
    .where('attempt.item', '=', item)
    .where('attempt.content_hash', '=', hash)
    .where('review_answer.attempt', 'is', null)
    .orderBy('attempt.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (row.id as AttemptId);
}

/** Takes away the answers of one attempt, and gives them as text to compare with. */
export async function drop(db: Db, attempt: AttemptId): Promise<string> {
  const before = await derived(db, attempt);
  await db.deleteFrom('review_answer').where('attempt', '=', attempt).execute();
  return before;
}

/** The answers of one attempt at present, as text to compare with. */
export const derived = async (db: Db, attempt: AttemptId): Promise<string> =>
  JSON.stringify(
    await db
      .selectFrom('review_answer')
      .selectAll()
      .where('attempt', '=', attempt)
      .orderBy('seq')
      .orderBy('item')
      .execute(),
  );

/** As in "2026-11-27"; null where none was named. */
export async function examOf(db: Db, person: PersonId): Promise<string | null> {
  const row = await db
    .selectFrom('review_plan')
    .select('exam_on')
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.exam_on ?? null;
}

export async function setExam(db: Db, person: PersonId, exam_on: string | null): Promise<void> {
  if (exam_on === null) await db.deleteFrom('review_plan').where('person', '=', person).execute();
  else
    await db
      .insertInto('review_plan')
      .values({ person, exam_on })
      .onConflict((conflict) => conflict.column('person').doUpdateSet({ exam_on }))
      .execute();
}
