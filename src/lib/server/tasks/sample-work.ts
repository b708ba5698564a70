// One made-up pupil's attempt at an activity: played from a seed, with the log, state and score that a real one would have.
import { policyOf, type Settings } from '#lib/domain/assignment/settings.ts';
import { score, SCORER_VERSION } from '#lib/domain/attempt/score.ts';
import type { AttemptId, CommandId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { played } from '#lib/domain/sample/play.ts';
import type { SamplePupil } from '#lib/domain/sample/pupils.ts';
import type { Version } from '../library.ts';
import type * as attempts from '../stores/attempts.ts';
import type { SampleMember } from '../stores/sample-classes.ts';
import type { Scored } from '../stores/scores.ts';

export interface SampleWork {
  readonly attempt: attempts.Attempt;
  readonly log: Parameters<typeof attempts.begin>[2];
  readonly kept: attempts.Kept;
  readonly member: string;
  /** Null, as the score is, where the pupil is still in the middle of it. */
  readonly handedInAt: number | null;
  readonly scored: Scored | null;
}

/** Answers of the one who is in the middle of it. */
const UNDER_WAY_AT = 5;

export function sampleWork(
  version: Version,
  settings: Settings,
  {
    member,
    pupil,
    began,
    id,
  }: {
    readonly member: SampleMember;
    readonly pupil: SamplePupil;
    readonly began: number;
    readonly id: AttemptId;
  },
): SampleWork {
  // Chance follows from who answers what, and so do the options' places: the same class each time.
  const seed = `${pupil.name}/${version.activity.id}`;
  const policy = policyOf(settings);
  const { activity, playable } = version.dealt(seed);
  const player = { knows: pupil.knows, most: pupil.comes === 'under way' ? UNDER_WAY_AT : undefined };
  const { log, state } = played(activity, playable('sealed', policy), player, seeded(seed));
  const latestAt = began + (log.at(-1)?.after ?? 0);
  return {
    attempt: {
      id,
      person: member.person,
      course: activity.course,
      activity: activity.id,
      kind: activity.kind,
      form: 'sealed',
      hash: version.hash,
      seed,
      scored: true,
      branch: null,
      item: null,
      beginCommand: `${id}-0` as CommandId,
      createdAt: began,
      policy,
    },
    log: log.map(({ event, after }, seq) => ({
      seq,
      command: `${id}-${seq}` as CommandId,
      at: began + after,
      event,
    })),
    kept: { seq: log.length - 1, latestAt, state },
    member: member.id,
    handedInAt: state.done ? latestAt : null,
    scored: state.done
      ? { hash: version.hash, scorer: SCORER_VERSION, score: score(activity, 'sealed', state) }
      : null,
  };
}
