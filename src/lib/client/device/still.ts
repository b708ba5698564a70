// A still: the picture of a question as it was last drawn, and the step of which attempt it is of.
import type { HeldAttempt, HeldEvent } from '#lib/domain/sync/held.ts';

export interface Still {
  /** Of the app that drew it: another one may look different. */
  readonly version: string;
  /** Whose the attempt was, as the server names them; null where it was never told. */
  readonly owner: string | null;
  /** Seq of the next event. */
  readonly position: number;
  /** Id of the event before it, where that lies on the device; null where the attempt stands at its base. */
  readonly after: string | null;
  /** Of the page. */
  readonly title: string;
  /** The element that the player is in. */
  readonly markup: string;
}

/** Where it lies among the small facts of the device. */
export const stillKey = (attempt: string): string => `still/${attempt}`;

/**
 * Whether it is of the very step that an attempt stands at. `last` is the last of its events on the device. The position
 * alone is not enough: where another device was first, other events may have led to the same one.
 */
export function isOf(
  { version, owner, position, after }: Still,
  present: string,
  attempt: Pick<HeldAttempt, 'owner' | 'base'>,
  last: Pick<HeldEvent, 'id' | 'position'> | undefined,
): boolean {
  const { base } = attempt;
  const [next, id] =
    last === undefined || last.position < base.position
      ? [base.position, null]
      : [last.position + 1, last.id];
  return version === present && owner === attempt.owner && position === next && after === id;
}
