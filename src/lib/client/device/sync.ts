// Sends a message of answers to the server and reads its receipts; a lost answer is an answer too.
import { isPassing } from '../send.ts';
import type { NotSynced, Sync, Synced } from '#lib/domain/sync/messages.ts';

export type Answered =
  | ({ readonly kind: 'synced' } & Synced)
  | ({ readonly kind: 'refused' } & NotSynced)
  /** No network, no server, or a server that cannot store just now; `retryAfter` in milliseconds where it said so. */
  | { readonly kind: 'lost'; readonly retryAfter: number | null };

export type Post = (message: Sync) => Promise<Answered>;

const LONGEST_WAIT = 30_000;

/** Posts the message; never throws. */
export const post: Post = async (message) => {
  try {
    const response = await fetch('/api/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    if (isPassing(response.status)) {
      const after = Number(response.headers.get('retry-after'));
      return { kind: 'lost', retryAfter: after > 0 ? after * 1000 : null };
    }
    const body = (await response.json()) as Synced | NotSynced;
    return 'refusal' in body ? { kind: 'refused', ...body } : { kind: 'synced', ...body };
  } catch {
    return { kind: 'lost', retryAfter: null };
  }
};
