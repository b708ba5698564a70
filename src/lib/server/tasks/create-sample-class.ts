// A sample class: six made-up pupils, so that a teacher sees what a class looks like before there is one.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Db } from '../db/tables.ts';
import * as samples from '../stores/sample-classes.ts';

export const SAMPLE_NAME = 'Sample class';
/** First names and initials, as pupils are asked to give; none of them is anybody. */
export const SAMPLE_PUPILS = ['Ales K.', 'Daria M.', 'Hanna P.', 'Jan R.', 'Maksim T.', 'Zoya V.'] as const;

/**
 * In the transaction of what makes this person a teacher. What the pupils were given to do and have done is added to
 * the class that comes back, in the same transaction.
 */
export async function createSampleClass(
  trx: Db,
  teacher: PersonId,
  now: number,
  newId: () => string,
): Promise<samples.SampleClass> {
  const sample: samples.SampleClass = {
    id: newId(),
    name: SAMPLE_NAME,
    members: SAMPLE_PUPILS.map((name) => ({ id: newId(), person: newId() as PersonId, name })),
  };
  await samples.create(trx, teacher, sample, now);
  return sample;
}
