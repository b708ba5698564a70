// Goes back to a decision: a new attempt that has the same past up to that move, and is never scored.
import { replay } from '#lib/domain/attempt/replay.ts';
import type { LoggedEvent } from '#lib/domain/attempt/events.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { isConflict } from '../db/failures.ts';
import type { Services } from '../services.ts';
import * as attempts from '../stores/attempts.ts';
import { isHeld, workOf } from './assignments/work.ts';
import { ownAttempt } from './live.ts';

export interface BranchAttempt {
  readonly person: PersonId | null;
  readonly parent: AttemptId;
  /** The scene of the decision to take again. */
  readonly scene: string;
  readonly command: CommandId;
  readonly now: number;
  readonly newId: () => string;
}

/** The id of the new attempt. */
export async function branchAttempt(
  services: Services,
  { person, parent: id, scene, command, now, newId }: BranchAttempt,
): Promise<Result<AttemptId, Refusal>> {
  // 1 May they? A sealed attempt must be over, and its results out: the branch's debrief would give away its questions.
  const parent = await ownAttempt(services, person, id);
  if (parent === null) return err(refusal('unknown_attempt'));
  if (isHeld(await workOf(services.db, parent.attempt), now))
    return err(
      refusal('not_now', 'Your teacher releases the results first; then decisions can be taken again.'),
    );
  if (parent.attempt.form === 'sealed' && !parent.state.done)
    return err(
      refusal('not_now', 'Finish this attempt first; then any of its decisions can be taken again.'),
    );

  // 2 The past up to the move that is to be taken again.
  const log = await attempts.log(services.db, id);
  const seq = log.findIndex(({ event }) => event.type === 'moved' && event.scene === scene);
  if (seq === -1)
    return err(
      refusal('unknown_scene', `No move was made at "${scene.slice(0, 64)}": choose a decision of the path.`),
    );
  const began: LoggedEvent = { seq: 0, command, at: now, event: { type: 'began' } };
  const past = [began, ...log.slice(1, seq)];
  const state = replay(
    parent.playable,
    past.map((logged) => logged.event),
  );
  if (!state.ok) throw new Error(`the log of an attempt breaks at ${state.error.seq} (${state.error.type})`);

  // 3 A log of its own, so that it can be replayed without its parent. The same seed keeps the same order of options.
  const attempt: attempts.Attempt = {
    ...parent.attempt,
    id: newId() as AttemptId,
    scored: false,
    branch: { parent: id, scene, seq },
    beginCommand: command,
    createdAt: now,
  };
  try {
    await services.commit((trx) => attempts.begin(trx, attempt, past, state.value));
  } catch (error) {
    const begun = isConflict(error)
      ? await attempts.begunBy(services.db, parent.attempt.person, command)
      : null;
    if (begun === null) throw error;
    return ok(begun);
  }
  return ok(attempt.id);
}
