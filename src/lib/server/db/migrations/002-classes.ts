// Accounts, classes and their members, assignments and the attempts made for them, reports, regrades, audit, rate limits.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('account')
    .addColumn('person', 'text', (c) => c.primaryKey().notNull().references('person.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    // As typed, and in small letters to be found by; null for a learner who gave none.
    .addColumn('email', 'text')
    .addColumn('email_key', 'text', (c) => c.unique())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('teaches', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('password_reset')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('password_reset_person').on('password_reset').column('person').execute();

  await schema
    .createTable('class')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    // Null while nobody may join.
    .addColumn('code', 'text', (c) => c.unique())
    .addColumn('sample', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('archived_at', 'bigint')
    .addColumn('keep_until', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('class_keep_until').on('class').column('keep_until').execute();
  await schema
    .createTable('class_teacher')
    .addColumn('class', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('owner', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('class_teacher_pk', ['class', 'person'])
    .execute();
  await schema.createIndex('class_teacher_person').on('class_teacher').column('person').execute();
  await schema
    .createTable('class_invite')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('class', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('class_invite_class').on('class_invite').column('class').execute();

  await schema
    .createTable('member')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('class', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('person', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    // Null until the pupil was there: an entry of a pasted roster waits for its card.
    .addColumn('joined_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .addUniqueConstraint('member_class_person', ['class', 'person'])
    .execute();
  await schema.createIndex('member_person').on('member').column('person').execute();
  await schema
    .createTable('resume_key')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('member.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('resume_key_member').on('resume_key').column('member').execute();

  await schema
    .createTable('assignment')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('class', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('course', 'text', (c) => c.notNull())
    .addColumn('module', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('opens_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('closes_at', 'bigint')
    .addColumn('released_at', 'bigint')
    // The settings behind "More", as domain/assignment/settings.ts reads them.
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('assignment_class').on('assignment').column('class').execute();
  await schema
    .createTable('assignment_activity')
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull().references('content_version.hash'))
    .addPrimaryKeyConstraint('assignment_activity_pk', ['assignment', 'position'])
    .execute();
  await schema
    .createTable('allowance')
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('member', 'text', (c) => c.notNull().references('member.id').onDelete('cascade'))
    .addColumn('extra_minutes', 'integer', (c) => c.notNull())
    .addColumn('extra_attempts', 'integer', (c) => c.notNull())
    .addColumn('excused', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('allowance_pk', ['assignment', 'member'])
    .execute();
  await schema.createIndex('allowance_member').on('allowance').column('member').execute();
  await schema
    .createTable('assigned_attempt')
    .addColumn('attempt', 'text', (c) =>
      c.primaryKey().notNull().references('attempt.id').onDelete('cascade'),
    )
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('member', 'text', (c) => c.notNull().references('member.id').onDelete('cascade'))
    .addColumn('activity', 'text', (c) => c.notNull())
    // 1 for the first attempt at this activity, and so on: two begun at once cannot both be the first.
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('handed_in_at', 'bigint')
    .addUniqueConstraint('assigned_attempt_number', ['assignment', 'member', 'activity', 'number'])
    .execute();
  await schema.createIndex('assigned_attempt_member').on('assigned_attempt').column('member').execute();

  await schema
    .createTable('report')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('attempt', 'text', (c) => c.notNull().references('attempt.id').onDelete('cascade'))
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('handled_at', 'bigint')
    .addUniqueConstraint('report_attempt_item', ['attempt', 'item'])
    .execute();
  await schema
    .createTable('regrade')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('assignment', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('regrade_assignment').on('regrade').column('assignment').execute();
  await schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('class', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('person', 'text', (c) => c.references('person.id').onDelete('set null'))
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('audit_class').on('audit').column('class').execute();
  await schema.createIndex('audit_person').on('audit').column('person').execute();

  await schema
    .createTable('rate_limit')
    // What is limited and whose it is, hashed: "sign-in" of an account, "join" of an address.
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .execute();

  // How the attempt is to be played where an assignment says so; null for the usual way of its form.
  await schema.alterTable('attempt').addColumn('policy', 'text').execute();
}
