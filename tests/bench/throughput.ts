// Sealed responses made durable per second through the whole app, beside the floors measured in the same run.
import { app } from './app.ts';
import { buildKitFloor, buildSameBuildFloor, FLOORS, rateOfFloor, rateOfSameBuild } from './floors.ts';
import { CONNECTIONS, drive, prepare, rateOf, SECONDS, type Rate } from './load.ts';
import { median, ratio, table } from './print.ts';

export const ROUNDS = 3;

/** Of the most that it takes: so full is a server that is sized with some room. */
const SHARE = 0.7;

/** Attempts begun for each connection: more than it can answer in the time. */
const EACH = 45;

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

export async function throughput(): Promise<void> {
  buildKitFloor();
  buildSameBuildFloor();
  console.log(
    `\n## Sealed responses made durable, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${SECONDS} s each\n`,
  );
  const ours: Rate[] = [];
  const calm: Rate[] = [];
  const floors: Rate[] = [];
  const grouped: Rate[] = [];
  const framed: Rate[] = [];
  const housed: Rate[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await rateOfFloor(FLOORS.single));
    grouped.push(await rateOfFloor(FLOORS.grouped));
    framed.push(await rateOfFloor(FLOORS.kit));
    housed.push(await rateOfSameBuild());
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
    ratio(rateOf(rates), rateOf(housed)),
    ratio(rateOf(rates), rateOf(grouped)),
    median(rates.map((rate) => rate.p99)),
    rates.reduce((sum, rate) => sum + rate.failed, 0),
  ];
  console.log(
    table([
      [
        'server',
        'per second',
        'of the floor',
        'of bare Kit',
        'of the same build',
        'of grouped',
        '99th percentile (ms)',
        'failed',
      ],
      row('bare node:http, one durable SQLite insert for each request (the floor)', floors),
      row('bare node:http, inserts that arrive together made durable together', grouped),
      row('bare SvelteKit endpoint, inserts made durable together', framed),
      row('the same endpoint in the build of the app, through its hooks', housed),
      row('the whole app: session, decision, log, kept state, next view', ours),
      row(`the same at ${SHARE * 100} % of that`, calm),
      ['aim', '', '1.50×', '', '0.70×', '', '100 at 70 %', 0],
    ]),
  );
}
