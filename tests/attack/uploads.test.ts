// Files that are made to cost much, sent to the built server: each is answered in words, and everybody else meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notBuilt, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { CONTENT, schoolDay, type SchoolDay } from './school-day.ts';

const missing = notBuilt();

/** As much as may be sent. */
const LARGEST = 262_144;
const FILES: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  'one endless line': 'a'.repeat(LARGEST),
  'commas alone': ','.repeat(LARGEST),
  'rows of one letter': 'a\n'.repeat(LARGEST / 2),
  'many cells above many rows': `${'a;'.repeat(LARGEST / 4)}${'\na'.repeat(LARGEST / 4)}`,
  'quotation marks that do not pair': '"a\n'.repeat(LARGEST / 3),
  'an archive of a hundred megabytes': new Uint8Array(gzipSync(Buffer.alloc(100_000_000))),
};

const SAID = /Nothing was added|too long to read|is no text|Paste the names/;

describe.skipIf(missing !== null)(
  `files that cost much${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'demarche-uploads-'));
    let server: BuiltServer;
    let day: SchoolDay;
    beforeAll(async () => {
      server = await startBuilt({ ...CONTENT, DATA_DIR: dir });
      const typed = { teacher: 'T', class: '8B', pupil: 'P', listed: 'L', answer: 'a', report: 'r' };
      day = await schoolDay(server, typed);
    }, 60_000);
    afterAll(async () => {
      await server?.kill();
      rmSync(dir, { recursive: true, force: true });
    });

    const send = (path: string, content: string | Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.set('file', new File([content], 'list.csv'));
      return day.teacher.send(path, { method: 'POST', body: form });
    };
    const roster = (): string => `/classes/${day.params['class']}/roster?/preview`;

    test('are answered in words, and the server goes on answering', { timeout: 120_000 }, async () => {
      const order: string[] = [];
      const uploads = Object.entries(FILES).map(async ([name, content]) => {
        const { status, text } = await send(roster(), content);
        order.push('a file');
        expect([200, 400], name).toContain(status);
        if (status === 400) expect(SAID.test(text) ? 'said' : name).toBe('said');
      });
      const { status } = await day.pupil.get('/work');
      order.push('a page');
      expect(status).toBe(200);
      await Promise.all(uploads);
      expect(order.indexOf('a page')).toBeLessThan(order.length - 1);
    });

    test('larger than a list or an answer file can be is said so before it is read', async () => {
      for (const path of [roster(), '/hand-in']) {
        const { status, text } = await send(path, 'a'.repeat(LARGEST * 1.5));
        expect([path, status]).toEqual([path, 413]);
        expect(text).toMatch(/256 KB|larger than an answer file/);
      }
    });

    test('that are no answer file are refused in words', { timeout: 120_000 }, async () => {
      for (const content of [
        '[',
        '['.repeat(100_000),
        '{"owner":null,"attempts":[[[[[[[[[[]]]]]]]]]]}',
        '\0',
      ]) {
        const { status, text } = await send('/hand-in', content);
        expect(status).toBeLessThan(500);
        const said = text.includes('Choose the file that was saved') || SAID.test(text);
        // One that reads as a message is answered attempt by attempt.
        expect(status === 200 || said).toBe(true);
      }
    });
  },
);
