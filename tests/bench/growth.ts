// What one more response costs when the attempt's log already holds 10, 100 or 1,000 events.
import { app, begin, newId } from './app.ts';
import { loadCourses } from '#lib/server/content/load.ts';
import { someResponse } from '#lib/domain/items/index.ts';
import { askedItems } from '#lib/domain/attempt/decide.ts';
import { open } from '#lib/domain/content/redact.ts';
import { median, ratio, table } from './print.ts';

const LENGTHS = [10, 100, 1000];
const SAMPLES = 40;

/** Unscored retries of one practice question make a log as long as one likes. */
export async function growth(): Promise<void> {
  console.log('\n## One response more, by the length of the log\n');
  const courses = [...(await loadCourses('src/content')).values()];
  const quiz = courses
    .flatMap((course) => [...course.activities.values()])
    .find((activity) => activity.kind === 'quiz');
  const asked = quiz === undefined ? undefined : askedItems(open(quiz))[0];
  if (quiz === undefined || asked === undefined) throw new Error('the bundled content has no quiz');
  const server = await app();
  const { attempt, cookie } = await begin(server.url, `/courses/${quiz.course}/${quiz.id}`, 'open');
  let position = 1;
  const post = async (type: 'respond' | 'retry'): Promise<number> => {
    const command = { type, item: asked.id, response: someResponse(asked) };
    const started = performance.now();
    const response = await fetch(`${server.url}/api/attempts/${attempt}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, cookie },
      body: JSON.stringify({ id: newId(), position, command }),
    });
    await response.text();
    if (!response.ok) throw new Error(`a ${type} at position ${position} answered ${response.status}`);
    position++;
    return performance.now() - started;
  };
  await post('respond');
  const costs: number[] = [];
  for (const length of LENGTHS) {
    while (position < length) await post('retry');
    const samples: number[] = [];
    for (let n = 0; n < SAMPLES; n++) samples.push(await post('retry'));
    costs.push(median(samples));
  }
  await server.stop();
  console.log(
    table([
      ['events in the log', 'median of a response (ms)', 'of the first'],
      ...LENGTHS.map((length, i) => [
        length,
        (costs[i] ?? NaN).toFixed(2),
        ratio(costs[i] ?? NaN, costs[0] ?? NaN),
      ]),
    ]),
  );
}
