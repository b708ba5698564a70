// Every migration by name, in order. A released one is never changed; a new one gets the next number.
import type { Migration } from 'kysely/migration';
import * as attempts from './001-attempts.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '001-attempts': attempts,
};
