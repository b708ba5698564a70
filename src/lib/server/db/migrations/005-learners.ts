// Accounts for learners: sign-in names, and keys of words. Such an account may have no e-mail address and no password.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('account').addColumn('sign_in_name', 'text').execute();
  // Folded, to be found by; null for who signs in with something else.
  await schema.alterTable('account').addColumn('sign_in_key', 'text').execute();
  await schema.createIndex('account_sign_in_key').unique().on('account').column('sign_in_key').execute();
  await schema
    .createTable('word_key')
    .addColumn('person', 'text', (c) => c.primaryKey().notNull().references('person.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}
