// Sealed responses made durable per second through the whole app, beside the floor measured in the same run.
import autocannon from 'autocannon';
import { app, begin, newId, run, type Running } from './app.ts';
import { median, ratio, table } from './print.ts';
import { sealedAnswers } from './answers.ts';

const CONNECTIONS = 64;
const SECONDS = 6;
const ROUNDS = 3;

interface Rate {
  readonly perSecond: number;
  readonly p99: number;
  readonly failed: number;
}

/** Drives `url` with 64 connections; `next` gives the request each connection sends next, or null when it has no more. */
async function drive(
  url: string,
  next: (connection: number) => { path: string; cookie: string; body: string } | null,
): Promise<Rate> {
  let connections = 0;
  let ranOut = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    setupClient: (client) => {
      const mine = connections++;
      client.setRequests([
        {
          method: 'POST',
          setupRequest: (request) => {
            const answer = next(mine);
            if (answer === null) ranOut++;
            const { path, cookie, body } = answer ?? { path: '/healthz', cookie: '', body: '' };
            return {
              ...request,
              path,
              body,
              headers: { 'content-type': 'application/json', origin: url, cookie },
            };
          },
        },
      ]);
    },
  });
  if (ranOut > 0)
    throw new Error(`${ranOut} requests had no fresh answer left to send: prepare more attempts`);
  return {
    perSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/** Enough fresh sealed attempts for every connection, begun before the clock starts. */
async function prepare(
  server: Running,
  each: number,
): Promise<(connection: number) => ReturnType<Parameters<typeof drive>[1]>> {
  const { address, responses } = await sealedAnswers();
  const guests = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      let cookie = '';
      const attempts: string[] = [];
      for (let n = 0; n < each; n++) {
        const begun = await begin(server.url, address, 'sealed', cookie);
        cookie = begun.cookie;
        attempts.push(begun.attempt);
      }
      return { cookie, attempts, sent: 0 };
    }),
  );
  return (connection) => {
    const guest = guests[connection % CONNECTIONS];
    if (guest === undefined) return null;
    const attempt = guest.attempts[Math.floor(guest.sent / responses.length)];
    const command = responses[guest.sent % responses.length];
    const position = (guest.sent % responses.length) + 1;
    guest.sent++;
    if (attempt === undefined || command === undefined) return null;
    return {
      path: `/api/attempts/${attempt}/commands`,
      cookie: guest.cookie,
      body: JSON.stringify({ id: newId(), position, command }),
    };
  };
}

export async function throughput(): Promise<void> {
  console.log(
    `\n## Sealed responses made durable, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${SECONDS} s each\n`,
  );
  const ours: Rate[] = [];
  const floors: Rate[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await run('tests/bench/floor.mjs', {}, '/');
    const body = JSON.stringify({
      id: newId(),
      position: 1,
      command: { type: 'respond', item: 'an-item', response: { kind: 'single', choice: 'a' } },
    });
    floors.push(await drive(floor.url, () => ({ path: '/', cookie: '', body })));
    await floor.stop();
    const server = await app();
    ours.push(await drive(server.url, await prepare(server, 45)));
    await server.stop();
  }
  const row = (name: string, rates: readonly Rate[]): (string | number)[] => [
    name,
    Math.round(median(rates.map((rate) => rate.perSecond))),
    ratio(median(rates.map((rate) => rate.perSecond)), median(floors.map((rate) => rate.perSecond))),
    median(rates.map((rate) => rate.p99)),
    rates.reduce((sum, rate) => sum + rate.failed, 0),
  ];
  console.log(
    table([
      ['server', 'per second', 'of the floor', '99th percentile (ms)', 'failed'],
      row('bare node:http, one durable SQLite insert for each request (the floor)', floors),
      row('the whole app: session, decision, log, kept state, next view', ours),
    ]),
  );
}
