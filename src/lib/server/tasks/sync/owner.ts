// Whose answers a device sends: the person of the session, or somebody they were before they had an account.
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../../services.ts';
import * as aliases from '../../stores/aliases.ts';

/** How devices know this person; null for nobody. */
export const ownerOf = ({ sessions }: Services, person: PersonId | null): string | null =>
  person === null ? null : sessions.ownerOf(person);

/** Whether work of this owner may be taken from this person; what was never anybody's is theirs who bring it. */
export async function theirs(
  services: Services,
  person: PersonId | null,
  owner: string | null,
): Promise<boolean> {
  if (owner === null) return true;
  if (person === null) return false;
  if (services.sessions.ownerOf(person) === owner) return true;
  const before = await aliases.of(services.db, person);
  return before.some((was) => services.sessions.ownerOf(was) === owner);
}
