// The server's clock goes wrong, and right again: by a week, a day, an hour, over 29 February and into summer time.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { keptUntil, readKeepUntil } from '#lib/domain/classes/retention.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { dueOf } from '#lib/domain/review/today.ts';
import { SESSION_DAYS } from '#lib/server/auth/sessions.ts';
import { newId } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import { purge } from '#lib/server/tasks/purge.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { recordCommand, type Recorded } from '#lib/server/tasks/record-command.ts';
import { rebuildReview } from '#lib/server/tasks/review/rebuild.ts';
import { setExam } from '#lib/server/tasks/review/set-exam.ts';
import { reviewing } from '#lib/server/tasks/review/standing.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import { addPupil, assign, beginAt, begun, openClass, type Pupil } from '../stores/assigned-school.ts';
import { sqlite } from '../stores/databases.ts';
import { commandId, NOON, openSchool, someAnswer, wholeTest, type School } from '../stores/school.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** By how much the clock is wrong. */
const WRONG = [
  ['a week ahead', 7 * DAY],
  ['a day behind', -DAY],
  ['an hour ahead', HOUR],
  ['an hour behind', -HOUR],
] as const;

let school: School;
beforeAll(async () => {
  school = await openSchool(sqlite);
});
afterAll(() => school.close());

const send = (
  person: PersonId,
  attempt: AttemptId,
  position: number,
  command: Command,
  now: number,
): Promise<Recorded> =>
  recordCommand(school.services, { person, attempt, envelope: { id: commandId(), position, command }, now });

describe.each(WRONG)('a clock that is %s for a while', (_, off) => {
  /** Right at first, then wrong, then right again. */
  const clock = (i: number): number => NOON + i * 60_000 + (i >= 3 && i < 7 ? off : 0);

  it('takes every answer in its order, and every score replays equal', async () => {
    const { services, quiz } = school;
    const person = await school.guest();
    const attempt = await school.begin(person, quiz.id, 'sealed');
    const commands = wholeTest(quiz);
    for (const [i, command] of commands.entries())
      expect(await send(person, attempt, i + 1, command, clock(i))).toMatchObject({ ok: true });
    const log = await attempts.log(services.db, attempt);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: commands.length + 1 }, (__, i) => i));
    expect((await rebuildScores(services, services.library)).changed).toBe(0);
  });

  it('leaves who is signed in signed in', async () => {
    const { sessions } = school.services;
    const { person, cookie } = await sessions.enter(NOON + off, newId);
    for (const now of [NOON + off, NOON, NOON + off, NOON + DAY]) {
      // As another process would ask, which remembers nothing.
      await sessions.change(() => Promise.resolve());
      expect((await sessions.recognise(cookie, now))?.person).toBe(person);
    }
    await sessions.change(() => Promise.resolve());
    expect(await sessions.recognise(cookie, NOON + (SESSION_DAYS + 9) * DAY), 'for ever').toBeNull();
  });

  it('deletes nobody who may still come back', async () => {
    const { person, cookie } = await school.services.sessions.enter(NOON, newId);
    const attempt = await school.begin(person, school.quiz.id, 'sealed');
    await purge(school.services, NOON + off);
    expect(await school.services.sessions.recognise(cookie, NOON)).toMatchObject({ person });
    expect(await attempts.find(school.services.db, attempt)).not.toBeNull();
  });

  it('asks for review again on a later day, whichever day it was answered on', async () => {
    const person = await school.guest();
    const attempt = await school.begin(person, school.quiz.id, 'open');
    const [first, second] = school.quiz.items;
    if (first === undefined || second === undefined) throw new Error('too few questions');
    await send(person, attempt, 1, someAnswer(first), NOON + off);
    await send(person, attempt, 2, { type: 'go_on', from: `explain_${first.id}` }, NOON + off);
    await send(person, attempt, 3, someAnswer(second), NOON);
    const due = async (now: number) =>
      dueOf(await reviewing(school.services, { person, now, zone: 'Europe/Minsk' })).length;
    expect(await due(NOON + 90 * DAY)).toBe(2);
    expect((await rebuildReview(school.services, school.services.library)).changed).toBe(0);
  });
});

describe('assigned work while the clock is wrong', () => {
  let pupil: Pupil;
  let assignment: string;
  beforeEach(async () => {
    const inClass = await openClass(school);
    pupil = await addPupil(school, inClass.id, 'Anna');
    assignment = await assign(school, inClass, 'counted', school.quiz.id, { more: { minutes: 45 } });
  });
  const begins = () => begun(school, pupil.person, assignment, school.quiz.id);
  const answers = (attempt: AttemptId, position: number, now: number) => {
    const item = school.quiz.items[position - 1];
    if (item === undefined) throw new Error('no such question');
    return send(pupil.person, attempt, position, someAnswer(item), now);
  };

  it('is not opened before its time, and opens when the clock is right', async () => {
    const early = await beginAt(school, pupil.person, assignment, school.quiz.id, NOON - DAY);
    expect(early).toMatchObject({ ok: false, error: { code: 'assignment_not_open' } });
    expect(await beginAt(school, pupil.person, assignment, school.quiz.id, NOON)).toMatchObject({ ok: true });
  });

  it('takes answers while the clock is behind, also from before the attempt was begun', async () => {
    const attempt = await begins();
    expect(await answers(attempt, 1, NOON - DAY)).toMatchObject({ ok: true });
    expect(await answers(attempt, 2, NOON + 60_000)).toMatchObject({ ok: true });
  });

  it.each([
    ['an hour ahead, past the minutes of the test', HOUR, 'time_is_up'],
    ['a week ahead, past its closing', 7 * DAY, 'time_is_up'],
  ])('is handed in as it stands when the clock is %s, once, and stays so', async (_, off, code) => {
    const attempt = await begins();
    await answers(attempt, 1, NOON + 60_000);
    expect(await answers(attempt, 2, NOON + off)).toMatchObject({ ok: false, refusal: { code } });
    const ended = await attempts.log(school.services.db, attempt);
    expect(ended.at(-1)?.event).toMatchObject({ type: 'ended' });
    // Right again: what is over is not opened once more, and what was saved counts.
    expect(await answers(attempt, 3, NOON + 120_000)).toMatchObject({ ok: false });
    await viewAttempt(school.services, { person: pupil.person, attempt, now: NOON + 120_000 });
    expect(await attempts.log(school.services.db, attempt)).toEqual(ended);
    const kept = await attempts.find(school.services.db, attempt);
    expect(Object.keys(kept?.kept?.state.context.responses ?? {})).toEqual([school.quiz.items[0]?.id]);
  });
});

describe('the calendar', () => {
  const leap = Date.UTC(2028, 1, 29, 12);

  it('has a 29 February: for exams, for how long a class is kept, and for reviews', async () => {
    const person = await school.guest();
    const exam = { person, date: '2028-02-29', zone: 'Europe/Minsk' };
    expect(await setExam(school.services, { ...exam, now: leap - DAY })).toBeNull();
    expect(await setExam(school.services, { ...exam, date: '2027-02-29', now: NOON })).not.toBeNull();
    expect(new Date(keptUntil(leap)).toISOString()).toBe('2028-08-30T23:59:59.999Z');
    expect(readKeepUntil('2028-02-29', leap - 30 * DAY)).toBe(Date.UTC(2028, 2, 1) - 1);
    expect(readKeepUntil('2027-02-29', NOON)).toBeNull();
    const attempt = await school.begin(person, school.quiz.id, 'open');
    const [first] = school.quiz.items;
    if (first !== undefined) await send(person, attempt, 1, someAnswer(first), leap);
    const due = dueOf(await reviewing(school.services, { person, now: leap + 365 * DAY, zone: 'UTC' }));
    expect(due).toHaveLength(1);
  });

  it('has a night in which summer time leaves out an hour: no work is due in it, and a week later is the same hour', async () => {
    const before = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    const { forField, fromField, inAWeek } = await import('#lib/server/clock.ts');
    expect(fromField('2026-03-29T02:30'), 'an hour that the clocks leave out').toBeNull();
    expect(fromField('2026-03-29T03:30')).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(forField(inAWeek(Date.UTC(2026, 2, 25, 9)))).toBe('2026-04-01T23:59');
    expect(forField(fromField('2026-10-25T02:30')), 'an hour that comes twice').toBe('2026-10-25T02:30');
    expect(forField(inAWeek(Date.UTC(2028, 1, 22, 9)))).toBe('2028-02-29T23:59');
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
});
