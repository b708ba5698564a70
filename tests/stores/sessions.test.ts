// Guests on every database: a session from the first thing begun, a signed cookie, and only a hash of it in the database.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createSessions, SESSION_DAYS } from '#lib/server/auth/sessions.ts';
import { isCrossSite } from '#lib/server/auth/cross-site.ts';
import { newToken, sealToken } from '#lib/server/auth/cookie.ts';
import { newId } from '#lib/server/services.ts';
import { postgres, sqlite } from './databases.ts';
import { NOON, openSchool, type School } from './school.ts';

const DAY = 86_400_000;

for (const database of [sqlite, postgres]) {
  if (database.missing !== null) {
    test.skip(`${database.name}: ${database.missing}`, () => {});
    continue;
  }

  describe(`guests on ${database.name}`, () => {
    let school: School;
    beforeAll(async () => {
      school = await openSchool(database);
    }, 60_000);
    afterAll(() => school.close());

    it('are known again by their cookie, in every process', async () => {
      const { person, cookie } = await school.services.sessions.enter(NOON, newId);
      for (const { sessions } of [school.services, await school.elsewhere()])
        expect(await sessions.recognise(cookie, NOON + 1)).toEqual({
          person,
          account: null,
          teaches: false,
          attends: false,
          extended: false,
        });
    });

    it('are nobody without a cookie, with a changed one, or with one that was never given', async () => {
      const { sessions } = school.services;
      const { cookie } = await sessions.enter(NOON, newId);
      const changed = (cookie.startsWith('A') ? 'B' : 'A') + cookie.slice(1);
      for (const wrong of [undefined, '', 'x', changed, sealToken('another secret', newToken())])
        expect(await sessions.recognise(wrong, NOON)).toBeNull();
    });

    it('leave no token in the database', async () => {
      const { cookie } = await school.services.sessions.enter(NOON, newId);
      const rows = await school.services.db.selectFrom('session').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(cookie.split('.')[0]);
    });

    it('stay known for half a year after each visit, and no longer', async () => {
      const { cookie } = await school.services.sessions.enter(NOON, newId);
      const later = NOON + 100 * DAY;
      const again = async (at: number) =>
        (await createSessions(await school.elsewhere())).recognise(cookie, at);
      expect(await again(later)).toMatchObject({ extended: true });
      expect(await again(later + (SESSION_DAYS - 1) * DAY)).toMatchObject({ extended: true });
      expect(await again(later + (2 * SESSION_DAYS + 1) * DAY)).toBeNull();
    });
  });
}

describe('a request that changes something', () => {
  const post = (headers: Record<string, string>) =>
    new Request('http://school.test/api', { method: 'POST', headers });
  const refused = (headers: Record<string, string>) => isCrossSite(post(headers), 'http://school.test');

  it('is refused from the page of another site', () => {
    expect(refused({ origin: 'http://elsewhere.test' })).toBe(true);
    expect(refused({ origin: 'null' })).toBe(true);
    expect(refused({ 'sec-fetch-site': 'cross-site' })).toBe(true);
    expect(refused({ 'sec-fetch-site': 'same-site', origin: 'http://school.test' })).toBe(true);
    const form = { 'content-type': 'multipart/form-data', 'sec-fetch-site': 'same-origin' };
    expect(refused({ ...form, origin: 'http://elsewhere.test' })).toBe(true);
    expect(refused(form)).toBe(true);
  });

  it('is refused from nowhere, unless it is JSON, which no page of another site may send', () => {
    expect(refused({})).toBe(true);
    expect(refused({ 'content-type': 'text/plain; a=application/json' })).toBe(true);
    expect(refused({ 'content-type': 'application/json; charset=utf-8' })).toBe(false);
  });

  it('is carried out from its own pages, over http as well', () => {
    expect(refused({ origin: 'http://school.test' })).toBe(false);
    expect(refused({ 'sec-fetch-site': 'same-origin', origin: 'http://school.test' })).toBe(false);
    const json = { 'content-type': 'application/json' };
    expect(refused({ 'sec-fetch-site': 'same-origin', ...json })).toBe(false);
  });
});
