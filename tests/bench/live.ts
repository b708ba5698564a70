// A class of 300 answers through the app while three teachers watch: how soon they see it, and what that costs the class.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { defaultSettings } from '#lib/domain/assignment/settings.ts';
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Message } from '#lib/domain/live/message.ts';
import { createAssignment } from '#lib/server/tasks/assignments/create.ts';
import { beginAssigned } from '#lib/server/tasks/assignments/begin.ts';
import { Classroom, type Pupil } from '../school/classroom.ts';
import { servicesOn } from '../school/connected.ts';
import { sealedAnswers } from './answers.ts';
import { app, newId, type Running } from './app.ts';
import { median, percentile, ratio, table } from './print.ts';

const PUPILS = 300;
const TEACHERS = 3;
const ROUNDS = 3;
/** Answers on their way at once: a class of phones, not one after the other. */
const AT_ONCE = 64;

interface Answering {
  readonly member: string;
  readonly cookie: string;
  readonly attempt: string;
}
interface School {
  readonly room: string;
  readonly teachers: readonly string[];
  /** One assignment for each pass through the quiz, with everybody's attempt at it. */
  readonly passes: readonly { readonly assignment: string; readonly pupils: readonly Answering[] }[];
}

/** A class of 300 whose teachers and pupils have sessions, and have begun so many assignments. */
async function prepare(dataDir: string, address: string, passes: number): Promise<School> {
  const services = await servicesOn(dataDir);
  const now = Date.now();
  const [, , course = '', activity = ''] = address.split('/');
  const module = services.library.courses
    .get(course)
    ?.modules.find(({ activities }) => activities.includes(activity));
  if (module === undefined) throw new Error(`${activity} is in no module`);
  const session = (person: PersonId): Promise<string> =>
    services.sessions.change((trx) => services.sessions.begin(trx, person, now));
  const owner = await services.sessions.enter(now, newId);
  const room = await Classroom.open(services, { teacher: owner.person, course, now });
  const teachers = [owner.cookie];
  while (teachers.length < TEACHERS) {
    const { person, cookie } = await services.sessions.enter(now, newId);
    await services.db
      .insertInto('class_teacher')
      .values({ class: room.id, person, owner: 0, created_at: now })
      .execute();
    teachers.push(cookie);
  }
  const pupils: (Pupil & { readonly cookie: string })[] = [];
  for (let n = 0; n < PUPILS; n++) {
    const pupil = await room.pupil(`Pupil ${n + 1}`);
    pupils.push({ ...pupil, cookie: await session(pupil.person) });
  }
  const made: School['passes'][number][] = [];
  for (let pass = 0; pass < passes; pass++) {
    const assignment = await createAssignment(services, {
      person: owner.person,
      class: room.id,
      id: newId(),
      now,
      wanted: {
        course,
        module: module.id,
        mode: 'counted',
        opensAt: now,
        dueAt: null,
        closesAt: null,
        settings: defaultSettings('counted'),
      },
    });
    if (assignment === null) throw new Error('not assigned');
    const answering = await Promise.all(
      pupils.map(async ({ person, member, cookie }) => {
        const command = newId() as CommandId;
        const begun = await beginAssigned(services, { person, assignment, activity, command, now, newId });
        if (!begun.ok) throw new Error(begun.error.message);
        return { member, cookie, attempt: begun.value };
      }),
    );
    made.push({ assignment, pupils: answering });
  }
  await services.close();
  return { room: room.id, teachers, passes: made };
}

/** When each pupil sent the answer that leads to each place. */
type Sent = Map<string, { at: number; place: number }[]>;

/** Opens a teacher's stream; `delays` grows by one for each answer that it shows, in milliseconds. */
async function watch(
  { url }: Running,
  { room, teachers }: School,
  assignment: string,
  teacher: number,
  sent: Sent,
  delays: number[],
): Promise<AbortController> {
  const ending = new AbortController();
  const response = await fetch(`${url}/classes/${room}/live/events?of=${assignment}`, {
    headers: { cookie: `demarche=${teachers[teacher]}` },
    signal: ending.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`);
  // Teachers watch before the class begins: what connecting costs is not what watching costs.
  const { promise: open, resolve: opened } = Promise.withResolvers<void>();
  const shown = new Map<string, number>();
  const take = ({ lines = [] }: Message): void => {
    opened();
    const now = performance.now();
    for (const { member, at } of lines) {
      const before = shown.get(member) ?? 0;
      shown.set(member, at);
      for (const one of sent.get(member) ?? [])
        if (one.place > before && one.place <= at) delays.push(now - one.at);
    }
  };
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const read = async (text: string): Promise<void> => {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (text + decoder.decode(value, { stream: true })).split('\n\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^event: panel\ndata: (.*)$/.exec(part)?.[1];
      if (data !== undefined) take(JSON.parse(data) as Message);
    }
    return read(rest);
  };
  void read('').catch(() => undefined);
  await open;
  return ending;
}

function post({ url }: Running, agent: Agent, { attempt, cookie }: Answering, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      origin: url,
      cookie: `demarche=${cookie}`,
      'content-length': Buffer.byteLength(body),
    };
    const sending = request(
      `${url}/api/attempts/${attempt}/commands`,
      { method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Everybody answers every question but the last; gives the answers taken per second. */
async function answerAll(
  server: Running,
  pupils: readonly Answering[],
  responses: readonly Command[],
  sent: Sent,
  replies: number[],
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const asked = responses.slice(0, -1);
  const began = performance.now();
  let turn = 0;
  const total = asked.length * pupils.length;
  const one = async (): Promise<void> => {
    for (let n = turn++; n < total; n = turn++) {
      const pupil = pupils[n % pupils.length] as Answering;
      const position = Math.floor(n / pupils.length) + 1;
      const body = JSON.stringify({ id: newId(), position, command: asked[position - 1] });
      const sending = performance.now();
      sent.get(pupil.member)?.push({ at: sending, place: position + 1 });
      const status = await post(server, agent, pupil, body);
      replies.push(performance.now() - sending);
      if (status !== 200) throw new Error(`an answer was met with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return total / seconds;
}

export async function live(): Promise<void> {
  console.log(
    `\n## ${PUPILS} pupils answer, ${TEACHERS} teachers watch, ${ROUNDS} rounds each, ${AT_ONCE} answers at once\n`,
  );
  const { address, responses } = await sealedAnswers();
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-bench-live-'));
  const school = await prepare(dataDir, address, 2 * ROUNDS + 1);
  const server = await app({ DATA_DIR: dataDir });
  const rates = { watched: [] as number[], alone: [] as number[] };
  const delays: number[] = [];
  const replies: number[] = [];
  const expected = ROUNDS * TEACHERS * PUPILS * (responses.length - 1);
  try {
    for (const [pass, { assignment, pupils }] of school.passes.entries()) {
      // The first pass warms the server up and is not counted; then watched and not watched by turns.
      const isWatched = pass % 2 === 1;
      const sent: Sent = new Map(pupils.map(({ member }) => [member, []]));
      const streams = isWatched
        ? await Promise.all(school.teachers.map((_, i) => watch(server, school, assignment, i, sent, delays)))
        : [];
      const rate = await answerAll(server, pupils, responses, sent, isWatched ? replies : []);
      if (pass > 0) (isWatched ? rates.watched : rates.alone).push(rate);
      const all = ((pass + 1) >> 1) * TEACHERS * PUPILS * (responses.length - 1);
      const patience = performance.now() + 5_000;
      while (isWatched && delays.length < all && performance.now() < patience)
        await new Promise((resolve) => setTimeout(resolve, 20));
      for (const stream of streams) stream.abort();
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const [watched, alone] = [median(rates.watched), median(rates.alone)];
  console.log(
    table([
      ['answers', 'per second', 'of not watched'],
      ['not watched', Math.round(alone), ratio(alone, alone)],
      [`watched by ${TEACHERS}`, Math.round(watched), ratio(watched, alone)],
    ]),
  );
  const row = (name: string, times: readonly number[]): (string | number)[] => {
    const at = (part: number): number => Math.round(percentile(times, part));
    return [name, at(0.5), at(0.99), times.length];
  };
  // With so many at once an answer waits for its turn: the pupil's own reply says how long.
  console.log(
    `\n${table([
      ['from sending an answer, watched (ms)', 'median', '99th percentile', 'of these'],
      row("to the pupil's reply", replies),
      row("to each teacher's stream", delays),
    ])}\n\n${delays.length} of ${expected} arrived.`,
  );
}
