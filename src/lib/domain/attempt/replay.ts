// Replays a log from its first event: the truth that every kept state and every score is checked against.
import type { Playable } from '../content/compiled.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { AttemptEvent } from './events.ts';
import { begin, step, type AttemptState } from './machine.ts';

/** Where a log stops making sense: the seq of the first event the machine does not take, and its type. */
export interface BrokenLog {
  readonly seq: number;
  readonly type: AttemptEvent['type'] | 'nothing';
}

/** The state after all events in order; the first must be `began`. */
export function replay(playable: Playable, events: readonly AttemptEvent[]): Result<AttemptState, BrokenLog> {
  if (events[0]?.type !== 'began') return err({ seq: 0, type: events[0]?.type ?? 'nothing' });
  let state = begin(playable);
  for (const [seq, event] of events.entries()) {
    if (seq === 0) continue;
    const next = step(playable, state, event);
    if (next === null) return err({ seq, type: event.type });
    state = next;
  }
  return ok(state);
}
