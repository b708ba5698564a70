// What a sealed attempt is played from, for its owner: its own questions, and no key to any of them.
import type { SealedActivity } from '#lib/domain/content/compiled.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Services } from '../services.ts';
import { ownAttempt } from './live.ts';

/** Null for an attempt that does not exist, for somebody else's, and for practice, which is kept by its hash. */
export async function sealedArtefact(
  services: Services,
  person: PersonId | null,
  attempt: AttemptId,
): Promise<SealedActivity | null> {
  const found = await ownAttempt(services, person, attempt);
  if (found === null || found.attempt.form !== 'sealed') return null;
  const artefact = found.version.dealt(found.attempt.seed).playable('sealed');
  return artefact.form === 'sealed' ? artefact : null;
}
