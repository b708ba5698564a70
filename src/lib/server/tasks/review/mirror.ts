// What a device is told of its owner's review: the answers that may be seen, and what is not to be asked now.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { NO_MIRROR, type Mirror } from '#lib/domain/review/mirror.ts';
import { examAhead } from '#lib/domain/review/today.ts';
import { zone } from '../../clock.ts';
import type { Services } from '../../services.ts';
import { ownerOf } from '../sync/owner.ts';
import { reviewing } from './standing.ts';

export async function reviewMirror(
  services: Services,
  { person, now }: { readonly person: PersonId | null; readonly now: number },
): Promise<Mirror> {
  if (person === null) return NO_MIRROR;
  const standing = await reviewing(services, { person, now, zone: zone() });
  const { answers, withheld } = standing;
  return { owner: ownerOf(services, person), answers, withheld: [...withheld], exam: examAhead(standing) };
}
