// Reads a regrade's form against the questions it is about.
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { readRegrade, type RegradeFault, type RegradeFields } from '#lib/domain/regrade/read.ts';
import type { Services } from '../../services.ts';
import type { Change } from './apply.ts';
import { findItems, type ItemPlace, type Place } from './look.ts';

/** What the form says of one question. */
export type Said = ItemPlace & Omit<RegradeFields, 'hash'>;

/** Null when this person does not teach the class, or one of the questions is not there; the first fault stops it. */
export async function readFor(
  services: Services,
  place: Place,
  said: readonly Said[],
): Promise<Result<readonly Change[], RegradeFault> | null> {
  const found = await findItems(services, place, said);
  if (found === null) return null;
  const changes: Change[] = [];
  for (const { place: fields, item, newer } of found.items) {
    const deed = readRegrade(item, { ...fields, hash: newer?.hash ?? null });
    if (!deed.ok) return err(deed.error);
    changes.push({ activity: fields.activity, item: item.id, deed: deed.value });
  }
  return ok(changes);
}
