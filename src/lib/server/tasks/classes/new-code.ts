// A code that no other class has.
import { randomInt } from 'node:crypto';
import { newCode, type Chance } from '#lib/domain/classes/code.ts';
import { isConflict } from '../../db/failures.ts';

/** How often another code is made when one is taken: with a million classes, the fifth failing is once in 10⁹. */
const TRIES = 5;

/** Runs the work with a fresh code; again with another one when that is taken. */
export async function withNewCode<T>(
  work: (code: string) => Promise<T>,
  below: Chance = randomInt,
): Promise<T> {
  for (let left = TRIES; ; left--)
    try {
      return await work(newCode(below));
    } catch (error) {
      if (!isConflict(error) || left === 1) throw error;
    }
}
