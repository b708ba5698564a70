// PostgreSQL is restarted, and its log of answers locked, while clients answer: only 503s, soon well again, nothing lost.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { answer, begin, faultsOf, sum, type Client } from './answering.ts';
import { startBuilt, type BuiltServer } from './built-server.ts';
import { onPostgres } from './stores.ts';

export const DISTURBANCES = ['fast', 'immediate', 'lock'] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

export interface RestartOutcome {
  readonly disturbances: number;
  readonly acknowledged: number;
  readonly unavailable: number;
  /** Milliseconds from the end of a disturbance to an answer saved for every client: the longest. */
  readonly slowestRecovery: number;
  readonly faults: readonly string[];
}

const CLIENTS = 12;
const PATIENCE_MS = 30_000;

/** Nobody but the one who locks can read or write answers for so long. */
async function lock(url: string, ms: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin; lock table attempt_event in access exclusive mode');
    await wait(ms);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** `locked` is for how many ms the table is locked. */
export async function restartTest({
  disturbances,
  locked = 10_000,
}: {
  readonly disturbances: readonly Disturbance[];
  readonly locked?: number;
}): Promise<RestartOutcome> {
  const store = await onPostgres();
  let server: BuiltServer | null = null;
  let over = false;
  let slowestRecovery = 0;
  const faults: string[] = [];
  const clients: Client[] = [];
  let waiting = new Set<Client>();
  let all: () => void = () => {};
  /** Resolves when every client has had another answer saved. */
  const allSaved = async (): Promise<void> => {
    waiting = new Set(clients);
    const { promise, resolve } = Promise.withResolvers<void>();
    all = resolve;
    const late = new AbortController();
    const tooLate = wait(PATIENCE_MS, null, { signal: late.signal }).then(
      () => void faults.push(`${waiting.size} clients were not served for ${PATIENCE_MS / 1000} s`),
      () => {},
    );
    await Promise.race([promise, tooLate]);
    late.abort();
  };
  const onSaved = (client: Client): void => {
    if (waiting.delete(client) && waiting.size === 0) all();
  };
  try {
    server = await startBuilt(store.env);
    const { url } = server;
    for (let i = 0; i < CLIENTS; i++) clients.push(await begin(url));
    const answering = clients.map((client) =>
      answer(client, { server: () => url, stopped: () => over, onSaved }).catch((error: unknown) => {
        faults.push(String(error));
        onSaved(client);
      }),
    );
    await allSaved();
    for (const disturbance of disturbances) {
      if (disturbance === 'lock') await lock(store.server.url, locked);
      else await store.server.restart(disturbance);
      const ended = performance.now();
      await allSaved();
      slowestRecovery = Math.max(slowestRecovery, performance.now() - ended);
      if (faults.length > 0) break;
    }
    over = true;
    await Promise.all(answering);
    await server.kill();
    server = null;
    store.lookCloser();
    faults.push(...(await store.look((read) => faultsOf(read, clients))));
  } finally {
    over = true;
    await server?.kill();
    await store.close();
  }
  return {
    ...{ disturbances: disturbances.length, slowestRecovery, faults },
    acknowledged: sum(clients, ({ saved }) => saved.size),
    unavailable: sum(clients, (client) => client.unavailable),
  };
}
