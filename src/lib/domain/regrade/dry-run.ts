// What a regrade would do, before it is done: whose score rises, whose falls, and by how much.
import { countedOf } from '../assignment/counting.ts';
import type { Settings } from '../assignment/settings.ts';
import type { AttemptState } from '../attempt/machine.ts';
import { score, type Score, type Share } from '../attempt/score.ts';
import type { Activity, Form } from '../content/compiled.ts';
import type { AttemptId } from '../kernel/ids.ts';
import type { Rules } from './adjustment.ts';
import { marking } from './marking.ts';

/** A finished attempt of the assignment at the activity; `activity` as it was dealt to this attempt. */
export interface Finished {
  readonly attempt: AttemptId;
  readonly member: string;
  readonly number: number;
  readonly handedInAt: number | null;
  readonly activity: Activity;
  readonly form: Form;
  readonly state: AttemptState;
}

export type Moves = 'rises' | 'falls' | 'stays';
export interface MemberMove {
  readonly member: string;
  readonly before: Share;
  readonly after: Share;
  readonly moves: Moves;
}
export interface DryRun {
  /** The score of every finished attempt as it would be kept. */
  readonly scores: ReadonlyMap<AttemptId, Score>;
  /** Of each pupil the attempt that counts, before and after: it can be another one. */
  readonly members: readonly MemberMove[];
  readonly rise: number;
  readonly fall: number;
}

const shareOf = ({ points, max }: Share): number => (max === 0 ? 0 : points / max);

/** By the share of the maximum: a dropped question takes its point and its place in the maximum with it. */
export function movesOf(before: Share, after: Share): Moves {
  const change = shareOf(after) - shareOf(before);
  // A share is a quotient of millionths: less than that is the arithmetic, not the score.
  return Math.abs(change) < 1e-9 ? 'stays' : change > 0 ? 'rises' : 'falls';
}

function countedShare(
  own: readonly Finished[],
  scores: ReadonlyMap<AttemptId, Score>,
  counts: Settings['counts'],
): Share | null {
  const taken = own.map(({ attempt, number, handedInAt }) => ({
    attempt,
    number,
    handedInAt,
    points: scores.get(attempt)?.points ?? null,
  }));
  const counted = countedOf(taken, counts);
  return counted === null ? null : (scores.get(counted.attempt) ?? null);
}

const scoresBy = (finished: readonly Finished[], rules: Rules): Map<AttemptId, Score> =>
  new Map(
    finished.map(({ attempt, activity, form, state }) => [
      attempt,
      score(activity, form, state, marking(rules)),
    ]),
  );

const countOf = (members: readonly MemberMove[], moves: Moves): number =>
  members.filter((one) => one.moves === moves).length;
const plus = (a: Share, b: Share): Share => ({
  points: Math.round((a.points + b.points) * 1e6) / 1e6,
  max: a.max + b.max,
});

/** Dry runs of several activities as one: of each pupil the sum of those that they have done. */
export function together(runs: readonly DryRun[]): DryRun {
  const all = Map.groupBy(
    runs.flatMap((run) => run.members),
    ({ member }) => member,
  );
  const members = [...all].map(([member, own]): MemberMove => {
    const none: Share = { points: 0, max: 0 };
    const before = own.reduce((sum, one) => plus(sum, one.before), none);
    const after = own.reduce((sum, one) => plus(sum, one.after), none);
    return { member, before, after, moves: movesOf(before, after) };
  });
  return {
    scores: new Map(runs.flatMap((run) => [...run.scores])),
    members,
    rise: countOf(members, 'rises'),
    fall: countOf(members, 'falls'),
  };
}

/** Computes all scores under both sets of rules; applying keeps `scores`, so that it is what was shown. */
export function dryRun(
  finished: readonly Finished[],
  counts: Settings['counts'],
  rules: { readonly before: Rules; readonly after: Rules },
): DryRun {
  const earlier = scoresBy(finished, rules.before);
  const scores = scoresBy(finished, rules.after);
  const members = [...Map.groupBy(finished, ({ member }) => member)].flatMap(
    ([member, own]): MemberMove[] => {
      const before = countedShare(own, earlier, counts);
      const after = countedShare(own, scores, counts);
      return before === null || after === null
        ? []
        : [{ member, before, after, moves: movesOf(before, after) }];
    },
  );
  return { scores, members, rise: countOf(members, 'rises'), fall: countOf(members, 'falls') };
}
