// The built server over plain http: whose forms it takes, and how it stops.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SQLITE_FILE } from '#lib/server/db/sqlite.ts';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { projectNode } from '../scripts/lib/run.mjs';

// Each start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

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

test('a large form that is refused unread does not hold up the next request on its connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(server.origin + path, { method, headers, agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end(body);
    });
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const large = `a=${'x'.repeat(400_000)}`;
  for (const [origin, status] of [
    [server.origin, 413],
    ['http://elsewhere.example', 403],
  ] as const) {
    expect(await send('POST', '/sign-in', { ...form, origin }, large)).toBe(status);
    expect(await send('GET', '/healthz', {})).toBe(200);
  }
  agent.destroy();
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

test.each([
  ['a port that is none', { PORT: 'door' }, /PORT=door is not a port/],
  ['a number of proxies that is none', { XFF_DEPTH: 'many' }, /XFF_DEPTH=many is no number of proxies/],
  ['a data folder that is a file', { DATA_DIR: 'package.json' }, /Cannot write to the data folder/],
  ['an ORIGIN that is no address', { ORIGIN: 'here' }, /Invalid ORIGIN/],
  ['a DATABASE_URL that is no address', { DATABASE_URL: 'here' }, /DATABASE_URL is not/],
  [
    'a DATABASE_URL where nothing answers',
    { DATABASE_URL: 'postgres://demarche:secret@127.0.0.1:1/demarche' },
    /^No PostgreSQL answers at 127\.0\.0\.1:1: start it, or correct DATABASE_URL/,
  ],
  [
    'a DATABASE_URL with a host that is not there',
    { DATABASE_URL: 'postgres://demarche:secret@no-such-host.invalid/demarche' },
    /^There is no host "no-such-host\.invalid" on this network: correct DATABASE_URL/,
  ],
])('%s is refused in one line', async (_, env, message) => {
  const refused = await start(env as Record<string, string>);
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual([expect.stringMatching(message)]);
  expect(refused.output()).not.toContain('secret');
});

test('a port in use is refused in one line that names another, before there is a database', async () => {
  const port = new URL(server.origin).port;
  const empty = join(dataDir, 'empty');
  const refused = await start({ PORT: port, DATA_DIR: empty });
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual([
    expect.stringMatching(new RegExp(`^Port ${port} is in use: .*PORT=${Number(port) + 1}`)),
  ]);
  expect(readdirSync(empty)).toEqual([]);
});

test('a database of a newer release is refused in one line, and left as it was', async () => {
  const newer = join(dataDir, 'newer');
  const file = join(newer, SQLITE_FILE);
  mkdirSync(newer);
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec('create table kysely_migration (name text primary key, timestamp text not null)');
  database.exec("insert into kysely_migration values ('001-attempts', ''), ('999-newer', '')");
  database.close();
  const before = readFileSync(file);
  const refused = await start({ DATA_DIR: newer });
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual([
    expect.stringMatching(
      /^This database is from a newer release \(it has "999-newer"\): start that release/,
    ),
  ]);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a file that is no database is refused in one line, and left as it was', async () => {
  const other = join(dataDir, 'other');
  mkdirSync(other);
  writeFileSync(join(other, SQLITE_FILE), 'a letter that somebody has put here'.repeat(100));
  const refused = await start({ DATA_DIR: other });
  expect(refused.process.exitCode).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual([
    expect.stringMatching(/demarche\.sqlite is not a whole database \(SQLITE_NOTADB\): .*npm run restore/),
  ]);
  expect(readFileSync(join(other, SQLITE_FILE), 'utf8')).toMatch(/^a letter/);
});

test('SIGTERM ends the server in good order', async () => {
  const stopped = await start();
  const ended = new Promise((resolve) => stopped.process.on('exit', resolve));
  stopped.process.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('SIGTERM answers what is in flight, takes nothing new, and ends the stream of a teacher who watches', async () => {
  const { process: stopping, origin, output } = await start();
  const ended = new Promise((resolve) => stopping.on('exit', resolve));
  const form = { origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  const tried = await fetch(`${origin}/teach?/try`, { method: 'POST', redirect: 'manual', headers: form });
  const cookie = tried.headers.get('set-cookie')?.split(';')[0] ?? '';
  const classes = await (await fetch(`${origin}/classes`, { headers: { cookie } })).text();
  const room = /\/classes\/([\w-]{16,})/.exec(classes)?.[1] ?? '';

  // A stream that has begun, and a form of which half has arrived.
  const stream = await fetch(`${origin}/classes/${room}/live/events`, { headers: { cookie } });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const body = `name=${'a'.repeat(40)}`;
  const answer = new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${origin}/account`, {
      method: 'POST',
      headers: { ...form, cookie, 'content-length': body.length },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.write(body.slice(0, 10), () => {
      stopping.stdout?.on('data', () => {
        if (output().includes('Stopping')) sent.end(body.slice(10));
      });
      // The server has read the half when it answers what was sent after it.
      void fetch(`${origin}/healthz`).then(() => stopping.kill('SIGTERM'));
    });
  });

  expect(await stream.text(), 'the stream was ended, not broken off').toContain('retry:');
  expect(await answer).toBeLessThan(500);
  await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
  expect(await ended).toBe(0);
}, 60_000);
