// The way back of a guest whose browser died before it had written the cookie down.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // A hash, as of the token; null for who can sign in again.
  await schema.alterTable('session').addColumn('way_back', 'text').execute();
  await schema.createIndex('session_way_back').on('session').column('way_back').execute();
}
