// A small disk is filled up and freed while clients answer: 503 for what finds no room, reading goes on, all arrives once.
import { execFile } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { temporary } from '../stores/databases.ts';
import { answer, begin, faultsOf, sum, withoutRetry, type Client } from './answering.ts';
import { startBuilt, type BuiltServer } from './built-server.ts';
import { onSqlite } from './stores.ts';

const run = promisify(execFile);

export interface DiskOutcome {
  readonly times: number;
  readonly acknowledged: number;
  readonly unavailable: number;
  readonly faults: readonly string[];
}

const CLIENTS = 8;
const SIZE = '24m';
const PATIENCE_MS = 30_000;

/** A disk of its own, mounted in memory; or why there can be none. */
export async function smallDisk(): Promise<{ dir: string; remove: () => Promise<void> } | string> {
  const dir = temporary('disk');
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', dir]);
  } catch {
    rmSync(dir, { recursive: true, force: true });
    return 'no small disk can be mounted here: that needs Linux and the rights of root';
  }
  const remove = async (): Promise<void> => {
    await run('umount', [dir]);
    rmSync(dir, { recursive: true, force: true });
  };
  return { dir, remove };
}

/** Leaves not a byte. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (const size of [1 << 20, 4096, 1]) {
      const block = Buffer.alloc(size);
      try {
        for (;;) if (writeSync(handle, block) < size) break;
      } catch {
        // Full, for a block of this size.
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** Resolves when it holds; gives a fault when it does not in time. */
async function until(holds: () => boolean, what: string): Promise<string[]> {
  const late = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > late) return [`${what}, for ${PATIENCE_MS / 1000} s`];
    await wait(10);
  }
  return [];
}

/** What a pupil without a script sees while the disk is full: the page, and after handing in an answer a page that says so. */
async function faultsOfPages(url: string, { attempt, cookie }: Client): Promise<string[]> {
  const page = await fetch(`${url}/attempts/${attempt}`, { headers: { cookie, accept: 'text/html' } });
  if (page.status !== 200) return [`the page of an attempt was answered with ${page.status}`];
  const html = await page.text();
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const sent = await fetch(`${url}/attempts/${attempt}?/visit`, {
    method: 'POST',
    headers: {
      cookie,
      origin: url,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ command: field('command'), position: field('position'), item: 'toll' }),
  });
  const text = await sent.text();
  if (sent.status !== 503) return [`a form was answered with ${sent.status} on a full disk`];
  const late = withoutRetry(sent);
  return [
    ...(late === null ? [] : [late]),
    ...(text.includes('Keep this page open') ? [] : ['the page after a form does not say what to do']),
  ];
}

export async function diskTest(disk: string, { times }: { readonly times: number }): Promise<DiskOutcome> {
  const dataDir = join(disk, 'data');
  mkdirSync(dataDir);
  const store = onSqlite(dataDir);
  const filler = join(disk, 'filler');
  const faults: string[] = [];
  const clients: Client[] = [];
  const waiting = new Set<Client>();
  let server: BuiltServer | null = null;
  let over = false;
  try {
    server = await startBuilt(store.env);
    const { url } = server;
    for (let i = 0; i < CLIENTS; i++) clients.push(await begin(url));
    const onlooker = await begin(url);
    const onSaved = (client: Client): void => void waiting.delete(client);
    const answering = clients.map((client) =>
      answer(client, { server: () => url, stopped: () => over, onSaved }).catch((error: unknown) => {
        faults.push(String(error));
        waiting.delete(client);
      }),
    );
    for (let time = 0; time < times && faults.length === 0; time++) {
      const before = new Map(clients.map((client) => [client, client.unavailable]));
      fill(filler);
      if (statfsSync(disk).bavail > 0) faults.push('the disk is not full');
      const allTold = () => clients.every((one) => one.unavailable > (before.get(one) ?? 0));
      faults.push(...(await until(allTold, 'a full disk was not told to all')));
      faults.push(...(await faultsOfPages(url, onlooker)));
      for (const client of clients) waiting.add(client);
      rmSync(filler);
      faults.push(...(await until(() => waiting.size === 0, 'not all went on when there was room')));
    }
    over = true;
    await Promise.all(answering);
    await server.kill();
    server = null;
    faults.push(...(await store.look((read) => faultsOf(read, clients))));
  } finally {
    over = true;
    await server?.kill();
    await store.close();
  }
  return {
    ...{ times, faults },
    acknowledged: sum(clients, ({ saved }) => saved.size),
    unavailable: sum(clients, (client) => client.unavailable),
  };
}
