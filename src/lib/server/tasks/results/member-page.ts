// One pupil's work: where they stand in each assignment, and one attempt replayed. Practice is never here.
import { isLate, NO_ALLOWANCE, timesFor } from '#lib/domain/assignment/deadline.ts';
import { END } from '#lib/domain/attempt/steps.ts';
import { cellOf, counting, isSeen } from '#lib/domain/gradebook/cell.ts';
import type { AttemptLine, MemberPage } from '#lib/domain/gradebook/pages.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { toldOf } from '#lib/domain/regrade/correction.ts';
import { rulesAfter } from '#lib/domain/regrade/history.ts';
import { inDayWords, inWords, inWordsOrNull } from '../../clock.ts';
import { taughtMember } from '../../rights.ts';
import type { Services } from '../../services.ts';
import * as attempts from '../../stores/attempts.ts';
import * as results from '../../stores/results.ts';
import { revive } from '../live.ts';
import { regradesOf } from '../regrade/rules.ts';
import { givenTo } from './gradebook-page.ts';
import { maxOf } from './parts.ts';
import { replayOf } from './replay.ts';

/** As many letters of a hash as tell versions apart. */
const SHORT_HASH = 8;

/** Only attempts that were made for an assignment of this class are looked at. Null when this person does not teach it. */
export async function memberPage(
  services: Services,
  {
    person,
    member: id,
    attempt,
    now,
  }: {
    readonly person: PersonId | null;
    readonly member: string;
    /** The attempt to be replayed; null for the latest. */
    readonly attempt: string | null;
    readonly now: number;
  },
): Promise<MemberPage | null> {
  const { db, library } = services;
  // 1 May they?
  const found = await taughtMember(db, person, id);
  if (found === null) return null;
  const { taught, member } = found;

  // 2 Where the pupil stands in each assignment, with each attempt made for it.
  const given = await givenTo(services, taught.id);
  const made = await results.madeBy(db, [id]);
  const allowed = await results.allowedTo(db, [id]);
  const titles = new Map(
    given.flatMap(({ parts }) => parts.map((part) => [part.id, part.version.activity.title])),
  );
  const listed = given.map(({ assignment, parts }) => {
    const own = made.filter((one) => one.assignment === assignment.id);
    const names = parts.map((part) => part.id);
    const allowance = allowed.find((one) => one.assignment === assignment.id) ?? null;
    const counted = counting(names, own, assignment.settings.counts);
    const times = timesFor(assignment, allowance ?? NO_ALLOWANCE);
    const lineOf = (one: results.Made): AttemptLine => ({
      id: one.attempt,
      activity: titles.get(one.activity) ?? one.activity,
      number: one.number,
      began: inWords(one.began),
      handedIn: inWordsOrNull(one.handedInAt),
      points: one.points,
      max: one.max,
      counts: counted.includes(one),
      late: one.handedInAt !== null && isLate(times, one.handedInAt),
    });
    return {
      id: assignment.id,
      title: assignment.title,
      max: maxOf(parts),
      due: inWordsOrNull(times.dueAt),
      cell: cellOf(assignment, names, own, { allowance, now }),
      attempts: isSeen(assignment) ? own.map(lineOf) : [],
    };
  });

  // 3 The one to be replayed.
  const seen = listed.flatMap((one) => one.attempts.map(({ id: shown }) => shown));
  const latest = made.filter((one) => seen.includes(one.attempt)).sort((a, b) => b.began - a.began)[0];
  const wanted = attempt ?? latest?.attempt;
  const assignment = listed.find((one) => one.attempts.some((line) => line.id === wanted));
  const line = assignment?.attempts.find((one) => one.id === wanted);
  if (attempt !== null && line === undefined) return null;
  const stored = line === undefined ? null : await attempts.find(db, line.id as attempts.Attempt['id']);
  const page = {
    class: { id: taught.id, name: taught.name },
    member: { id, name: member.name },
    course: library.courses.keys().next().value ?? null,
    assignments: listed.toReversed(),
  };
  if (stored === null || line === undefined || assignment === undefined) return { ...page, replay: null };

  // 4 Its log, step by step, in the content version it was made with.
  const live = await revive(db, library, stored);
  const [scored] = await results.answersOf(db, [stored.id]);
  const { activity } = live.version.dealt(stored.seed);
  const { at } = live.state;
  const regrades = await regradesOf(db, library, stored);
  return {
    ...page,
    replay: {
      ...line,
      assignment: { id: assignment.id, title: assignment.title },
      course: stored.course,
      version: stored.hash.slice(0, SHORT_HASH),
      since: inWordsOrNull(await results.versionSince(db, stored.hash)),
      ending:
        activity.kind === 'track' && at.startsWith(END)
          ? (activity.endings.find((one) => one.id === at.slice(END.length))?.title ?? null)
          : null,
      corrections: live.state.done
        ? toldOf(regrades, {
            ...{ activity, form: stored.form, state: live.state },
            ...{ overAt: live.latestAt, day: inDayWords, reader: 'teacher' },
          })
        : [],
      steps: replayOf(live, await attempts.log(db, stored.id), scored?.score ?? null, rulesAfter(regrades)),
    },
  };
}
