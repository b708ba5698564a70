// Review: attempts at one question, the answers that count for it, and what a person has settled about it.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  // The question of an attempt at one alone; null for all others.
  await schema.alterTable('attempt').addColumn('item', 'text').execute();

  await schema
    .createTable('review_answer')
    .addColumn('attempt', 'text', (c) => c.notNull().references('attempt.id').onDelete('cascade'))
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('course', 'text', (c) => c.notNull())
    .addColumn('skill', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('correct', 'integer', (c) => c.notNull())
    .addColumn('certainty', 'text')
    .addColumn('review', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('review_answer_pk', ['attempt', 'item'])
    .execute();
  await schema.createIndex('review_answer_person').on('review_answer').columns(['person', 'at']).execute();

  await schema
    .createTable('review_plan')
    .addColumn('person', 'text', (c) => c.primaryKey().notNull().references('person.id').onDelete('cascade'))
    // As in "2026-11-27".
    .addColumn('exam_on', 'text', (c) => c.notNull())
    .execute();
}
