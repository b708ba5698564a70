// Gives out the open artefact of a content version, and sees to it that answers to it can be judged for as long as it takes.
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import { isUnavailable } from '../db/failures.ts';
import type { Version } from '../library.ts';
import type { Services } from '../services.ts';
import * as contents from '../stores/contents.ts';

/** Versions known to be in the database: a device may come back with one long after the course was corrected. */
const kept = new WeakSet<Version>();

/** As JSON, of one question alone where a review asks it; null where there is no such version, or no such question. */
export async function openContent(
  services: Services,
  hash: ContentHash,
  now: number,
  item: string | null = null,
): Promise<string | null> {
  const version = await services.library.version(services.db, hash);
  if (version === null) return null;
  if (!kept.has(version))
    try {
      await services.commit((trx) => contents.put(trx, version, version.json(), now));
      kept.add(version);
    } catch (fault) {
      // What is given out is still right; the next to ask for it makes up for it.
      if (!isUnavailable(fault)) throw fault;
    }
  return item === null ? version.openJson() : version.openJsonOf(item);
}
