// What another site's page can send in somebody's name: to everything that changes something, and nothing is changed.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtRoutes } from '../built-routes.ts';
import { notBuilt, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { addressOf, CONTENT, schoolDay, type SchoolDay } from './school-day.ts';

const missing = notBuilt();

const BODIES = {
  'application/x-www-form-urlencoded': 'confirm=8B&name=Mallory&command=a-command-of-somebody-else',
  'multipart/form-data; boundary=x':
    '--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nMallory\r\n--x--\r\n',
  'text/plain': '{"owner":null,"attempts":[],"enter":true}',
  'application/json': '{"owner":null,"attempts":[],"enter":true}',
  // As a beacon without a body comes.
  '': '',
};

/** Where it says that it comes from. */
const FROM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site': { origin: 'https://elsewhere.example' },
  'another port': { origin: 'http://127.0.0.1:1' },
  'a sandboxed frame': { origin: 'null' },
  'another site, by the browser’s word': { 'sec-fetch-site': 'cross-site' },
  'a neighbour under the same name': { 'sec-fetch-site': 'same-site' },
  nowhere: {},
};

/** Not fetch, which would choose headers of its own; gives the status. */
function send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Every row of every table. */
function everything(dataDir: string): Record<string, unknown[]> {
  const db = new Database(join(dataDir, 'demarche.sqlite'), { readonly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const all = Object.fromEntries(
    tables.map((name) => [name, db.prepare(`select * from "${name}" order by 1, 2`).all()]),
  );
  db.close();
  return all;
}

describe.skipIf(missing !== null)(
  `a request of another site’s page${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'demarche-cross-site-'));
    let server: BuiltServer;
    let day: SchoolDay;
    let routes: readonly string[];
    beforeAll(async () => {
      server = await startBuilt({ ...CONTENT, DATA_DIR: dir });
      const typed = { teacher: 'T', class: '8B', pupil: 'P', listed: 'L', answer: 'a', report: 'r' };
      day = await schoolDay(server, typed);
      routes = (await builtRoutes()).filter((route) => !/^(GET|HEAD|OPTIONS) /.test(route));
    }, 60_000);
    afterAll(async () => {
      await server?.kill();
      rmSync(dir, { recursive: true, force: true });
    });

    test.each(Object.entries(FROM))(
      'from %s is refused by every action and endpoint, whatever it sends, and changes nothing',
      async (_, from) => {
        expect(routes.length).toBeGreaterThan(60);
        const before = everything(dir);
        for (const who of [day.teacher, day.pupil]) {
          const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
          for (const route of routes)
            for (const [type, body] of Object.entries(BODIES)) {
              // No page of another site can send JSON without a yes; a program that is no browser may.
              if (type === 'application/json' && Object.keys(from).length === 0) continue;
              const headers = { cookie, ...(type === '' ? {} : { 'content-type': type }), ...from };
              const address = server.url + addressOf(route.split(' ')[1] ?? '', day.params);
              expect([route, type, await send(address, headers, body)]).toEqual([route, type, 403]);
            }
        }
        expect(everything(dir)).toEqual(before);
      },
      60_000,
    );

    test('that asks whether it may is never told yes', async () => {
      for (const route of routes) {
        const path = addressOf(route.split(' ')[1] ?? '', day.params);
        const { headers } = await day.teacher.send(path, {
          method: 'OPTIONS',
          headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
        });
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    });
  },
);
