// A year of a district: 50,000 pupils and 2 million responses, and what pages and an answer cost then beside before.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { QuizActivity } from '#lib/domain/content/compiled.ts';
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { SQLITE_FILE } from '#lib/server/db/sqlite.ts';
import type { Services } from '#lib/server/services.ts';
import { testOf } from '../school/answers.ts';
import { Classroom, type Pupil } from '../school/classroom.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { app, begin, newId, type Running } from './app.ts';
import { timed } from './figures.ts';
import { firstByte } from './gradebook.ts';
import { median, ratio, table } from './print.ts';

const OF_A_CLASS = 25;
const ASSIGNMENTS = 3;
/** Different ways to answer, copied to all pupils. */
const PATTERNS = 12;
const ANSWERS = 25;
/** Classes between two words on how far it is. */
const SAID_EVERY = 200;
/** Pages that a year may make dearer so many times at most, and milliseconds to the first answer of a start. */
const AIM = { times: 2, start: 3000 };

interface Watched {
  readonly room: string;
  readonly assignment: string;
  readonly teacher: string;
}

const quizOf = ({ library }: Services): QuizActivity => {
  const activities = [...library.courses.values()].flatMap((course) => [...course.activities.values()]);
  const quiz = activities.find((one): one is QuizActivity => one.kind === 'quiz' && one.items.length >= 14);
  if (quiz === undefined) throw new Error('the bundled content has no quiz of fourteen items');
  return quiz;
};

/** A class whose pupils have done everything, each in one of a few ways; gives the attempts. */
async function played(services: Services, teacher: PersonId, quiz: QuizActivity, pupils: number) {
  const room = await Classroom.open(services, { teacher, course: quiz.course, now: Date.now() });
  const assignments: string[] = [];
  for (let n = 0; n < ASSIGNMENTS; n++)
    assignments.push(await room.assign([quiz.id], { title: `Assignment ${n + 1}` }));
  const attempts: AttemptId[] = [];
  for (let n = 0; n < pupils; n++) {
    const pupil: Pupil = await room.pupil(`Pupil ${n}`);
    for (const assignment of assignments) {
      const attempt = await room.begin(pupil, assignment, quiz.id);
      await room.play(
        pupil,
        attempt,
        testOf(quiz, (_, at) => ((n * 7 + at * 5) % 4 === 0 ? 1 + (at % 3) : 0)),
      );
      attempts.push(attempt);
    }
  }
  return { room: room.id, assignments, attempts };
}

/** Other classes with so many pupils in all, whose attempts are copies, row by row, of those that were played. */
function fill(dataDir: string, pupils: number, patterns: readonly AttemptId[], teacher: PersonId): number {
  const db = new Database(join(dataDir, SQLITE_FILE));
  // It is measured afterwards, and not while it is made.
  db.pragma('synchronous = OFF');
  const one = (sql: string): Database.Statement => db.prepare(sql);
  const columns = (name: string): string[] =>
    (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
  /** A copy of all rows of an attempt, under another id and where needed another person. */
  const copy = (name: string, own: Readonly<Record<string, string>>): Database.Statement => {
    const all = columns(name);
    const from = name === 'attempt' ? 'id' : 'attempt';
    const values = all.map((column) => own[column] ?? column).join(', ');
    return one(`insert into ${name} (${all.join(', ')}) select ${values} from ${name} where ${from} = @from`);
  };
  const statements = {
    attempt: copy('attempt', { id: '@id', person: '@person', begin_command: '@id' }),
    attempt_event: copy('attempt_event', { attempt: '@id' }),
    attempt_state: copy('attempt_state', { attempt: '@id' }),
    attempt_score: copy('attempt_score', { attempt: '@id' }),
    review_answer: copy('review_answer', { attempt: '@id', person: '@person' }),
    assigned_attempt: copy('assigned_attempt', {
      attempt: '@id',
      assignment: '@assignment',
      member: '@member',
    }),
  };
  const person = one('insert into person (id, created_at) values (?, ?)');
  const room = one(
    'insert into class (id, name, code, sample, created_at, archived_at, keep_until) values (?, ?, null, 0, ?, null, ?)',
  );
  const teaches = one('insert into class_teacher (class, person, owner, created_at) values (?, ?, 1, ?)');
  const member = one(
    'insert into member (id, class, person, name, created_at, joined_at, removed_at) values (?, ?, ?, ?, ?, ?, null)',
  );
  const assignment = one(
    `insert into assignment (${columns('assignment').join(', ')}) select ${columns('assignment')
      .map((column) => ({ id: '@id', class: '@class' })[column] ?? column)
      .join(
        ', ',
      )} from assignment where id = (select assignment from assigned_attempt where attempt = @from)`,
  );
  const pinned = one(
    `insert into assignment_activity select @id, position, activity, content_hash from assignment_activity where assignment = (select assignment from assigned_attempt where attempt = @from)`,
  );
  const now = Date.now();
  let responses = 0;
  const perAttempt = one('select count(*) from attempt_event where attempt = ? and type = ?').pluck();
  const answersIn = new Map(patterns.map((id) => [id, Number(perAttempt.get(id, 'responded'))]));
  const ofOneClass = db.transaction((size: number, at: number) => {
    const id = newId();
    room.run(id, `Class ${at}`, now, now + 1e10);
    teaches.run(id, teacher, now);
    const given = Array.from({ length: ASSIGNMENTS }, (_, n) => {
      const made = newId();
      const of = { id: made, class: id, from: patterns[n % patterns.length] };
      assignment.run(of);
      pinned.run({ id: made, from: of.from });
      return made;
    });
    for (let n = 0; n < size; n++) {
      const [who, entry] = [newId(), newId()];
      person.run(who, now);
      member.run(entry, id, who, `Pupil ${n}`, now, now);
      for (const [i, name] of given.entries()) {
        const from = patterns[((n % PATTERNS) * ASSIGNMENTS + i) % patterns.length] as AttemptId;
        const of = { from, id: newId(), person: who, member: entry, assignment: name };
        statements.attempt.run({ from, id: of.id, person: who });
        for (const table of ['attempt_event', 'attempt_state', 'attempt_score'] as const)
          statements[table].run({ from, id: of.id });
        statements.review_answer.run({ from, id: of.id, person: who });
        statements.assigned_attempt.run({ from, id: of.id, member: entry, assignment: name });
        responses += answersIn.get(from) ?? 0;
      }
    }
  });
  for (let done = 0; done < pupils; done += OF_A_CLASS) {
    ofOneClass(Math.min(OF_A_CLASS, pupils - done), done / OF_A_CLASS);
    if ((done / OF_A_CLASS) % SAID_EVERY === 0) process.stderr.write(`${done} pupils\n`);
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return responses;
}

/** Milliseconds of each page, and of one answer more. */
async function measured({ url }: Running, { room, assignment, teacher }: Watched, quiz: QuizActivity) {
  const course = `/courses/${quiz.course}`;
  const { attempt, cookie } = await begin(url, `${course}/${quiz.id}`, 'sealed');
  const answers: number[] = [];
  for (let position = 1; position <= ANSWERS; position++) {
    const command = { type: 'visit', item: quiz.items[position % 2]?.id };
    answers.push(
      await timed(`${url}/api/attempts/${attempt}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie },
        body: JSON.stringify({ id: newId(), position, command }),
      }),
    );
  }
  return {
    'class page': await firstByte(`${url}/classes/${room}`, teacher),
    gradebook: await firstByte(`${url}/classes/${room}/gradebook`, teacher),
    'item analysis': await firstByte(`${url}/assignments/${assignment}/results`, teacher),
    'course page': await firstByte(url + course, cookie),
    'one response': median(answers.slice(5)),
  };
}

/** `npm run bench -- year 5000` has so many pupils instead of 50,000. */
export async function year(pupils = 50_000): Promise<void> {
  console.log(`\n## A year of data: ${pupils} pupils\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-bench-year-'));
  try {
    await inFolder(dataDir, pupils);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function inFolder(dataDir: string, pupils: number): Promise<void> {
  const first = await app({ DATA_DIR: dataDir });
  const services = await servicesOn(dataDir);
  const quiz = quizOf(services);
  const { attempt, cookie } = await begin(first.url, `/courses/${quiz.course}/${quiz.id}`, 'open');
  const teacher = await personOf(services, attempt as AttemptId);
  const own = await played(services, teacher, quiz, OF_A_CLASS);
  const watched = { room: own.room, assignment: own.assignments[0] ?? '', teacher: cookie };
  const { person: other } = await services.sessions.enter(Date.now(), newId);
  await services.close();
  const before = await measured(first, watched, quiz);
  await first.stop();

  const size = (): number => statSync(join(dataDir, SQLITE_FILE)).size;
  const empty = size();
  const responses = fill(dataDir, pupils, own.attempts.slice(0, PATTERNS * ASSIGNMENTS), other);
  const bytes = (size() - empty) / responses;

  const began = performance.now();
  const server = await app({ DATA_DIR: dataDir });
  const started = performance.now() - began;
  let after: typeof before;
  try {
    after = await measured(server, watched, quiz);
  } finally {
    await server.stop();
  }
  console.log(
    table([
      ['', 'almost empty (ms)', `with ${responses} responses (ms)`, 'of almost empty'],
      ...Object.entries(before).map(([name, ms]) => {
        const now = after[name as keyof typeof after];
        return [name, ms.toFixed(1), now.toFixed(1), ratio(now, ms)];
      }),
      ['aim', '', '', `${AIM.times}×`],
    ]),
  );
  console.log(
    `\nStart to ready: ${Math.round(started)} ms (aim ${AIM.start}). ` +
      `The database: ${Math.round(size() / 2 ** 20)} MB, ${Math.round(bytes)} bytes for each response.`,
  );
}
