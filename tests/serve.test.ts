// The built server over plain http: whose forms it takes, what every response carries, and how it stops.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { projectNode } from '../scripts/lib/run.mjs';

const ENV = { PORT: '0', HOST: '127.0.0.1', ORIGIN: '', DATABASE_URL: '', LOG_LEVEL: 'warn' };

interface Server {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly output: () => string;
}

const dataDir = mkdtempSync(join(tmpdir(), 'demarche-serve-'));
let server: Server;

/** Starts the server and waits for its address, or for its end: then `origin` is empty. */
function start(env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(projectNode(), ['scripts/serve.mjs'], {
    env: { ...process.env, ...ENV, DATA_DIR: dataDir, ...env },
  });
  let output = '';
  return new Promise((resolve) => {
    const heard = (chunk: Buffer) => {
      output += chunk.toString();
      const origin = /On this machine +(\S+)/.exec(output)?.[1];
      if (origin) resolve({ process: child, origin, output: () => output });
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.on('close', () => resolve({ process: child, origin: '', output: () => output }));
  });
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

// Not fetch: it would choose its own Origin, Host and Accept-Encoding.
function ask(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(server.origin + path, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const post = (headers: Record<string, string>) =>
  ask('POST', '/', { 'content-type': 'application/x-www-form-urlencoded', ...headers }, 'a=1');

beforeAll(async () => {
  await ensureBuilt();
  server = await start();
}, 180_000);

afterAll(() => {
  server.process.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

test('a form posted from its own page over plain http passes the cross-site check', async () => {
  expect((await post({ origin: server.origin })).status).not.toBe(403);
});

test('the same holds under the name by which a LAN knows the machine', async () => {
  expect((await post({ host: 'school.lan:3000', origin: 'http://school.lan:3000' })).status).not.toBe(403);
});

test.each([
  ['of another site', { origin: 'http://elsewhere.example' }],
  ['of another port', { origin: 'http://127.0.0.1:1' }],
  ['that is null', { origin: 'null' }],
  ['that is absent', {}],
  ['that matches only a forged protocol', { origin: 'https://127.0.0.1', 'x-demarche-protocol': 'https' }],
])('a form with an Origin %s is refused', async (_, headers) => {
  expect((await post(headers as Record<string, string>)).status).toBe(403);
});

test('a client cannot choose the protocol that the check believes', async () => {
  const https = server.origin.replace('http:', 'https:');
  expect((await post({ origin: https, 'x-demarche-protocol': 'https' })).status).toBe(403);
  expect((await post({ origin: server.origin, 'x-demarche-protocol': 'https' })).status).not.toBe(403);
});

test('behind a proxy ORIGIN says whose forms are taken', async () => {
  const direct = server;
  server = await start({ ORIGIN: 'https://learn.example' });
  const own = await post({ origin: 'https://learn.example' });
  const other = await post({ origin: server.origin });
  server.process.kill('SIGKILL');
  server = direct;
  expect([own.status === 403, other.status]).toEqual([false, 403]);
});

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['identity', undefined],
])('a page asked for with Accept-Encoding %s comes as %s', async (accepted, encoding) => {
  const { headers } = await ask('GET', '/', { 'accept-encoding': accepted });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toMatch(/accept-encoding/i);
});

test.each(['/', '/no-such-page', '/_app/version.json'])('%s carries the security headers', async (path) => {
  const { headers } = await ask('GET', path, {});
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
});

test('a page allows only its own scripts, styles and frames', async () => {
  const { headers } = await ask('GET', '/', {});
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-inline');
});

test.each([
  ['a port that is none', { PORT: 'door' }, /PORT=door is not a port/],
  ['a data folder that is a file', { DATA_DIR: 'package.json' }, /Cannot write to the data folder/],
  ['an ORIGIN that is no address', { ORIGIN: 'here' }, /Invalid ORIGIN/],
  ['a DATABASE_URL that is no address', { DATABASE_URL: 'here' }, /DATABASE_URL is not/],
])('%s is refused in one line', async (_, env, message) => {
  const refused = await start(env as Record<string, string>);
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual([expect.stringMatching(message)]);
});

test('a port in use is refused in one line that names another', async () => {
  const port = new URL(server.origin).port;
  const refused = await start({ PORT: port });
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output()).toMatch(new RegExp(`^Port ${port} is in use: .*PORT=${Number(port) + 1}`, 'm'));
});

test('SIGTERM ends the server in good order', async () => {
  const stopped = await start();
  const ended = new Promise((resolve) => stopped.process.on('exit', resolve));
  stopped.process.kill('SIGTERM');
  expect(await ended).toBe(0);
});
