// The name of a content version: attempts are pinned to it.
import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/domain/content/canonical.ts';
import type { Activity } from '#lib/domain/content/compiled.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';

/** sha256 of the activity's canonical JSON, in hexadecimal. */
export const hashOf = (activity: Activity): ContentHash =>
  createHash('sha256').update(canonicalJson(activity)).digest('hex') as ContentHash;
