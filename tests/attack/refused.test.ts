// What the built server says to a browser whose form it does not carry out: a page, in its look and under its policy.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notBuilt, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { browserOf, type Answer } from './browser.ts';
import { CONTENT, schoolDay } from './school-day.ts';

const missing = notBuilt();

describe.skipIf(missing !== null)(
  `a form that is not carried out${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'demarche-refused-'));
    let server: BuiltServer;
    beforeAll(async () => {
      server = await startBuilt({ ...CONTENT, DATA_DIR: dir });
    }, 60_000);
    afterAll(async () => {
      await server?.kill();
      rmSync(dir, { recursive: true, force: true });
    });

    function expectPage({ headers, text }: Answer, words: string): void {
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(text).toContain(words);
      const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
    }

    test('says to a page that was opened under another address which one to open', async () => {
      const answer = await browserOf(server, 'http://school.lan').post('/sign-in', {
        who: 'a',
        password: 'b',
      });
      expect(answer.status).toBe(403);
      expectPage(answer, `Open ${server.url} and send it from there.`);
    });

    test('says to somebody who sends too often that nothing is lost, and when to send it again', async () => {
      const typed = { teacher: 'T', class: '8B', pupil: 'P', listed: 'L', answer: 'a', report: 'r' };
      const { pupil } = await schoolDay(server, typed);
      // Comparing passwords takes its time, so that more are under way than one person may have.
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => pupil.post('/sign-in', { who: 'a@b.example', password: 'a guess' })),
      );
      const refused = answers.filter(({ headers }) => headers.get('retry-after') === '1');
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) {
        expect(answer.status).toBe(429);
        expectPage(answer, 'Nothing is lost: try again in a moment.');
      }
    });
  },
);
