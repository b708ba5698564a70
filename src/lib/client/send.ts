// Sends one command of an attempt to the server and reads its answer; a lost answer is an answer too.
import type { Envelope } from '#lib/domain/attempt/commands.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';

interface Now {
  readonly position: number;
  /** Null where the server left it out because the browser knows it already. */
  readonly view: AttemptView | null;
  readonly results: Results | null;
}
export type Answer =
  | ({ readonly kind: 'recorded' } & Now)
  | ({ readonly kind: 'refused'; readonly refusal: Refusal } & Now)
  /** No network, no server, or a server that cannot store just now: nothing is known to be saved. */
  | { readonly kind: 'lost' };

interface Body {
  readonly ok: boolean;
  readonly refusal?: Refusal;
  readonly position?: number;
  readonly view?: AttemptView | null;
  readonly results?: Results | null;
}

const LONGEST_WAIT = 15_000;
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** Nothing is wrong with what was sent: the same may well be taken in a moment. */
export const isPassing = (status: number): boolean => status >= 500 || PASSING.has(status);

/** Posts the envelope; never throws. `judged` when the browser knows the view already and need not be sent it. */
export async function send(
  attempt: AttemptId,
  envelope: Envelope,
  judged: boolean,
  patience = LONGEST_WAIT,
): Promise<Answer> {
  try {
    const response = await fetch(`/api/attempts/${attempt}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(judged ? { prefer: 'return=minimal' } : {}) },
      body: JSON.stringify(envelope),
      signal: AbortSignal.timeout(patience),
    });
    if (isPassing(response.status)) return { kind: 'lost' };
    const body = (await response.json()) as Body;
    const now = {
      position: body.position ?? envelope.position,
      view: body.view ?? null,
      results: body.results ?? null,
    };
    if (body.ok) return { kind: 'recorded', ...now };
    const unknown: Refusal = { code: 'unknown_attempt', message: 'This attempt is not known here any more.' };
    return { kind: 'refused', refusal: body.refusal ?? unknown, ...now };
  } catch {
    return { kind: 'lost' };
  }
}
