// Starts other programs for the launchers, and sees to it that none of them outlives the launcher.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const children = new Set();
let stopping;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = signal;
    for (const child of children) child.kill(signal);
    if (children.size === 0) process.exit(128 + constants.signals[signal]);
  });
}

// A shell between npm and the launcher may die of a signal without passing it on. Then the launcher has a new parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent && !stopping) process.kill(process.pid, 'SIGTERM');
}, 200).unref();

/** The project's own Node once packages are installed, and before that the Node that runs this file. */
export function projectNode() {
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** The environment in which `node` and every tool are the project's own. */
export function projectEnv(extra = {}) {
  return {
    ...process.env,
    ...extra,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  };
}

/**
 * npm as a command and its first arguments. Inside an npm script it is the very npm that runs the script, on the Node
 * that it was started with: the project's own Node is not to be replaced by a program that is running on it.
 */
export function npm(...args) {
  const { npm_node_execpath: node, npm_execpath: cli } = process.env;
  return node && cli && existsSync(node) ? [node, cli, ...args] : ['npm', ...args];
}

/**
 * Runs a command to its end: `{ code, output }`. With `quiet` its output is kept instead of shown; with `silence` (s)
 * it is ended when it prints nothing for that long. When this launcher is told to stop, so is the command, and the
 * launcher then ends with the command.
 */
export function run(
  [command, ...args],
  { quiet = false, silence = 0, env = projectEnv(), ipc = false } = {},
) {
  return new Promise((resolve) => {
    const pipe = quiet || silence ? 'pipe' : 'inherit';
    const stdio = ['ignore', pipe, pipe, ...(ipc ? ['ipc'] : [])];
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd: root, env, stdio, shell });
    children.add(child);
    let output = '';
    let watchdog;
    const heard = (chunk) => {
      output += chunk ?? '';
      clearTimeout(watchdog);
      if (silence) watchdog = setTimeout(() => child.kill('SIGKILL'), silence * 1000);
    };
    heard();
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
    const end = (code, signal) => {
      clearTimeout(watchdog);
      children.delete(child);
      if (stopping) process.exit(code ?? 128 + constants.signals[signal ?? stopping]);
      resolve({ code: code ?? 128 + constants.signals[signal], output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', end);
  });
}
