// What a device holds of an attempt, and how it changes: by an answer given here, by the server's receipts and refusals.
import type { Command, Envelope } from '../attempt/commands.ts';
import type { AttemptState } from '../attempt/machine.ts';
import type { AttemptHead } from '../content/cards.ts';
import type { AttemptId, CommandId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Beginning, Receipt } from './messages.ts';

/** The state after the events before `position`, as the server last gave it, or as the attempt began here. */
export interface Base {
  readonly position: number;
  readonly state: AttemptState;
}

export interface HeldAttempt {
  readonly id: AttemptId;
  /** Whose it is, as the server names them; null while it was never told. */
  readonly owner: string | null;
  readonly head: AttemptHead;
  /** Where the artefact lies among the contents. */
  readonly content: string;
  /** For an attempt that began here and of which the server does not know yet. */
  readonly begin: Beginning | null;
  readonly base: Base;
  /** Why the server takes nothing of it, where it said so. */
  readonly refused: Refusal | null;
  /** When it came here, in epoch milliseconds on the device's clock. */
  readonly touchedAt: number;
}

/** One answer or step taken on this device, under its place in the log. */
export interface HeldEvent {
  readonly attempt: AttemptId;
  readonly position: number;
  readonly id: CommandId;
  readonly command: Command;
  /** Epoch milliseconds on the device's clock. */
  readonly at: number;
  /** The attempt's id again while the server has not acknowledged it: what waits is found by this. */
  readonly unsent?: AttemptId;
  /** The attempt was over with it. */
  readonly ends?: true;
}

/** An answer that the server did not take: kept to be looked at, never sent again. */
export interface SetAside {
  readonly id: CommandId;
  readonly attempt: AttemptId;
  readonly position: number;
  readonly command: Command;
  readonly at: number;
  readonly refusal: Refusal;
}

/** An attempt with its events by position. */
export interface Held {
  readonly attempt: HeldAttempt;
  readonly events: readonly HeldEvent[];
}

/** What is to be written, all of it or nothing. */
export interface Change {
  readonly attempt?: HeldAttempt;
  readonly put?: readonly HeldEvent[];
  /** Positions. */
  readonly remove?: readonly number[];
  readonly aside?: readonly SetAside[];
}

export const heldEvent = (
  attempt: AttemptId,
  { id, position, command }: Envelope,
  at: number,
  ends = false,
): HeldEvent => ({
  attempt,
  position,
  id,
  command,
  at,
  unsent: attempt,
  ...(ends ? { ends } : {}),
});

/** When it was last touched on this device. */
export const touchedAt = ({ attempt, events }: Held): number => events.at(-1)?.at ?? attempt.touchedAt;

/** The events that follow the base without a gap: what the device's own state is made of. */
export function following({ attempt, events }: Held): readonly HeldEvent[] {
  const after: HeldEvent[] = [];
  for (const event of events) if (event.position === attempt.base.position + after.length) after.push(event);
  return after;
}

/** The place of the next event. */
export const nextPosition = (held: Held): number => held.attempt.base.position + following(held).length;

export const isUnsent = ({ unsent }: HeldEvent): boolean => unsent !== undefined;
export const unsentOf = ({ events }: Held): readonly HeldEvent[] => events.filter(isUnsent);

const sent = ({ unsent: _, ...event }: HeldEvent): HeldEvent => event;

/** The server has these: nothing more is to be done about them. */
export const acknowledged = (held: Held, ids: ReadonlySet<CommandId>): Change => ({
  put: held.events.filter((event) => isUnsent(event) && ids.has(event.id)).map(sent),
});

/**
 * What a receipt changes. `asked` are the events it answers: what was written meanwhile waits for a receipt of its own,
 * except that nothing after a refused answer can stand.
 */
export function received(held: Held, asked: readonly HeldEvent[], receipt: Receipt): Change {
  const { attempt } = held;
  const { refusal } = receipt;
  const known = receipt.position === null ? attempt : { ...attempt, begin: null };
  const from = refusal?.position ?? Infinity;
  const ids = new Set(asked.filter(({ position }) => position < from).map(({ id }) => id));
  const taken = acknowledged(held, ids).put ?? [];
  if (refusal === null) return { attempt: known, put: taken };

  // The server is behind what was sent: it is sent again from there, if the device still has it.
  if (refusal.code === 'out_of_order' && receipt.position !== null) {
    const again = lostFrom(held, receipt.position).filter(({ id }) => !ids.has(id));
    if (holds(held, receipt.position)) return { attempt: known, put: [...taken, ...again] };
  }

  const { code, message } = refusal;
  const lost = unsentOf(held).filter(({ id }) => !ids.has(id));
  const aside = lost.map(({ unsent: _, ...event }): SetAside => ({ ...event, refusal: { code, message } }));
  if (receipt.position === null || receipt.state === null)
    return {
      attempt: { ...attempt, refused: { code, message } },
      put: taken,
      remove: lost.map(({ position }) => position),
      aside,
    };
  const { position, state } = receipt;
  return { ...standsAt(held, { position, state }), aside };
}

/** From here on it goes as the server has it; what it was made of is in its state. */
const standsAt = ({ attempt, events }: Held, base: Base): Change => ({
  attempt: { ...attempt, begin: null, head: { ...attempt.head, position: base.position }, base },
  remove: events.map(({ position }) => position),
});

const holds = ({ events }: Held, place: number): boolean => events.some(({ position }) => position === place);
/** What the server had acknowledged from `place` on and has lost: it waits once more. */
const lostFrom = ({ attempt, events }: Held, place: number): readonly HeldEvent[] =>
  events
    .filter((event) => event.position >= place && !isUnsent(event))
    .map((event) => ({ ...event, unsent: attempt.id }));

/**
 * What became of asking where an attempt stands. `ahead`: the server was, and the device has taken that over. `behind`:
 * the server was, and what it has lost waits to be sent again. `gone`: the server does not have it any more.
 */
export type CaughtUp = 'same' | 'ahead' | 'behind' | 'gone';

/** What the answer to such a question changes; `asked` is where the device stood when it was put. */
export function caughtUp(held: Held, asked: number, receipt: Receipt): readonly [Change, CaughtUp] {
  const { position, state, refusal } = receipt;
  // What was answered since has receipts of its own: they decide.
  if (unsentOf(held).length > 0 || nextPosition(held) !== asked) return [{}, 'same'];
  // Any other refusal is one of the question, and says nothing of the attempt.
  if (refusal?.code === 'unknown_attempt') return [received(held, [], receipt), 'gone'];
  if (refusal !== null || position === null) return [{}, 'same'];
  if (position > asked && state !== null) return [standsAt(held, { position, state }), 'ahead'];
  if (position < asked && holds(held, position)) return [{ put: lostFrom(held, position) }, 'behind'];
  return [{}, 'same'];
}

/** An attempt as the server gives it when a page is opened. */
export interface Given {
  readonly head: AttemptHead;
  readonly state: AttemptState;
  readonly owner: string | null;
  readonly content: string;
}

/**
 * Takes what the server says now. Answers that wait here and that it has already, or has others in the place of, must be
 * settled first: then nothing is changed, and `behind` is true.
 */
export function adopted(
  held: Held | null,
  { head, state, owner, content }: Given,
  now: number,
): { readonly change: Change; readonly behind: boolean } {
  const waiting = held === null ? [] : unsentOf(held);
  if (waiting.some(({ position }) => position < head.position)) return { change: {}, behind: true };
  const base = { position: head.position, state };
  const attempt = { id: head.id, owner, head, content, begin: null, base, refused: null, touchedAt: now };
  const remove = (held?.events ?? [])
    .filter(({ position }) => position < head.position)
    .map(({ position }) => position);
  return { change: { attempt, remove }, behind: false };
}
