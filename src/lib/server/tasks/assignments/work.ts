// What an assignment decides about an attempt made for it: until when it takes answers, and whether its results are shown.
import {
  endOf,
  isLate,
  releasesAt,
  showsResults,
  standing,
  timesFor,
  waits,
  type End,
} from '#lib/domain/assignment/deadline.ts';
import type { WorkHead } from '#lib/domain/assignment/cards.ts';
import { step } from '#lib/domain/attempt/machine.ts';
import { OVER } from '#lib/domain/attempt/steps.ts';
import type { AttemptEvent } from '#lib/domain/attempt/events.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import { inWords, inWordsOrNull } from '../../clock.ts';
import { isConflict } from '../../db/failures.ts';
import { adding } from '../../db/group-commit.ts';
import type { Db } from '../../db/tables.ts';
import type { Services } from '../../services.ts';
import * as assigned from '../../stores/assigned.ts';
import * as attempts from '../../stores/attempts.ts';
import * as reports from '../../stores/reports.ts';
import * as reviews from '../../stores/reviews.ts';
import * as scores from '../../stores/scores.ts';
import { fresh, type Live } from '../live.ts';
import { scoreOf } from '../regrade/rules.ts';
import { answersAfter } from '../review/record.ts';
import { announce } from '../watching/announce.ts';

/** The work an attempt was made for; null for all others. Every attempt made for an assignment has a policy. */
export async function workOf(
  db: Db,
  { id, policy }: Pick<attempts.Attempt, 'id' | 'policy'>,
): Promise<assigned.Work | null> {
  return policy === null ? null : ((await assigned.works(db, [id])).get(id) ?? null);
}

/** When the attempt ends whatever its answers. */
export const endFor = ({ times, settings, allowance }: assigned.Work, began: number): End | null =>
  endOf(times, settings, allowance, began);

/**
 * True while score and explanations are not to be seen: before they are released, and, where they were to wait, while
 * this pupil is in the middle of a further attempt.
 */
export function isHeld(work: assigned.Work | null, now: number): boolean {
  if (work === null) return false;
  const { mode, settings, times, allowance, longestExtra, underWay } = work;
  if (!showsResults(mode, settings, times, longestExtra, now)) return true;
  return underWay && waits(mode, settings) && standing(timesFor(times, allowance), now) !== 'closed';
}

/**
 * Hands an attempt in as it stands when its time has run out: the next look at it records what time has done already.
 * Two looks at once record it once. Practice is left as it is: nothing of it counts.
 */
export async function settle(
  services: Services,
  live: Live,
  work: assigned.Work | null,
  now: number,
): Promise<Live> {
  const { attempt, version, position, state } = live;
  const end = work === null ? null : endFor(work, attempt.createdAt);
  if (state.done || attempt.form === 'open' || end === null || now < end.at) return live;
  const event: AttemptEvent = { type: 'ended', because: end.because };
  const next = step(live.playable, state, event);
  if (next === null) throw new Error(`an attempt cannot be ended at "${state.at}"`);
  const command = `ended-${attempt.id}` as CommandId;
  const logged = { seq: position, command, at: now, event };
  const answers = await answersAfter(services.db, live, logged, true);
  try {
    await services.commit(
      adding(attempts.appended(attempt.id, logged, next), async (trx) => {
        await reviews.add(trx, attempt.person, answers);
        await assigned.handIn(trx, attempt.id, end.at);
        if (attempt.scored)
          await scores.put(trx, attempt.id, await scoreOf(trx, services.library, version, attempt, next));
      }),
    );
  } catch (error) {
    if (!isConflict(error)) throw error;
    return (await fresh(services, attempt.id)) ?? live;
  }
  const after: Live = { ...live, position: position + 1, latestAt: now, state: next };
  services.live.set(attempt.id, after);
  if (work !== null) announce(services, work, after, { phase: 'done' });
  return after;
}

/** Settles those of these attempts whose time has run out. */
export async function settleAll(
  services: Services,
  all: readonly assigned.Standing[],
  now: number,
): Promise<void> {
  const open = all.filter(({ handedInAt }) => handedInAt === null);
  const works = await assigned.works(
    services.db,
    open.map(({ attempt }) => attempt),
  );
  for (const { attempt, began } of open) {
    const work = works.get(attempt) ?? null;
    const end = work === null ? null : endFor(work, began);
    if (end === null || now < end.at) continue;
    const live = await fresh(services, attempt);
    if (live !== null) await settle(services, live, work, now);
  }
}

/** What the player page says of the work. */
export async function headOfWork(
  db: Db,
  work: assigned.Work,
  { attempt, state }: Live,
  now: number,
): Promise<WorkHead> {
  const own = timesFor(work.times, work.allowance);
  const end = endFor(work, attempt.createdAt);
  return {
    assignment: work.assignment,
    title: work.title,
    mode: work.mode,
    due: inWordsOrNull(own.dueAt),
    late: isLate(own, work.handedInAt ?? now),
    end: end === null ? null : { words: inWords(end.at), because: end.because, past: now >= end.at },
    extraMinutes: work.allowance.extraMinutes,
    cut: state.at === OVER,
    feedback: work.settings.feedback,
    releases: inWordsOrNull(releasesAt(work.times, work.longestExtra)),
    reported: await reports.itemsOf(db, attempt.id),
  };
}
