// Reads a regrade's form against the question it is about.
import type { Result } from '#lib/domain/kernel/result.ts';
import type { Deed } from '#lib/domain/regrade/history.ts';
import { readRegrade, type RegradeFault, type RegradeFields } from '#lib/domain/regrade/read.ts';
import type { Services } from '../../services.ts';
import { findItem, type ItemPlace } from './look.ts';

/** Null when this person does not teach the class, or there is no such question. */
export async function readFor(
  services: Services,
  place: ItemPlace,
  fields: Omit<RegradeFields, 'hash'>,
): Promise<Result<Deed, RegradeFault> | null> {
  const found = await findItem(services, place);
  return found === null ? null : readRegrade(found.item, { ...fields, hash: found.newer?.hash ?? null });
}
