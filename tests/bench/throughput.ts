// Sealed responses made durable per second through the whole app, beside the floor measured in the same run.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import autocannon from 'autocannon';
import { app, begin, newId, run, type Running } from './app.ts';
import { median, ratio, table } from './print.ts';
import { sealedAnswers } from './answers.ts';

export const CONNECTIONS = 64;
export const SECONDS = 6;
export const ROUNDS = 3;

export interface Rate {
  readonly perSecond: number;
  readonly p99: number;
  readonly failed: number;
}

/**
 * Drives `url` with so many connections; `next` gives the request each connection sends next, or null when it has no more.
 * With `perSecond`, they send no faster than that together.
 */
export async function drive(
  url: string,
  next: (connection: number) => { path: string; cookie: string; body: string } | null,
  { count = CONNECTIONS, perSecond }: { readonly count?: number; readonly perSecond?: number } = {},
): Promise<Rate> {
  let connections = 0;
  let ranOut = 0;
  const result = await autocannon({
    url,
    connections: count,
    duration: SECONDS,
    ...(perSecond === undefined ? {} : { overallRate: Math.round(perSecond) }),
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
export async function prepare(
  server: Running,
  each: number,
  count = CONNECTIONS,
): Promise<(connection: number) => ReturnType<Parameters<typeof drive>[1]>> {
  const { address, responses } = await sealedAnswers();
  const guests = await Promise.all(
    Array.from({ length: count }, async () => {
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
    const guest = guests[connection % count];
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

/** Of the most that it takes: so full is a server that is sized with some room. */
const SHARE = 0.7;

/** Attempts begun for each connection: more than it can answer in the time. */
const EACH = 45;

/** Where the floor that is made of SvelteKit alone is built (tests/bench/kit). */
const KIT_FLOOR = 'test-results/kit-floor/build/index.js';
const VITE = resolve('node_modules/vite/bin/vite.js');

export const buildKitFloor = (): void =>
  void execFileSync(process.execPath, [VITE, 'build'], {
    cwd: 'tests/bench/kit',
    stdio: ['ignore', 'ignore', 'inherit'],
  });

export const FLOORS = {
  single: { script: 'tests/bench/floor.mjs', settings: {} },
  grouped: { script: 'tests/bench/floor.mjs', settings: { GROUP: '1' } },
  kit: { script: KIT_FLOOR, settings: {} },
} as const;

const FLOOR_BODY = JSON.stringify({
  id: newId(),
  position: 1,
  command: { type: 'respond', item: 'an-item', response: { kind: 'single', choice: 'a' } },
});

/** The rate of a floor that is started for this alone; `under` as in `run`. */
export async function rateOfFloor(
  { script, settings }: (typeof FLOORS)[keyof typeof FLOORS],
  under: readonly string[] = [],
): Promise<Rate> {
  const floor = await run(script, settings, '/', under);
  const rate = await drive(floor.url, () => ({ path: '/', cookie: '', body: FLOOR_BODY }));
  await floor.stop();
  return rate;
}

/** The rate of the whole app, started for this alone, and, where it is asked for, at `SHARE` of that. */
export async function rateOfApp(
  under: readonly string[] = [],
): Promise<{ readonly most: Rate; readonly calm: () => Promise<Rate>; readonly stop: () => Promise<void> }> {
  const server = await app({}, under);
  const most = await drive(server.url, await prepare(server, EACH));
  return {
    most,
    calm: async () => drive(server.url, await prepare(server, EACH), { perSecond: most.perSecond * SHARE }),
    stop: server.stop,
  };
}

export const rateOf = (rates: readonly Rate[]): number => median(rates.map((rate) => rate.perSecond));

export async function throughput(): Promise<void> {
  buildKitFloor();
  console.log(
    `\n## Sealed responses made durable, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${SECONDS} s each\n`,
  );
  const ours: Rate[] = [];
  const calm: Rate[] = [];
  const floors: Rate[] = [];
  const grouped: Rate[] = [];
  const framed: Rate[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await rateOfFloor(FLOORS.single));
    grouped.push(await rateOfFloor(FLOORS.grouped));
    framed.push(await rateOfFloor(FLOORS.kit));
    const measured = await rateOfApp();
    ours.push(measured.most);
    calm.push(await measured.calm());
    await measured.stop();
  }
  const row = (name: string, rates: readonly Rate[]): (string | number)[] => [
    name,
    Math.round(rateOf(rates)),
    ratio(rateOf(rates), rateOf(floors)),
    ratio(rateOf(rates), rateOf(framed)),
    ratio(rateOf(rates), rateOf(grouped)),
    median(rates.map((rate) => rate.p99)),
    rates.reduce((sum, rate) => sum + rate.failed, 0),
  ];
  console.log(
    table([
      ['server', 'per second', 'of the floor', 'of bare Kit', 'of grouped', '99th percentile (ms)', 'failed'],
      row('bare node:http, one durable SQLite insert for each request (the floor)', floors),
      row('bare node:http, inserts that arrive together made durable together', grouped),
      row('bare SvelteKit endpoint, inserts made durable together', framed),
      row('the whole app: session, decision, log, kept state, next view', ours),
      row(`the same at ${SHARE * 100} % of that`, calm),
      ['aim', '', '1.50×', '0.70×', '', '100 at 70 %', 0],
    ]),
  );
}
