// Starts the built app for a bench on a loopback port with data of its own, and talks to it as a browser would.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Running {
  readonly url: string;
  readonly dataDir: string;
  /** Ends the process and removes its data. */
  readonly stop: () => Promise<void>;
}

/** A port nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Waits until `url` answers 200; throws after `seconds`. */
async function answers(url: string, child: ChildProcess, seconds = 120): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const up = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no answer from ${url} within ${seconds} s`);
}

/**
 * Runs a script under this very Node with the given settings, and waits until it answers at `ready`.
 * `under` is a command, with its arguments, that runs Node in its own place.
 */
export async function run(
  script: string,
  settings: Record<string, string>,
  ready: string,
  under: readonly string[] = [],
): Promise<Running> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-bench-'));
  const [command, ...args] = [...under, process.execPath, script];
  const child = spawn(command as string, args, {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  // A bench that fails must not leave its server behind.
  const abandon = (): boolean => child.kill();
  process.once('exit', abandon);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', abandon);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await answers(url + ready, child);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { url, dataDir, stop };
}

export const app = (settings: Record<string, string> = {}, under: readonly string[] = []): Promise<Running> =>
  run('scripts/serve.mjs', settings, '/readyz', under);

export const newId = (): string => randomBytes(16).toString('base64url');

/** Begins an attempt as a guest; gives its id and the guest's cookie. */
export async function begin(
  url: string,
  address: string,
  form: 'open' | 'sealed',
  cookie = '',
): Promise<{ attempt: string; cookie: string }> {
  const response = await fetch(`${url}${address}?/begin`, {
    method: 'POST',
    redirect: 'manual',
    // A browser's form asks for a page; without this, Kit answers its own script in JSON.
    headers: {
      origin: url,
      cookie,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ form, command: newId() }),
  });
  const where = response.headers.get('location');
  if (where === null) throw new Error(`begin answered ${response.status} without an address`);
  const set = response.headers.getSetCookie()[0]?.split(';')[0];
  return { attempt: where.split('/').at(-1) ?? '', cookie: set ?? cookie };
}
