// One assignment as a pupil sees it: what it is before beginning, the attempts made, and their results when they are out.
import type { GivenActivity, OwnActivity, OwnPage } from '#lib/domain/assignment/cards.ts';
import { countedOf } from '#lib/domain/assignment/counting.ts';
import {
  isLate,
  NO_ALLOWANCE,
  refusesBegin,
  timesFor,
  waits,
  type Allowance,
} from '#lib/domain/assignment/deadline.ts';
import { attemptsWords } from '#lib/domain/assignment/sentence.ts';
import { inWordsOrNull } from '../../clock.ts';
import { assignedTo } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as allowances from '../../stores/allowances.ts';
import * as assigned from '../../stores/assigned.ts';
import type { Assignment } from '../../stores/assignments.ts';
import * as classes from '../../stores/classes.ts';
import { activitiesOf, longest, shownOf, type Asked } from './shown.ts';
import { settleAll } from './work.ts';

/** One activity with this pupil's attempts at it. */
function ownActivity(
  card: GivenActivity,
  { settings, mode, ...times }: Assignment,
  attempts: readonly assigned.Standing[],
  allowance: Allowance,
  shown: boolean,
  now: number,
): OwnActivity {
  const own = attempts.filter(({ activity }) => activity === card.id);
  // In the middle of a further attempt the results of the ones before are held back, as its page does.
  const told = shown && !(waits(mode, settings) && own.some(({ handedInAt }) => handedInAt === null));
  const counting = mode === 'counted' && own.length > 1 ? countedOf(own, settings.counts) : null;
  const ownTimes = timesFor(times, allowance);
  return {
    ...card,
    underWay: own.find(({ handedInAt }) => handedInAt === null)?.attempt ?? null,
    refusal:
      refusesBegin(times, settings, allowance, own.length, shown && waits(mode, settings), now)?.message ??
      null,
    taken: own
      .filter(({ handedInAt }) => handedInAt !== null)
      .map(({ attempt, number, handedInAt, points, max }) => ({
        attempt,
        number,
        handedIn: inWordsOrNull(handedInAt),
        late: handedInAt !== null && isLate(ownTimes, handedInAt),
        points: told && mode === 'counted' ? points : null,
        max: told && mode === 'counted' ? max : null,
        // Which attempt is the best tells of its points.
        counts: counting?.attempt === attempt && (told || settings.counts !== 'best'),
      })),
  };
}

/** Null when this person is not in the class, or was removed from it. */
export async function ownPage(
  services: Services,
  { person, assignment: id, now }: Asked,
): Promise<OwnPage | null> {
  const { db } = services;
  const found = await assignedTo(db, person, id);
  if (found === null) return null;
  const { member, assignment } = found;
  const here = async (): Promise<assigned.Standing[]> =>
    (await assigned.ofMembers(db, [member.id])).filter((attempt) => attempt.assignment === id);
  await settleAll(services, await here(), now);
  const [attempts, allowed, activities, inClass] = await Promise.all([
    here(),
    allowances.ofAssignment(db, id),
    activitiesOf(services, assignment),
    classes.find(db, assignment.class),
  ]);
  const allowance = allowed.get(member.id) ?? NO_ALLOWANCE;
  const { mode, settings } = assignment;
  const page = shownOf(
    assignment,
    { id: assignment.class, name: inClass?.name ?? '' },
    timesFor(assignment, allowance),
    longest(allowed),
    now,
  );
  return {
    ...page,
    attempts: attemptsWords(mode, settings, allowance.extraAttempts),
    feedback: settings.feedback,
    minutes: settings.minutes === null ? null : settings.minutes + allowance.extraMinutes,
    allowance,
    activities: activities.map(({ card }) =>
      ownActivity(card, assignment, attempts, allowance, page.shown, now),
    ),
  };
}
