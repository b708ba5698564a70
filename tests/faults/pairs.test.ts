// Two built servers on one database, as behind a proxy: started together, answered through both, counted together.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import * as limits from '#lib/server/stores/rate-limits.ts';
import { WRONG_CODES } from '#lib/server/tasks/classes/join-class.ts';
import { postgres } from '../stores/databases.ts';
import { notBuilt } from './built-server.ts';
import { id } from './answering.ts';
import { race, twoServers, type TwoServers } from './pairs.ts';

const missing = notBuilt() ?? postgres.missing;

describe.skipIf(missing !== null)(`two servers${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let two: TwoServers;
  beforeAll(async () => {
    two = await twoServers({ ORIGIN: 'https://learn.example', ADDRESS_HEADER: 'x-forwarded-for' });
  }, 120_000);
  afterAll(() => two.close());

  it('that start at the same moment on an empty database are both ready', async () => {
    const answers = await Promise.all(two.servers.map(({ url }) => fetch(`${url}/readyz`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('take one of two answers to one position, 200 times, and the log has no gap and nothing twice', async () => {
    expect(await race(two, { pairs: 200 })).toEqual({ taken: 200, told: 200, faults: [] });
  }, 120_000);

  it('do so for many attempts at once', async () => {
    expect(await race(two, { pairs: 10, attempts: 12 })).toEqual({ taken: 120, told: 120, faults: [] });
  }, 120_000);

  it('count what is tried from one address together, by the address that the proxy has seen', async () => {
    const guess = (server: number, seen: string) =>
      fetch(`${two.servers[server % 2]?.url}/join/CCCCCC`, { headers: { 'x-forwarded-for': seen } });
    for (let i = 0; i < 19; i++) await guess(i, i % 3 === 0 ? '192.0.2.99, 192.0.2.1' : '192.0.2.1');
    const { db, close } = await connect({ dataDir: '', databaseUrl: two.databaseUrl });
    const isOver = async (address: string) =>
      (await limits.triesOf(db, limits.limitKey('class-code', address), WRONG_CODES, Date.now())) >=
      WRONG_CODES.most;
    expect(await isOver('192.0.2.1')).toBe(false);
    await guess(1, '192.0.2.1');
    // Past the proxy there is no such header, and the connection's own address counts.
    expect((await fetch(`${two.servers[0].url}/join/CCCCCC`)).status).toBe(200);
    expect([await isOver('192.0.2.1'), await isOver('192.0.2.99')]).toEqual([true, false]);
    await close();
  });

  it('behind https give a cookie that goes over https alone, and know it at both', async () => {
    const [first, second] = two.servers;
    const begun = await fetch(`${first.url}/courses/two-towns/reading?/begin`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: 'https://learn.example',
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ form: 'sealed', command: id() }),
    });
    const cookie = begun.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax/i);
    const page = new URL(begun.headers.get('location') ?? '', second.url).pathname;
    const seen = await fetch(second.url + page, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect([seen.status, (await fetch(second.url + page)).status]).toEqual([200, 404]);
  });
});
