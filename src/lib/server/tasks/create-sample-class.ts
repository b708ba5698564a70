// A sample class: made-up pupils who have done a module, so that a teacher sees what results look like before there are any.
import { defaultSettings } from '#lib/domain/assignment/settings.ts';
import { formsOf, isScored, type Course } from '#lib/domain/content/compiled.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { SAMPLE_PUPILS, type SamplePupil } from '#lib/domain/sample/pupils.ts';
import type { Db } from '../db/tables.ts';
import type { Library, Version } from '../library.ts';
import * as assigned from '../stores/assigned.ts';
import * as assignments from '../stores/assignments.ts';
import * as attempts from '../stores/attempts.ts';
import * as contents from '../stores/contents.ts';
import * as reports from '../stores/reports.ts';
import * as samples from '../stores/sample-classes.ts';
import * as scores from '../stores/scores.ts';
import { sampleWork, type SampleWork } from './sample-work.ts';

export const SAMPLE_NAME = '8B (sample)';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const GIVEN_AGO = 6 * DAY;
const DUE_AGO = 2 * DAY;
/** When each began: whoever is under way has not answered for some minutes, which is shown as stuck. */
const BEGAN_AGO = { 'in time': 4 * DAY, late: DAY, 'under way': 9 * MINUTE, none: 0 } as const;
/** Between two parts, and between two who begin together. */
const PAUSE = 2 * MINUTE;
const APART = 20 * SECOND;

/** Nothing closes, so that work can be under way; results are seen once handed in. */
const SETTINGS = { ...defaultSettings('counted'), feedback: 'after handing in' } as const;
const REPORT = 'I think the passage can be read in two ways here.';

interface Given {
  readonly assignment: assignments.Assignment;
  readonly versions: readonly Version[];
  readonly work: readonly SampleWork[];
}
export interface Sample {
  readonly class: samples.SampleClass;
  readonly given: readonly Given[];
  readonly report: Omit<reports.Report, 'handledAt'> | null;
}

/** One module with questions and a scenario where there is one, else one of each. */
function modulesOf(course: Course, library: Library) {
  const modules = course.modules.map(({ id, title, activities }) => ({
    ...{ id, title },
    versions: activities.flatMap((name) => {
      const version = library.current(course.id, name);
      if (version === null) return [];
      return isScored(version.activity) && formsOf(version.activity).includes('sealed') ? [version] : [];
    }),
  }));
  const kinds = (kind: 'quiz' | 'track') =>
    modules.filter(({ versions }) => versions.some(({ activity }) => activity.kind === kind));
  const [quizzes, tracks] = [kinds('quiz'), kinds('track')];
  const both = quizzes.find((one) => tracks.includes(one));
  return both === undefined ? [...quizzes.slice(0, 1), ...tracks.slice(0, 1)] : [both];
}

/** The parts of an assignment that one pupil has come to, one after the other. */
function partsOf(
  versions: readonly Version[],
  member: samples.SampleMember,
  pupil: SamplePupil,
  began: number,
  newId: () => string,
): SampleWork[] {
  if (pupil.comes === 'none') return [];
  const done: SampleWork[] = [];
  for (const version of pupil.comes === 'under way' ? versions.slice(0, 1) : versions) {
    const before = done.at(-1)?.kept.latestAt;
    const at = before === undefined ? began : before + PAUSE;
    done.push(sampleWork(version, SETTINGS, { member, pupil, began: at, id: newId() as AttemptId }));
  }
  return done;
}

/** The first question that somebody got wrong, reported by them. */
function reportOf(work: readonly SampleWork[], newId: () => string): Sample['report'] {
  for (const { attempt, scored, kept } of work)
    for (const { item, points } of scored?.score.items ?? [])
      if (points < 1)
        return { id: newId(), attempt: attempt.id, item, text: REPORT, createdAt: kept.latestAt };
  return null;
}

/** Everything of it, played but not yet stored. */
export function sampleClass(library: Library, now: number, newId: () => string): Sample {
  const members = SAMPLE_PUPILS.map((pupil) => ({
    pupil,
    ...{ id: newId(), person: newId() as PersonId, name: pupil.name },
  }));
  const id = newId();
  const [course] = library.courses.values();
  const modules = course === undefined ? [] : modulesOf(course, library);
  const given = modules.map(({ id: module, title, versions }, place): Given => ({
    versions,
    assignment: {
      ...{ id: newId(), class: id, course: course?.id ?? '', module, title, mode: 'counted' },
      ...{ opensAt: now - GIVEN_AGO, dueAt: now - DUE_AGO, closesAt: null, releasedAt: null },
      settings: SETTINGS,
      createdAt: now - GIVEN_AGO + place,
      activities: versions.map(({ hash, activity }) => ({ id: activity.id, hash })),
    },
    work: members.flatMap(({ pupil, ...member }, i) =>
      partsOf(versions, member, pupil, now - BEGAN_AGO[pupil.comes] + i * APART, newId),
    ),
  }));
  return {
    class: { id, name: SAMPLE_NAME, members },
    given,
    report: reportOf(given[0]?.work ?? [], newId),
  };
}

/** In the transaction of what makes this person a teacher. */
export async function storeSampleClass(
  trx: Db,
  teacher: PersonId,
  sample: Sample,
  now: number,
): Promise<void> {
  await samples.create(trx, teacher, sample.class, now);
  for (const { assignment, versions, work } of sample.given) {
    for (const version of versions) await contents.put(trx, version, version.json(), now);
    await assignments.create(trx, assignment);
    await attempts.add(trx, work);
    await assigned.add(
      trx,
      work.map(({ attempt, member, handedInAt }) => ({
        ...{ attempt: attempt.id, assignment: assignment.id, member, handedInAt },
        ...{ activity: attempt.activity, number: 1 },
      })),
    );
    for (const { attempt, scored } of work) if (scored !== null) await scores.put(trx, attempt.id, scored);
  }
  if (sample.report !== null) await reports.add(trx, sample.report);
}
