// Starts the built app as a process of its own on a free port of this machine, and kills it.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Why the built app cannot be started, in one line; null when it can. */
export const notBuilt = (): string | null =>
  existsSync(join(root, 'build/handler.js')) ? null : 'there is no build/: run `npm run build` first';

export interface BuiltServer {
  readonly url: string;
  /** Everything it has printed. */
  readonly output: () => string;
  /** Ends it as a power cut would: no signal handler runs. Resolves once the process is gone. */
  readonly kill: () => Promise<void>;
}

/** A busy machine may need many times what a start takes otherwise: how long it took is told, and judged elsewhere. */
const LONGEST_START = 120_000;

const own = join(root, 'node_modules/node/bin/node');
const node = existsSync(own) ? own : process.execPath;

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (): void => reject(new Error(`the server did not start:\n${output}`));
    const late = setTimeout(fail, LONGEST_START);
    server.once('exit', fail);
    server.stderr?.on('data', (chunk) => (output += chunk));
    server.stdout?.on('data', (chunk) => {
      output += chunk;
      const address = /On this machine\s+(http:\S+)/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      server.off('exit', fail);
      resolve(address);
    });
  });
}

export async function startBuilt(env: Readonly<Record<string, string>>): Promise<BuiltServer> {
  const server = spawn(node, ['scripts/serve.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      ORIGIN: '',
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    server.kill('SIGKILL');
    await gone;
  };
  try {
    return { url: await addressOf(server), output: () => output, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}
