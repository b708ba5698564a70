// Every migration by name, in order. A released one is never changed; a new one gets the next number.
import type { Migration } from 'kysely/migration';
import * as attempts from './001-attempts.ts';
import * as classes from './002-classes.ts';
import * as device from './003-device.ts';
import * as review from './004-review.ts';
import * as learners from './005-learners.ts';
import * as wayBack from './006-way-back.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '001-attempts': attempts,
  '002-classes': classes,
  '003-device': device,
  '004-review': review,
  '005-learners': learners,
  '006-way-back': wayBack,
};
