// A small school for the tests: services on a test database with the tiny course, and people who answer.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Command, Envelope } from '#lib/domain/attempt/commands.ts';
import type { Course, Form, QuizActivity, TrackActivity } from '#lib/domain/content/compiled.ts';
import { ask as askedOf, someResponse } from '#lib/domain/items/index.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { createPasswords } from '#lib/server/auth/passwords.ts';
import { loadCourses } from '#lib/server/content/load.ts';
import { connect, type Connection, type DatabaseSettings } from '#lib/server/db/connect.ts';
import { createLog } from '#lib/server/log.ts';
import { assemble, newId, type Services } from '#lib/server/services.ts';
import { beginAttempt } from '#lib/server/tasks/begin-attempt.ts';
import { recordCommand, type Recorded } from '#lib/server/tasks/record-command.ts';
import type { TestDatabase } from './databases.ts';

export const tinyContent = fileURLToPath(new URL('../fixtures/content-tiny', import.meta.url));

/** A fixed clock: tests say when things happen. */
export const NOON = Date.UTC(2026, 0, 15, 12);

export const commandId = (): CommandId => randomBytes(16).toString('base64url') as CommandId;

/** Hashed so lightly that tests can sign in as often as they like. */
const passwords = createPasswords({ ln: 4, r: 1, p: 1 }, 4);

export interface School {
  readonly services: Services;
  readonly course: Course;
  readonly quiz: QuizActivity;
  readonly track: TrackActivity;
  /** Services as another process on the same database has them: nothing remembered. */
  readonly elsewhere: () => Promise<Services>;
  readonly guest: () => Promise<PersonId>;
  readonly begin: (person: PersonId, activity: string, form: Form, command?: CommandId) => Promise<AttemptId>;
  readonly close: () => Promise<void>;
}

/** `opening` connects to the database, where a test has its own way of doing so. */
export async function openSchool(
  database: TestDatabase,
  opening: (settings: DatabaseSettings) => Promise<Connection> = connect,
): Promise<School> {
  const { settings, close } = await database.open();
  const courses = loadCourses(tinyContent);
  const opened: Services[] = [];
  const elsewhere = async (): Promise<Services> => {
    const services = {
      ...(await assemble(await opening(settings), courses, createLog('silent'))),
      passwords,
    };
    opened.push(services);
    return services;
  };
  const services = await elsewhere();
  const course = courses[0] as Course;
  const activities = [...course.activities.values()];
  return {
    services,
    course,
    quiz: activities.find((activity) => activity.kind === 'quiz') as QuizActivity,
    track: activities.find((activity) => activity.kind === 'track') as TrackActivity,
    elsewhere,
    guest: async () => (await services.sessions.enter(NOON, newId)).person,
    begin: async (person, activity, form, command = commandId()) =>
      (await beginAttempt(services, {
        person,
        course: course.id,
        activity,
        form,
        command,
        now: NOON,
        newId,
      })) as AttemptId,
    close: async () => {
      for (const one of opened) await one.close();
      await close();
    },
  };
}

export interface Asked {
  readonly person: PersonId | null;
  readonly attempt: AttemptId;
  readonly position: number;
  readonly command: Command;
  readonly id?: CommandId;
}

/** One command at a position; one minute passes with each. */
export const ask = (
  services: Services,
  { person, attempt, position, command, id = commandId() }: Asked,
): Promise<Recorded> => {
  const envelope: Envelope = { id, position, command };
  return recordCommand(services, { person, attempt, envelope, now: NOON + position * 60_000 });
};

/** Plays commands from a position on; every one must be accepted. Gives the last answer. */
export async function play(
  services: Services,
  person: PersonId,
  attempt: AttemptId,
  commands: readonly Command[],
  from = 1,
): Promise<Extract<Recorded, { ok: true }>> {
  let last: Recorded | null = null;
  for (const [i, command] of commands.entries()) {
    last = await ask(services, { person, attempt, position: from + i, command });
    if (!last.ok) throw new Error(`${JSON.stringify(command)}: ${last.refusal.message}`);
  }
  if (last?.ok !== true) throw new Error('nothing was played');
  return last;
}

/** Some answer to a question: right or not does not matter to where it leads. */
export const someAnswer = (item: QuizActivity['items'][number]): Command => ({
  type: 'respond',
  item: item.id,
  response: someResponse(askedOf(item)),
});

/** Every question of a sealed quiz answered and handed in. */
export const wholeTest = (quiz: QuizActivity): Command[] => [
  ...quiz.items.map(someAnswer),
  { type: 'hand_in' },
];

/** A sealed or open track from its first scene to an ending; `choose` names a move for each decision's id. */
export const wholeTrack = (track: TrackActivity, form: Form, choose: (scene: string) => string): Command[] =>
  track.scenes.flatMap((scene): Command[] => {
    if (scene.kind === 'question')
      return form === 'open'
        ? [someAnswer(scene.item), { type: 'go_on', from: `explain_${scene.item.id}` }]
        : [someAnswer(scene.item)];
    return [
      { type: 'move', scene: scene.id, move: choose(scene.id) },
      { type: 'guess', scene: scene.id, reading: null },
      { type: 'go_on', from: `weigh_${scene.id}` },
    ];
  });
