// One client floods the server with commands while others answer at their usual pace: how long the others wait.
import autocannon from 'autocannon';
import { setTimeout as wait } from 'node:timers/promises';
import { app, begin, newId } from './app.ts';
import { table } from './print.ts';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { sealedAnswers } from './answers.ts';

const OTHERS = 40;
const SECONDS = 8;
/** Before that, the others answer uncounted: they begin together, and the server has only just been started. */
const WARM_SECONDS = 2;
/** Between two answers of one of the others: far more often than anybody answers. */
const EVERY = 250;
const CONNECTIONS = 64;
const MOST_P99 = 300;

interface Waited {
  readonly p99: number;
  readonly answered: number;
  readonly failed: number;
}

async function others(url: string, address: string, responses: readonly Command[]): Promise<Waited> {
  const times: number[] = [];
  let failed = 0;
  const from = performance.now() + WARM_SECONDS * 1000;
  const until = from + SECONDS * 1000;
  const one = async (n: number): Promise<void> => {
    await wait((n * EVERY) / OTHERS);
    let { attempt, cookie } = await begin(url, address, 'sealed');
    for (let position = 1; performance.now() < until; position++) {
      if (position > responses.length) {
        ({ attempt, cookie } = await begin(url, address, 'sealed', cookie));
        position = 1;
      }
      const sent = performance.now();
      const response = await fetch(`${url}/api/attempts/${attempt}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie },
        body: JSON.stringify({ id: newId(), position, command: responses[position - 1] }),
      });
      await response.arrayBuffer();
      if (response.status !== 200) failed++;
      if (sent >= from) times.push(performance.now() - sent);
      await wait(Math.max(0, EVERY - (performance.now() - sent)));
    }
  };
  await Promise.all(Array.from({ length: OTHERS }, (_, n) => one(n)));
  times.sort((a, b) => a - b);
  return { p99: times[Math.floor(times.length * 0.99)] ?? NaN, answered: times.length, failed };
}

/** As fast as so many connections can, under one cookie; the position is right the first time alone. */
async function flood(
  url: string,
  address: string,
  command: Command | undefined,
): Promise<{ sent: number; slowed: number }> {
  const { attempt, cookie } = await begin(url, address, 'sealed');
  await wait(WARM_SECONDS * 1000);
  const result = await autocannon({
    url: `${url}/api/attempts/${attempt}/commands`,
    method: 'POST',
    connections: CONNECTIONS,
    // A thread of its own: the others are measured in this one.
    workers: 1,
    duration: SECONDS,
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ id: newId(), position: 1, command }),
  });
  const stats = result.statusCodeStats as Readonly<Record<string, { readonly count: number }>> | undefined;
  const slowed = stats?.['429']?.count ?? 0;
  return { sent: result.requests.total, slowed };
}

export async function floodBench(): Promise<void> {
  const { address, responses } = await sealedAnswers();
  const server = await app();
  try {
    const alone = await others(server.url, address, responses);
    const [beside, theirs] = await Promise.all([
      others(server.url, address, responses),
      flood(server.url, address, responses[0]),
    ]);
    const row = (name: string, { p99, answered, failed }: Waited): (string | number)[] => [
      name,
      answered,
      Math.round(p99),
      failed,
    ];
    console.log(`\n## A flood of commands from one client, ${CONNECTIONS} at once for ${SECONDS} s\n`);
    console.log(
      table([
        [`${OTHERS} others, each every ${EVERY} ms`, 'answers', '99th percentile (ms)', 'failed'],
        row('alone', alone),
        row('beside the flood', beside),
      ]),
    );
    console.log(`\nThe flood: ${theirs.sent} requests, ${theirs.slowed} of them told to wait (429).`);
    // Where they wait as long without the flood, the machine is busy with something else.
    if (beside.p99 >= MOST_P99 && alone.p99 < MOST_P99)
      throw new Error(`the others waited ${Math.round(beside.p99)} ms: at most ${MOST_P99}`);
    if (beside.failed > 0) throw new Error(`${beside.failed} answers of the others were refused`);
  } finally {
    await server.stop();
  }
}
