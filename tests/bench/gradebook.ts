// Results of a large class: the gradebook beside the page of a class of ten, and item analysis by the number of attempts.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { QuizActivity } from '#lib/domain/content/compiled.ts';
import type { Tables } from '#lib/server/db/tables.ts';
import type { Services } from '#lib/server/services.ts';
import { testOf } from '../school/answers.ts';
import { Classroom, type Pupil } from '../school/classroom.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { app, begin, newId } from './app.ts';
import { median, ratio, table } from './print.ts';

const ASSIGNMENTS = 20;
const PUPILS = [10, 50, 1000];
const ATTEMPTS = [100, 300, 1000];
const SAMPLES = 25;
/** Different ways to answer, copied to all pupils: playing twenty thousand attempts would take hours. */
const PATTERNS = 12;
const CHUNK = 200;

/** `attempt_event`: the last one of the log alone, which says that the kept state is the current one. */
type Played = Pick<Tables, 'attempt' | 'attempt_event' | 'attempt_state' | 'attempt_score'>;

async function playedOnce(
  services: Services,
  room: Classroom,
  quiz: QuizActivity,
  assignment: string,
): Promise<Played[]> {
  const played: Played[] = [];
  for (let n = 0; n < PATTERNS; n++) {
    const pupil = await room.pupil(`Pattern ${n}`);
    const attempt = await room.begin(pupil, assignment, quiz.id);
    await room.play(
      pupil,
      attempt,
      testOf(quiz, (_, at) => ((n * 7 + at * 5) % 4 === 0 ? 1 + (at % 3) : 0)),
    );
    const row = <T extends keyof Played>(name: T, column: 'id' | 'attempt') =>
      services.db
        .selectFrom(name as 'attempt_state')
        .selectAll()
        .where(column as 'attempt', '=', attempt)
        .$if(name === 'attempt_event', (query) => query.orderBy('seq', 'desc'))
        .executeTakeFirstOrThrow() as unknown as Promise<Played[T]>;
    played.push({
      attempt: await row('attempt', 'id'),
      attempt_event: await row('attempt_event', 'attempt'),
      attempt_state: await row('attempt_state', 'attempt'),
      attempt_score: await row('attempt_score', 'attempt'),
    });
  }
  return played;
}

/** One attempt of each pupil at the assignment, each a copy of one that was played. */
async function copied(
  { db }: Services,
  played: readonly Played[],
  assignment: string,
  pupils: readonly Pupil[],
): Promise<void> {
  for (let from = 0; from < pupils.length; from += CHUNK)
    await db.transaction().execute(async (trx) => {
      for (const [i, { member, person }] of pupils.slice(from, from + CHUNK).entries()) {
        const id = newId();
        const one = played[(from + i) % played.length];
        if (one === undefined) continue;
        await trx
          .insertInto('attempt')
          .values({ ...one.attempt, id, person, begin_command: id })
          .execute();
        await trx
          .insertInto('attempt_event')
          .values({ ...one.attempt_event, attempt: id })
          .execute();
        await trx
          .insertInto('attempt_state')
          .values({ ...one.attempt_state, attempt: id })
          .execute();
        await trx
          .insertInto('attempt_score')
          .values({ ...one.attempt_score, attempt: id })
          .execute();
        const { activity, created_at } = one.attempt;
        await trx
          .insertInto('assigned_attempt')
          .values({ attempt: id, assignment, member, activity, number: 1, handed_in_at: created_at })
          .execute();
      }
    });
}

async function filled(
  services: Services,
  teacher: PersonId,
  quiz: QuizActivity,
  pupils: number,
): Promise<{ readonly room: Classroom; readonly assignments: readonly string[] }> {
  const now = Date.now();
  const room = await Classroom.open(services, { teacher, course: quiz.course, now });
  const assignments: string[] = [];
  for (let n = 0; n < ASSIGNMENTS; n++)
    assignments.push(await room.assign([quiz.id], { title: `Assignment ${n + 1}` }));
  const templates = await Classroom.open(services, { teacher, course: quiz.course, now });
  const played = await playedOnce(services, templates, quiz, await templates.assign([quiz.id]));
  const entries: Pupil[] = [];
  for (let n = 0; n < pupils; n++) entries.push(await room.pupil(`Pupil ${String(n).padStart(4, '0')}`));
  for (const assignment of assignments) await copied(services, played, assignment, entries);
  return { room, assignments };
}

/** Milliseconds to the first byte of the body, the median of several, after a few that warm up. */
export async function firstByte(url: string, cookie: string): Promise<number> {
  const times: number[] = [];
  for (let n = -5; n < SAMPLES; n++) {
    const started = performance.now();
    const response = await fetch(url, { headers: { cookie } });
    const reader = response.body?.getReader();
    await reader?.read();
    if (n >= 0) times.push(performance.now() - started);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    await reader?.cancel();
  }
  return median(times);
}

export async function gradebook(): Promise<void> {
  console.log(`\n## Results of a class, ${ASSIGNMENTS} assignments, median of ${SAMPLES}\n`);
  const server = await app();
  const services = await servicesOn(server.dataDir);
  const course = [...services.library.courses.values()][0];
  const quiz = [...(course?.activities.values() ?? [])].find(
    (activity): activity is QuizActivity => activity.kind === 'quiz' && activity.items.length >= 14,
  );
  if (quiz === undefined) throw new Error('the bundled content has no quiz of fourteen items');
  const { attempt, cookie } = await begin(server.url, `/courses/${quiz.course}/${quiz.id}`, 'open');
  const teacher = await personOf(services, attempt as AttemptId);
  const classes = [];
  for (const pupils of PUPILS) classes.push(await filled(services, teacher, quiz, pupils));
  const analysed = [];
  for (const attempts of ATTEMPTS)
    analysed.push(attempts === 1000 ? classes.at(-1) : await filled(services, teacher, quiz, attempts));

  const small = classes[0]?.room.id ?? '';
  const floor = await firstByte(`${server.url}/classes/${small}`, cookie);
  const rows: [string, string, string][] = [['class page, 10 pupils (the floor)', floor.toFixed(1), '1.00×']];
  for (const [i, { room }] of classes.entries()) {
    const ms = await firstByte(`${server.url}/classes/${room.id}/gradebook`, cookie);
    rows.push([`gradebook, ${PUPILS[i]} pupils`, ms.toFixed(1), ratio(ms, floor)]);
  }
  console.log(table([['page', 'first byte (ms)', 'of the floor'], ...rows, ['budget', '', '5×']]));

  console.log(`\n## Item analysis, ${quiz.items.length} items, median of ${SAMPLES}\n`);
  const costs: number[] = [];
  for (const one of analysed)
    costs.push(await firstByte(`${server.url}/assignments/${one?.assignments[0]}/results`, cookie));
  console.log(
    table([
      ['attempts', 'first byte (ms)', 'for each attempt, of the first'],
      ...costs.map((ms, i) => [
        ATTEMPTS[i] ?? 0,
        ms.toFixed(1),
        ratio(ms / (ATTEMPTS[i] ?? 1), (costs[0] ?? NaN) / (ATTEMPTS[0] ?? 1)),
      ]),
    ]),
  );
  await services.close();
  await server.stop();
}
