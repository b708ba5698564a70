// The tasks of attempts and assignments that write: answering, handing in, assigning, regrading, reporting.
import { NO_ALLOWANCE } from '#lib/domain/assignment/deadline.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { newId } from '#lib/server/services.ts';
import { tryAssigned } from '#lib/server/tasks/assignments/begin.ts';
import {
  allow,
  changeDates,
  closeNow,
  copyTo,
  releaseNow,
  removeAssignment,
} from '#lib/server/tasks/assignments/change.ts';
import { beginAttempt } from '#lib/server/tasks/begin-attempt.ts';
import { branchAttempt } from '#lib/server/tasks/branch-attempt.ts';
import { openContent } from '#lib/server/tasks/open-content.ts';
import { applyRegrade } from '#lib/server/tasks/regrade/apply.ts';
import { handleReport } from '#lib/server/tasks/reports/handle-report.ts';
import { reportItem } from '#lib/server/tasks/reports/report-item.ts';
import { handIn } from '#lib/server/tasks/sync/hand-in.ts';
import { sync } from '#lib/server/tasks/sync/sync.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';
import {
  addPupil,
  assign,
  beginAt,
  begun,
  MINUTE,
  openClass,
  type Pupil,
} from '../../stores/assigned-school.ts';
import {
  ask,
  commandId,
  NOON,
  play,
  someAnswer,
  wholeTest,
  wholeTrack,
  type School,
} from '../../stores/school.ts';
import { done, NotDone, type Writing } from './writing.ts';

const STEP_BY_STEP = 'a device’s steps are taken one after the other; sent again, the rest follows';

interface Given {
  readonly class: string;
  readonly teacher: PersonId;
  readonly pupil: Pupil;
  readonly assignment: string;
}

/** A pupil with a test to do, whose results are seen at once. */
async function given(school: School): Promise<Given> {
  const inClass = await openClass(school);
  const pupil = await addPupil(school, inClass.id, 'Anna');
  const more = { feedback: 'after handing in' } as const;
  const assignment = await assign(school, inClass, 'counted', school.quiz.id, { more });
  return { class: inClass.id, teacher: inClass.teacher, pupil, assignment };
}

/** The same, begun; gives the attempt. */
async function started(school: School): Promise<Given & { readonly attempt: AttemptId }> {
  const work = await given(school);
  return { ...work, attempt: await begun(school, work.pupil.person, work.assignment, school.quiz.id) };
}

const firstOf = ({ quiz }: School) => {
  const [first] = quiz.items;
  if (first === undefined) throw new Error('a quiz without questions');
  return first;
};

/** Practice of one question, begun on a device that was offline. */
function practised(school: School): {
  readonly attempt: string;
  readonly begin: object;
  readonly events: object[];
} {
  const first = firstOf(school);
  const commands = [someAnswer(first), { type: 'go_on', from: `explain_${first.id}` }];
  return {
    attempt: commandId(),
    begin: {
      ...{ course: school.course.id, activity: school.quiz.id, seed: commandId(), command: commandId() },
      ...{ hash: school.services.library.current(school.course.id, school.quiz.id)?.hash, at: NOON },
    },
    events: commands.map((command, i) => ({ id: commandId(), position: i + 1, command, at: NOON })),
  };
}

/** One change of an assignment by its teacher. */
const changed = (
  name: string,
  change: (school: School, work: Given, asked: Parameters<typeof releaseNow>[1]) => Promise<unknown>,
): Writing => ({
  name,
  prepare: async (school) => {
    const work = await given(school);
    const asked = { person: work.teacher, assignment: work.assignment, now: NOON, newId };
    return async () => done(await change(school, work, asked));
  },
});

export const work: readonly Writing[] = [
  {
    name: 'give out content',
    goesOn: 'what is given out is right all the same; the next who asks makes up for it',
    prepare: async (school) => {
      const services = await school.elsewhere();
      const hash = services.library.current(school.course.id, school.track.id)?.hash;
      return async () => done(hash && (await openContent(services, hash, NOON)));
    },
  },
  {
    name: 'begin an attempt',
    prepare: async ({ services, guest, course, quiz }) => {
      const asked = { person: await guest(), course: course.id, activity: quiz.id, form: 'sealed' } as const;
      const command = commandId();
      return async () => done(await beginAttempt(services, { ...asked, command, now: NOON, newId }));
    },
  },
  {
    name: 'answer a question',
    prepare: async (school) => {
      const { pupil, attempt } = await started(school);
      const asked = { person: pupil.person, attempt, position: 1, id: commandId() };
      return async () => done(await ask(school.services, { ...asked, command: someAnswer(firstOf(school)) }));
    },
  },
  {
    name: 'hand in assigned work',
    prepare: async (school) => {
      const { pupil, attempt } = await started(school);
      const commands = wholeTest(school.quiz);
      await play(school.services, pupil.person, attempt, commands.slice(0, -1));
      const asked = { person: pupil.person, attempt, position: commands.length, id: commandId() };
      return async () => done(await ask(school.services, { ...asked, command: { type: 'hand_in' } }));
    },
  },
  {
    name: 'be handed in by the clock',
    prepare: async (school) => {
      const { pupil, attempt } = await started(school);
      await play(school.services, pupil.person, attempt, [someAnswer(firstOf(school))]);
      return async () =>
        done(
          await viewAttempt(school.services, {
            person: pupil.person,
            attempt,
            now: NOON + 300 * MINUTE,
          } as never),
        );
    },
  },
  {
    name: 'take a decision again',
    prepare: async (school) => {
      const person = await school.guest();
      const parent = await school.begin(person, school.track.id, 'open');
      const moves = new Map(
        school.track.scenes.flatMap((scene) =>
          scene.kind === 'decision' ? [[scene.id, scene.moves[0]?.id ?? ''] as const] : [],
        ),
      );
      await play(
        school.services,
        person,
        parent,
        wholeTrack(school.track, 'open', (id) => moves.get(id) ?? ''),
      );
      const [scene = ''] = moves.keys();
      const asked = { person, parent, scene, command: commandId(), now: NOON, newId };
      return async () => done(await branchAttempt(school.services, asked));
    },
  },
  {
    name: 'take what a device has collected',
    several: STEP_BY_STEP,
    prepare: async (school) => {
      const person = await school.guest();
      const message = { owner: null, attempts: [practised(school)] };
      const enter = () => Promise.resolve(person);
      return async (now) => {
        const { value } = done(await sync(school.services, { person, enter, message, now }));
        for (const receipt of value.receipts) if (receipt.refusal !== null) throw new NotDone(receipt);
      };
    },
  },
  {
    name: 'take an answer file',
    several: STEP_BY_STEP,
    prepare: async (school) => {
      const person = await school.guest();
      const message = { owner: null, attempts: [practised(school)] };
      const file = new TextEncoder().encode(JSON.stringify(message));
      const enter = () => Promise.resolve(person);
      return async (now) => {
        const { value } = done(await handIn(school.services, { person, enter, file, now }));
        for (const receipt of value.attempts) if (receipt.refusal !== null) throw new NotDone(receipt);
      };
    },
  },
  {
    name: 'begin assigned work',
    prepare: async (school) => {
      const { pupil, assignment } = await given(school);
      const command = commandId();
      return async () => done(await beginAt(school, pupil.person, assignment, school.quiz.id, NOON, command));
    },
  },
  {
    name: 'play as a student',
    prepare: async (school) => {
      const { teacher, assignment } = await given(school);
      const asked = { person: teacher, assignment, activity: school.quiz.id, command: commandId() };
      return async () => done(await tryAssigned(school.services, { ...asked, now: NOON, newId }));
    },
  },
  {
    name: 'assign a module',
    prepare: async (school) => {
      const { id, teacher } = await openClass(school);
      return async () => assign(school, { id, teacher }, 'counted', school.quiz.id);
    },
  },
  {
    name: 'copy an assignment',
    prepare: async (school) => {
      const { teacher, assignment } = await given(school);
      const other = await secondClass(school, teacher);
      const asked = { person: teacher, assignment, class: other, now: NOON };
      return async () => done(await copyTo(school.services, { ...asked, id: newId() }));
    },
  },
  changed('change its dates', ({ services }, _, asked) =>
    changeDates(services, { ...asked, dueAt: NOON + 200 * MINUTE, closesAt: null }),
  ),
  changed('release its results', ({ services }, _, asked) => releaseNow(services, asked)),
  changed('close it', ({ services }, _, asked) => closeNow(services, asked)),
  changed('allow one pupil more', ({ services }, { pupil }, asked) =>
    allow(services, { ...asked, member: pupil.member, allowance: { ...NO_ALLOWANCE, extraMinutes: 20 } }),
  ),
  changed('delete an assignment', ({ services }, _, asked) => removeAssignment(services, asked)),
  {
    name: 'report a question',
    prepare: async (school) => {
      const { pupil, attempt } = await started(school);
      const report = { person: pupil.person, attempt, item: firstOf(school).id, text: 'Which bank?' };
      return async () => done(await reportItem(school.services, { ...report, now: NOON, newId }));
    },
  },
  {
    name: 'handle a report',
    prepare: async (school) => {
      const { class: id, teacher, pupil, attempt } = await started(school);
      const asked = { person: pupil.person, attempt, item: firstOf(school).id, text: 'Which bank?' };
      const report = newId();
      await reportItem(school.services, { ...asked, now: NOON, newId: () => report });
      const handling = { person: teacher, class: id, report, handled: true, now: NOON };
      return async () => done(await handleReport(school.services, handling));
    },
  },
  {
    name: 'regrade a question',
    prepare: async (school) => {
      const { teacher, pupil, assignment, attempt } = await started(school);
      await play(school.services, pupil.person, attempt, wholeTest(school.quiz));
      const deed = { type: 'adjusted', adjustment: { kind: 'credit_all' } } as const;
      const changes = [{ activity: school.quiz.id, item: firstOf(school).id, deed }];
      const asked = {
        person: teacher,
        assignment,
        changes,
        now: NOON + 60 * MINUTE,
        id: newId() as CommandId,
      };
      return async () => done(await applyRegrade(school.services, { ...asked, newId }));
    },
  },
];

/** Another class of the same teacher. */
async function secondClass(school: School, teacher: PersonId): Promise<string> {
  const { id } = await openClass(school);
  const row = { class: id, person: teacher, owner: 0, created_at: NOON } as const;
  await school.services.db.insertInto('class_teacher').values(row).execute();
  return id;
}
