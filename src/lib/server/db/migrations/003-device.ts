// Answers given on a device: when it says they were given, and who the person was that has become another since.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema.alterTable('attempt_event').addColumn('claimed_at', 'bigint').execute();

  await schema
    .createTable('person_alias')
    // The id of a person who is no more, so it refers to nothing.
    .addColumn('was', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('person_alias_person').on('person_alias').column('person').execute();
}
