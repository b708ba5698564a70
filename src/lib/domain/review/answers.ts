// The answers of one attempt that count for review, from its log: the first in practice, the last before Hand in in a test.
import type { AttemptEvent, LoggedEvent } from '../attempt/events.ts';
import { scoredItems } from '../attempt/score.ts';
import type { Activity, Form } from '../content/compiled.ts';
import { judge } from '../items/index.ts';
import type { ReviewAnswer } from './cards.ts';

export interface Answering {
  readonly id: string;
  readonly course: string;
  readonly form: Form;
  /** The question, where it is asked as a review. */
  readonly item: string | null;
  /** A branch has copied what came before this. */
  readonly branch: { readonly seq: number } | null;
}

/** Nobody is away for longer: a device that says so has a clock that is wrong. */
const LONGEST_AWAY = 90 * 86_400_000;

/** When it was answered: on the device, where that says so, is not ahead of the server and not years behind it. */
const answeredAt = ({ at, claimedAt }: LoggedEvent): number =>
  claimedAt == null || claimedAt > at || claimedAt < at - LONGEST_AWAY ? at : claimedAt;

type Responded = LoggedEvent & { readonly event: Extract<AttemptEvent, { type: 'responded' }> };
const isResponse = (logged: LoggedEvent): logged is Responded => logged.event.type === 'responded';

/**
 * `activity` as the attempt has it; `log` in its order, or any later part of the log of a practice. What a test says
 * of its questions is known when it is over, so before that it must not be asked.
 */
export function answersIn(
  activity: Activity,
  { id, course, form, item: reviewed, branch }: Answering,
  log: readonly LoggedEvent[],
): ReviewAnswer[] {
  const items = new Map(scoredItems(activity, form).map((item) => [item.id, item]));
  const standing = new Map<string, Responded>();
  for (const logged of log) {
    if (!isResponse(logged) || logged.seq < (branch?.seq ?? 0)) continue;
    const name = logged.event.item;
    if (form === 'sealed' || !standing.has(name)) standing.set(name, logged);
  }
  return [...standing.values()].flatMap((logged) => {
    const { seq, event } = logged;
    const item = items.get(event.item);
    if (item === undefined) return [];
    return [
      {
        course,
        item: item.id,
        skill: item.skill,
        at: answeredAt(logged),
        correct: judge(item, event.response).verdict === 'right',
        certainty: event.certainty ?? null,
        attempt: id,
        seq,
        review: reviewed !== null,
      },
    ];
  });
}
