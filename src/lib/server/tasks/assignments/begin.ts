// Begins an attempt at an activity of an assignment: pinned to its version, played by its rules, counted by its number.
import { NO_ALLOWANCE, refusesBegin, showsResults, waits } from '#lib/domain/assignment/deadline.ts';
import { formFor, policyOf } from '#lib/domain/assignment/settings.ts';
import { begin } from '#lib/domain/attempt/machine.ts';
import { formsOf, isScored } from '#lib/domain/content/compiled.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { err, ok, type Result } from '#lib/domain/kernel/result.ts';
import { isConflict } from '../../db/failures.ts';
import { assignedTo, taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as assigned from '../../stores/assigned.ts';
import type { Assignment } from '../../stores/assignments.ts';
import * as attempts from '../../stores/attempts.ts';
import type { Live } from '../live.ts';
import { announce } from '../watching/announce.ts';
import { longest } from './shown.ts';

export interface BeginAssigned {
  readonly person: PersonId | null;
  readonly assignment: string;
  readonly activity: string;
  readonly command: CommandId;
  readonly now: number;
  readonly newId: () => string;
}

const UNKNOWN = refusal('unknown_attempt', 'Look for your work under “To do”.');

/** The attempt as the assignment wants it, with its first state; null when the activity is not part of it. */
async function prepared(
  { db, library }: Services,
  assignment: Assignment,
  { activity: name, command, now, newId }: BeginAssigned,
  who: { readonly person: PersonId; readonly counts: boolean },
): Promise<Live | null> {
  const pinned = assignment.activities.find(({ id }) => id === name);
  const version = pinned === undefined ? null : await library.version(db, pinned.hash);
  const form = version === null ? null : formFor(assignment.mode, formsOf(version.activity));
  if (version === null || form === null) return null;
  const attempt: attempts.Attempt = {
    id: newId() as AttemptId,
    person: who.person,
    course: assignment.course,
    activity: name,
    kind: version.activity.kind,
    form,
    hash: version.hash,
    seed: newId(),
    scored: who.counts && isScored(version.activity),
    branch: null,
    beginCommand: command,
    createdAt: now,
    policy: policyOf(assignment.settings),
    item: null,
  };
  const playable = version.dealt(attempt.seed).playable(form, attempt.policy);
  return { attempt, version, playable, position: 1, latestAt: now, state: begin(playable) };
}

const first = (command: CommandId, now: number) =>
  [{ seq: 0, command, at: now, event: { type: 'began' } }] as const;

/** The id of the new attempt, or of the one under way. */
export async function beginAssigned(
  services: Services,
  asked: BeginAssigned,
): Promise<Result<AttemptId, Refusal>> {
  const { db, commit } = services;
  const { person, activity, command, now } = asked;

  // 1 May they?
  const given = await assignedTo(db, person, asked.assignment);
  if (given === null || person === null) return err(UNKNOWN);
  const { assignment, member } = given;

  // 2 One under way goes on; the same command again is answered with what it began.
  const before = await attempts.begunBy(db, person, command);
  if (before !== null) return ok(before);
  const own = (await assigned.ofMembers(db, [member.id])).filter(
    (one) => one.assignment === assignment.id && one.activity === activity,
  );
  const underWay = own.find(({ handedInAt }) => handedInAt === null);
  if (underWay !== undefined) return ok(underWay.attempt);

  // 3 In time, and one left?
  const all = await allowances.ofAssignment(db, assignment.id);
  const allowance = all.get(member.id) ?? NO_ALLOWANCE;
  const { mode, settings } = assignment;
  const told = waits(mode, settings) && showsResults(mode, settings, assignment, longest(all), now);
  const refused = refusesBegin(assignment, settings, allowance, own.length, told, now);
  if (refused !== null) return err(refused);

  // 4 Attempt and number together: of two begun at once one takes the number, and the other is told of it.
  const made = await prepared(services, assignment, asked, { person, counts: true });
  if (made === null) return err(UNKNOWN);
  const { attempt, state } = made;
  const number = own.length + 1;
  try {
    await commit(async (trx) => {
      await attempts.begin(trx, attempt, first(command, now), state);
      await assigned.begin(trx, {
        attempt: attempt.id,
        assignment: assignment.id,
        member: member.id,
        activity,
        number,
      });
    });
  } catch (error) {
    if (!isConflict(error)) throw error;
    const other = (await assigned.ofMembers(db, [member.id])).find(
      (one) => one.assignment === assignment.id && one.activity === activity && one.number === number,
    );
    if (other === undefined) throw error;
    return ok(other.attempt);
  }

  // 5 Whoever watches the class is told.
  const { class: inClass } = assignment;
  const of = { member: member.id, activity, attempt: attempt.id, number };
  announce(services, { ...of, class: inClass, assignment: assignment.id, mode }, made);
  return ok(attempt.id);
}

/** "Play as a student": the teacher's own attempt by the same rules, unscored, of which the assignment knows nothing. */
export async function tryAssigned(
  services: Services,
  asked: BeginAssigned,
): Promise<Result<AttemptId, Refusal>> {
  const { person, command, now } = asked;
  const taught = await taughtAssignment(services.db, person, asked.assignment);
  if (taught === null || person === null) return err(UNKNOWN);
  const before = await attempts.begunBy(services.db, person, command);
  if (before !== null) return ok(before);
  const made = await prepared(services, taught.assignment, asked, { person, counts: false });
  if (made === null) return err(UNKNOWN);
  await services.commit((trx) => attempts.begin(trx, made.attempt, first(command, now), made.state));
  return ok(made.attempt.id);
}
