// Every migration by name, in order. A released one is never changed; a new one gets the next number.
import type { Migration } from 'kysely/migration';
import * as attempts from './001-attempts.ts';
import * as classes from './002-classes.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '001-attempts': attempts,
  '002-classes': classes,
};
