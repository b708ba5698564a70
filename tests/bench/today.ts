// What it costs to build "Today" from a year of answers: the fold alone, with the database, and as a page.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import { CERTAINTIES } from '#lib/domain/content/vocabulary.ts';
import { cardsOf, type ReviewAnswer } from '#lib/domain/review/cards.ts';
import { daysIn } from '#lib/domain/review/day.ts';
import type { Reviewable } from '#lib/domain/review/items.ts';
import { planOf } from '#lib/domain/review/plan.ts';
import type { Services } from '#lib/server/services.ts';
import * as reviews from '#lib/server/stores/reviews.ts';
import { todayPage } from '#lib/server/tasks/review/today-page.ts';
import { personOf, servicesOn } from '../school/connected.ts';
import { app, begin, newId } from './app.ts';
import { median, ratio, table } from './print.ts';

const ANSWERS = [1_000, 10_000, 30_000];
const SAMPLES = 15;
const YEAR = 365 * 86_400_000;
/** Answers of one attempt: most learners answer some and stop. */
const A_SITTING = 10;
const ZONE = 'Europe/Minsk';

/** Answers over a year up to now, one in five wrong, in the order in which they were given. */
function year(items: readonly Reviewable[], n: number, now: number): ReviewAnswer[] {
  return Array.from({ length: n }, (_, i) => {
    const { course, item } = items[(i * 7) % items.length] as Reviewable;
    return {
      ...{ course, item, skill: 'who says it', seq: 1 + (i % A_SITTING), review: i % 3 === 0 },
      at: now - YEAR + Math.floor((i * YEAR) / n),
      correct: i % 5 !== 0,
      certainty: [...CERTAINTIES, null][i % 4] ?? null,
      attempt: `bench-${n}-${Math.floor(i / A_SITTING)}`,
    };
  });
}

/** Puts the answers under a new guest of the server, each sitting a copy of the attempt that was begun. */
async function stored(
  { db }: Services,
  begun: AttemptId,
  person: PersonId,
  answers: readonly ReviewAnswer[],
): Promise<void> {
  const row = await db.selectFrom('attempt').selectAll().where('id', '=', begun).executeTakeFirstOrThrow();
  await db.transaction().execute(async (trx) => {
    for (const id of new Set(answers.map(({ attempt }) => attempt)))
      await trx
        .insertInto('attempt')
        .values({ ...row, id, begin_command: newId() })
        .execute();
    await reviews.add(trx, person, answers);
  });
}

interface Cost {
  readonly wall: number;
  /** What this process used of the processor: other load on the machine does not change it. */
  readonly own: number;
}
async function timed(work: () => unknown): Promise<Cost> {
  const walls: number[] = [];
  const owns: number[] = [];
  for (let n = -3; n < SAMPLES; n++) {
    const used = process.cpuUsage();
    const started = performance.now();
    await work();
    const { user, system } = process.cpuUsage(used);
    if (n < 0) continue;
    walls.push(performance.now() - started);
    owns.push((user + system) / 1000);
  }
  return { wall: median(walls), own: median(owns) };
}

export async function today(): Promise<void> {
  console.log(`\n## "Today" from a year of answers, median of ${SAMPLES}\n`);
  const server = await app();
  const services = await servicesOn(server.dataDir);
  const items = services.library.reviewables();
  const first = [...items.values()][0];
  if (first === undefined) throw new Error('the bundled content has nothing to review');
  const now = Date.now();
  const rows: { fold: Cost; task: Cost; page: Cost }[] = [];
  for (const n of ANSWERS) {
    const { attempt, cookie } = await begin(server.url, `/courses/${first.course}/${first.activity}`, 'open');
    const person = await personOf(services, attempt as AttemptId);
    const answers = year([...items.values()], n, now);
    await stored(services, attempt as AttemptId, person, answers);
    const dayOf = daysIn(ZONE);
    const none = { withheld: new Set<string>(), seen: new Set<string>(), reviewed: 0, exam: null };
    rows.push({
      fold: await timed(() =>
        planOf({ ...none, cards: cardsOf(answers, dayOf), items, today: dayOf(now) }, 5),
      ),
      task: await timed(() => todayPage(services, { person, now, zone: ZONE })),
      page: await timed(async () => {
        const response = await fetch(`${server.url}/today`, { headers: { cookie } });
        await response.text();
        if (!response.ok) throw new Error(`/today answered ${response.status}`);
      }),
    });
  }
  await services.close();
  await server.stop();
  const each = (i: number): number => (rows[i]?.task.own ?? NaN) / (ANSWERS[i] ?? 1);
  console.log(
    table([
      [
        'answers',
        'answers to plan (ms)',
        'with the database (ms)',
        'of it processor (ms)',
        'the page (ms)',
        'for each answer, of the first',
      ],
      ...rows.map(({ fold, task, page }, i) => [
        ANSWERS[i] ?? 0,
        fold.wall.toFixed(1),
        task.wall.toFixed(1),
        task.own.toFixed(1),
        page.wall.toFixed(1),
        ratio(each(i), each(0)),
      ]),
      ['aim at 10,000', '', '50', '', '', ''],
    ]),
  );
}
