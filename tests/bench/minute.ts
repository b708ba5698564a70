// The first minute of an exam: 1,000 pupils begin the same module within 60 s and answer it, while 10 teachers watch.
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '#lib/domain/attempt/commands.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { Classroom } from '../school/classroom.ts';
import { servicesOn } from '../school/connected.ts';
import { sealedAnswers } from './answers.ts';
import { app, newId } from './app.ts';
import { figuresOf, megabytes } from './figures.ts';
import { percentile, table } from './print.ts';

const PUPILS = 1000;
const TEACHERS = 10;
/** Pupils of one class, all of whom their teacher sees. */
const OF_A_CLASS = 100;
const BEGIN_WITHIN_MS = 60_000;
/** Between two answers, at least and at most. People take 20 s and more: the same load for longer. */
const THINKS_MS = [4000, 8000] as const;
const SAMPLE_MS = 2000;

interface Pupil {
  readonly cookie: string;
  readonly assignment: string;
}

interface Answered {
  readonly status: number;
  readonly location: string;
}

/** Ten classes of a hundred, each with its teacher and the same module to do. */
async function school(dataDir: string, course: string, activity: string) {
  const services = await servicesOn(dataDir);
  const now = Date.now();
  const cookieOf = async (person: PersonId): Promise<string> =>
    `demarche=${await services.sessions.change((trx) => services.sessions.begin(trx, person, now))}`;
  const pupils: Pupil[] = [];
  const teachers: { cookie: string; stream: string }[] = [];
  for (let t = 0; t < TEACHERS; t++) {
    const teacher = await services.sessions.enter(now, newId);
    const room = await Classroom.open(services, { teacher: teacher.person, course, now });
    const assignment = await room.assign([activity]);
    teachers.push({
      cookie: `demarche=${teacher.cookie}`,
      stream: `/classes/${room.id}/live/events?of=${assignment}`,
    });
    for (let n = 0; n < OF_A_CLASS; n++) {
      const { person } = await room.pupil(`Pupil ${n + 1}`);
      pupils.push({ assignment, cookie: await cookieOf(person) });
    }
  }
  await services.close();
  return { pupils, teachers };
}

export async function minute(): Promise<void> {
  console.log(
    `\n## The first minute of an exam: ${PUPILS} pupils begin within ${BEGIN_WITHIN_MS / 1000} s, ${TEACHERS} teachers watch\n`,
  );
  const { address, responses } = await sealedAnswers();
  const [, , course = '', activity = ''] = address.split('/');
  const server = await app();
  const { pupils, teachers } = await school(server.dataDir, course, activity);
  const agent = new Agent({ keepAlive: true });
  const times = { begin: [] as number[], page: [] as number[], answer: [] as number[] };
  const failed: string[] = [];
  const memory: number[] = [];
  let heard = 0;

  const ask = (
    method: 'GET' | 'POST',
    path: string,
    { cookie }: Pupil,
    type = '',
    body = '',
  ): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const headers = {
        ...{ cookie, origin: server.url, accept: 'text/html', 'accept-encoding': 'gzip' },
        ...(method === 'POST' ? { 'content-type': type, 'content-length': Buffer.byteLength(body) } : {}),
      };
      const sent = request(server.url + path, { method, agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const timed = async (into: number[], expected: number, what: Promise<Answered>): Promise<Answered> => {
    const began = performance.now();
    const answered = await what;
    into.push(performance.now() - began);
    if (answered.status !== expected) failed.push(`${answered.status} where ${expected} was due`);
    return answered;
  };

  /** Comes at a moment of the minute, begins, sees the page, and answers everything. */
  const plays = async (pupil: Pupil): Promise<void> => {
    await wait(Math.random() * BEGIN_WITHIN_MS);
    const form = new URLSearchParams({ activity, command: newId() }).toString();
    const begun = await timed(
      times.begin,
      303,
      ask(
        'POST',
        `/assignments/${pupil.assignment}?/begin`,
        pupil,
        'application/x-www-form-urlencoded',
        form,
      ),
    );
    if (begun.location === '') return;
    await timed(times.page, 200, ask('GET', begun.location, pupil));
    const commands: Command[] = [...responses, { type: 'hand_in' }];
    for (const [i, command] of commands.entries()) {
      await wait(THINKS_MS[0] + Math.random() * (THINKS_MS[1] - THINKS_MS[0]));
      const body = JSON.stringify({ id: newId(), position: i + 1, command });
      const path = `/api${begun.location}/commands`;
      await timed(times.answer, 200, ask('POST', path, pupil, 'application/json', body));
    }
  };
  const ending = new AbortController();
  const watches = async ({ cookie, stream }: (typeof teachers)[number]): Promise<void> => {
    const response = await fetch(server.url + stream, { headers: { cookie }, signal: ending.signal });
    if (!response.ok || response.body === null) return void failed.push(`a stream: ${response.status}`);
    for await (const chunk of response.body) heard += chunk.length;
  };

  try {
    const watching = teachers.map((teacher) => watches(teacher).catch(() => undefined));
    const sampling = setInterval(
      () => void figuresOf(server.url).then((one) => memory.push(one.memory)),
      SAMPLE_MS,
    );
    await Promise.all(
      pupils.map((pupil) => plays(pupil).catch((fault: unknown) => void failed.push(String(fault)))),
    );
    clearInterval(sampling);
    ending.abort();
    await Promise.all(watching);
  } finally {
    agent.destroy();
    await server.stop();
  }
  const row = (name: string, all: readonly number[]): (string | number)[] => [
    name,
    all.length,
    Math.round(percentile(all, 0.5)),
    Math.round(percentile(all, 0.99)),
  ];
  console.log(
    table([
      ['request', 'of these', 'median (ms)', '99th percentile (ms)'],
      row('begin', times.begin),
      row('the page of the first question', times.page),
      row('an answer, made durable', times.answer),
      ['aim', '', '', 250],
    ]),
  );
  const half = memory.slice(memory.length >> 1);
  console.log(
    `\nFailed: ${failed.length}${failed.length > 0 ? ` (${[...new Set(failed)].join('; ')})` : ''}. ` +
      `Memory: ${megabytes(memory[0] ?? NaN)} MB at first, ${megabytes(half[0] ?? NaN)} MB half way, ${megabytes(memory.at(-1) ?? NaN)} MB at the end, ${megabytes(Math.max(...memory))} MB at most. ` +
      `Sent to teachers: ${megabytes(heard)} MB.`,
  );
}
