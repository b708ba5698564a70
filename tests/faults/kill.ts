// Kills the built server at random moments while clients answer: what was acknowledged must be there, exactly once.
import { setTimeout as wait } from 'node:timers/promises';
import { answer, begin, faultsOf, sum, type Client } from './answering.ts';
import { startBuilt, type BuiltServer } from './built-server.ts';
import type { Store } from './stores.ts';

export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Commands whose answer was lost in a kill and that were sent again. */
  readonly sentAgain: number;
  /** Milliseconds from starting a process to its first answer that the database can be used: the longest. */
  readonly slowestStart: number;
  /** What was found wrong, one line each. */
  readonly faults: readonly string[];
}

const CLIENTS = 12;

/** `life` is the longest time in ms for which a server lives under load before it is killed. Closes the store. */
export async function killTest(
  store: Store,
  { kills, life = 700 }: { readonly kills: number; readonly life?: number },
): Promise<KillOutcome> {
  let server: BuiltServer | null = null;
  let address: string | null = null;
  let over = false;
  let slowestStart = 0;
  const faults: string[] = [];
  const clients: Client[] = [];
  const start = async (): Promise<BuiltServer> => {
    const began = performance.now();
    const started = await startBuilt(store.env);
    const ready = await fetch(`${started.url}/readyz`);
    if (!ready.ok) faults.push(`started, the server answers ${ready.status} when it is asked if it is ready`);
    slowestStart = Math.max(slowestStart, performance.now() - began);
    return started;
  };
  const look = async (): Promise<void> =>
    void faults.push(...(await store.look((read) => faultsOf(read, clients))));
  try {
    server = await start();
    address = server.url;
    for (let i = 0; i < CLIENTS; i++) clients.push(await begin(server.url));
    const answering = clients.map((client) =>
      answer(client, { server: () => address, stopped: () => over }).catch((error: unknown) => {
        faults.push(String(error));
        over = true;
      }),
    );
    for (let kill = 0; kill < kills && !over; kill++) {
      await wait(50 + Math.random() * life);
      await server.kill();
      address = null;
      await look();
      server = await start();
      address = server.url;
    }
    // The last server answers whatever was still waiting.
    await wait(500);
    over = true;
    await Promise.all(answering);
    await server.kill();
    server = null;
    store.lookCloser();
    await look();
  } finally {
    over = true;
    await server?.kill();
    await store.close();
  }
  return {
    ...{ kills, slowestStart, faults },
    acknowledged: sum(clients, ({ saved }) => saved.size),
    sentAgain: sum(clients, (client) => client.sentAgain),
  };
}
