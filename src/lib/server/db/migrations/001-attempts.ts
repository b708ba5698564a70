// People, sessions, settings, content versions, and attempts with their log and projections.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();

  await schema
    .createTable('session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('session_person').on('session').column('person').execute();

  await schema
    .createTable('setting')
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('content_version')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('course', 'text', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();

  await schema
    .createTable('attempt')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('course', 'text', (c) => c.notNull())
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('form', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull().references('content_version.hash'))
    .addColumn('seed', 'text', (c) => c.notNull())
    .addColumn('scored', 'integer', (c) => c.notNull())
    .addColumn('parent', 'text', (c) => c.references('attempt.id').onDelete('set null'))
    .addColumn('fork_scene', 'text')
    .addColumn('fork_seq', 'bigint')
    .addColumn('begin_command', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    // Beginning twice with one command is beginning once. Its index also finds the attempts of a person.
    .addUniqueConstraint('attempt_person_begin_command', ['person', 'begin_command'])
    .execute();
  await schema
    .createIndex('attempt_person_activity')
    .on('attempt')
    .columns(['person', 'course', 'activity'])
    .execute();
  await schema.createIndex('attempt_parent').on('attempt').column('parent').execute();

  await schema
    .createTable('attempt_event')
    .addColumn('attempt', 'text', (c) => c.notNull().references('attempt.id').onDelete('cascade'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('command', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    // These two settle every race: one event at a position, one event for a command.
    .addPrimaryKeyConstraint('attempt_event_pk', ['attempt', 'seq'])
    .addUniqueConstraint('attempt_event_command', ['attempt', 'command'])
    .execute();

  await schema
    .createTable('attempt_state')
    .addColumn('attempt', 'text', (c) =>
      c.primaryKey().notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('latest_at', 'bigint', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('attempt_score')
    .addColumn('attempt', 'text', (c) =>
      c.primaryKey().notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('points_e6', 'bigint', (c) => c.notNull())
    .addColumn('max', 'integer', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('scorer_version', 'integer', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .execute();
}
