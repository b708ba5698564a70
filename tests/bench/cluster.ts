// Sealed responses made durable per second on PostgreSQL, by one app process and by two, and what a response costs.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import pg from 'pg';
import { postgres } from '../stores/databases.ts';
import { app, type Running } from './app.ts';
import { median, ratio, table } from './print.ts';
import { CONNECTIONS, drive, prepare, SECONDS, type Rate } from './load.ts';

const ROUNDS = 3;
/** Attempts of each connection: more than it can answer in the time. */
const EACH = 30;

interface Measured extends Rate {
  /** Milliseconds of processor for each response, in all app processes and in PostgreSQL. */
  readonly ofApp: number;
  readonly ofDatabase: number;
}

/** Seconds of processor that the app has used, by its own account. */
async function usedByApp({ url }: Running): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

/** The same for the connections of the app to PostgreSQL, as Linux counts them; NaN elsewhere. */
async function usedByDatabase(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid <> pg_backend_pid()',
  );
  await client.end();
  try {
    return rows.reduce((sum, { pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return sum + (Number(fields[11]) + Number(fields[12])) / 100;
    }, 0);
  } catch {
    return NaN;
  }
}

async function measure(processes: number): Promise<Measured> {
  const { settings, close } = await postgres.open(true);
  const databaseUrl = settings.databaseUrl ?? '';
  const servers: Running[] = [];
  for (let i = 0; i < processes; i++) servers.push(await app({ DATABASE_URL: databaseUrl }));
  const share = CONNECTIONS / processes;
  const used = async (): Promise<readonly [number, number]> => [
    (await Promise.all(servers.map(usedByApp))).reduce((sum, one) => sum + one, 0),
    await usedByDatabase(databaseUrl),
  ];
  try {
    const next = await Promise.all(servers.map((server) => prepare(server, EACH, share)));
    const before = await used();
    const rates = await Promise.all(
      servers.map(({ url }, i) => drive(url, next[i] as Parameters<typeof drive>[1], { count: share })),
    );
    const after = await used();
    const perSecond = rates.reduce((sum, rate) => sum + rate.perSecond, 0);
    const cost = (i: 0 | 1): number => ((after[i] - before[i]) * 1000) / (perSecond * SECONDS);
    return {
      perSecond,
      p99: Math.max(...rates.map(({ p99 }) => p99)),
      failed: rates.reduce((sum, { failed }) => sum + failed, 0),
      ofApp: cost(0),
      ofDatabase: cost(1),
    };
  } finally {
    for (const server of servers) await server.stop();
    await close();
  }
}

export async function cluster(): Promise<void> {
  console.log(
    `\n## Sealed responses on PostgreSQL by one and two processes, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${SECONDS} s, ${cpus().length} cores for app, PostgreSQL and load\n`,
  );
  if (postgres.missing !== null) return console.log(`Not measured: ${postgres.missing}.`);
  const one: Measured[] = [];
  const two: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    one.push(await measure(1));
    two.push(await measure(2));
  }
  const of = (rates: readonly Measured[], key: keyof Measured): number =>
    median(rates.map((rate) => rate[key]));
  const row = (name: string, rates: readonly Measured[]): (string | number)[] => [
    name,
    Math.round(of(rates, 'perSecond')),
    ratio(of(rates, 'perSecond'), of(one, 'perSecond')),
    of(rates, 'p99'),
    of(rates, 'ofApp').toFixed(2),
    of(rates, 'ofDatabase').toFixed(2),
    rates.reduce((sum, { failed }) => sum + failed, 0),
  ];
  const head = ['app processes', 'per second', 'of one', '99th percentile (ms)'];
  console.log(
    table([
      [...head, 'app, processor (ms)', 'PostgreSQL, processor (ms)', 'failed'],
      row('one', one),
      row('two', two),
    ]),
  );
}
