// Two built servers on one PostgreSQL, and answers to one position sent to both at once: one is taken, one is told.
import pg from 'pg';
import { join } from 'node:path';
import { postgres } from '../stores/databases.ts';
import { root, startBuilt, type BuiltServer } from './built-server.ts';
import { begin, id, ITEMS, type Client } from './answering.ts';

export interface TwoServers {
  readonly servers: readonly [BuiltServer, BuiltServer];
  readonly databaseUrl: string;
  /** The address under which both are reached; undefined where each has its own. */
  readonly origin: string | undefined;
  readonly close: () => Promise<void>;
}

/** Both are started at the same moment, on an empty database. */
export async function twoServers(env: Readonly<Record<string, string>> = {}): Promise<TwoServers> {
  const { settings, close } = await postgres.open();
  const databaseUrl = settings.databaseUrl ?? '';
  const all = { DATABASE_URL: databaseUrl, CONTENT_DIR: join(root, 'tests/fixtures/content-tiny'), ...env };
  const started = await Promise.allSettled([startBuilt(all), startBuilt(all)]);
  const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const end = async (): Promise<void> => {
    for (const server of servers) await server.kill();
    await close();
  };
  const [first, second] = servers;
  if (first === undefined || second === undefined) {
    await end();
    throw started.find((one) => one.status === 'rejected')?.reason;
  }
  return { servers: [first, second], databaseUrl, origin: env.ORIGIN, close: end };
}

interface Sent {
  readonly command: string;
  readonly status: number;
  readonly code: string | null;
}

async function send(url: string, { cookie, attempt }: Client, position: number): Promise<Sent> {
  const command = id();
  const visit = { type: 'visit', item: ITEMS[position % ITEMS.length] };
  const response = await fetch(`${url}/api/attempts/${attempt}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ id: command, position, command: visit }),
  });
  const body = (await response.json()) as { refusal?: { code?: string } };
  return { command, status: response.status, code: body.refusal?.code ?? null };
}

/** What is wrong with the log in the database, past all of the app's code. */
async function faultsIn(databaseUrl: string, attempt: string, taken: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const log = await client.query<{ seq: string; command: string }>(
      'select seq, command from attempt_event where attempt = $1 order by seq',
      [attempt],
    );
    const state = await client.query<{ seq: string }>('select seq from attempt_state where attempt = $1', [
      attempt,
    ]);
    const faults: string[] = [];
    if (log.rows.some(({ seq }, i) => Number(seq) !== i)) faults.push('the log has a gap');
    if (log.rows.slice(1).some(({ command }, i) => command !== taken[i]))
      faults.push('the log is not what was taken');
    if (log.rows.length !== taken.length + 1)
      faults.push(`the log has ${log.rows.length} events for ${taken.length} answers taken`);
    if (Number(state.rows[0]?.seq) !== log.rows.length - 1)
      faults.push('the kept state is not that of the last event');
    return faults;
  } finally {
    await client.end();
  }
}

export interface PairsOutcome {
  readonly taken: number;
  readonly told: number;
  readonly faults: readonly string[];
}

/** `attempts` at a time have `pairs` each: with more than one, groups of both servers hold what the other needs. */
export async function race(
  { servers, databaseUrl, origin }: TwoServers,
  { pairs, attempts = 1 }: { readonly pairs: number; readonly attempts?: number },
): Promise<PairsOutcome> {
  const faults: string[] = [];
  let taken = 0;
  let told = 0;
  const one = async (): Promise<void> => {
    const client = await begin(servers[0].url, origin);
    const commands: string[] = [];
    for (let position = 1; position <= pairs; position++) {
      const both = await Promise.all(servers.map(({ url }) => send(url, client, position)));
      const accepted = both.filter(({ status }) => status === 200);
      const refused = both.filter(({ status, code }) => status === 409 && code === 'stale_position');
      if (accepted.length !== 1 || refused.length !== 1)
        faults.push(
          `answered with ${both.map(({ status, code }) => `${status} ${code ?? ''}`).join(' and ')}`,
        );
      taken += accepted.length;
      told += refused.length;
      commands.push(...accepted.map(({ command }) => command));
    }
    faults.push(...(await faultsIn(databaseUrl, client.attempt, commands)));
  };
  await Promise.all(Array.from({ length: attempts }, one));
  return { taken, told, faults };
}
