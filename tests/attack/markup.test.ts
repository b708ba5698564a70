// Markup in every field that a person can fill: on every page it is text, and in every export it stays in its cell.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtRoutes } from '../built-routes.ts';
import { notBuilt, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { browserOf } from './browser.ts';
import { addressOf, CONTENT, schoolDay, type SchoolDay, type Typed } from './school-day.ts';

const missing = notBuilt();

/** Out of an attribute, out of a script, and then an element that runs: short enough for a name. */
const payload = (of: string): string => `"'></script><svg/onload=hit(${of})>`;
/** What must be nowhere in a document, and what must stand there instead. */
const RAW = '<svg/onload=hit(';
const shown = (of: string): string => `&lt;svg/onload=hit(${of})`;

const TYPED: Typed = {
  teacher: payload('teacher'),
  class: payload('class'),
  pupil: payload('pupil'),
  listed: `=1+1${payload('listed')}`,
  answer: payload('answer'),
  report: payload('report'),
};
const ENDLESS = '/classes/[class]/live/events';

describe.skipIf(missing !== null)(
  `markup that people type${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'demarche-markup-'));
    let server: BuiltServer;
    let day: SchoolDay;
    beforeAll(async () => {
      server = await startBuilt({ ...CONTENT, DATA_DIR: dir });
      day = await schoolDay(server, TYPED);
    }, 60_000);
    afterAll(async () => {
      await server?.kill();
      rmSync(dir, { recursive: true, force: true });
    });

    test(
      'is text on every page that shows it, to a teacher and to a pupil',
      { timeout: 120_000 },
      async () => {
        const seen = new Map<string, string[]>();
        for (const route of await builtRoutes()) {
          const [method = '', pattern = ''] = route.split(' ');
          if (method !== 'GET' || pattern === ENDLESS) continue;
          const path = addressOf(pattern, day.params);
          for (const [who, browser] of Object.entries({ teacher: day.teacher, pupil: day.pupil })) {
            const { text, headers } = await browser.get(path);
            if (!(headers.get('content-type') ?? '').includes('html')) continue;
            expect(text.includes(RAW) ? `${path} to the ${who}` : 'text').toBe('text');
            for (const of of Object.keys(TYPED))
              if (text.includes(shown(of))) seen.set(of, [...(seen.get(of) ?? []), pattern]);
          }
        }
        // Every field is shown somewhere: a field that no page shows would prove nothing.
        expect([...seen.keys()].sort()).toEqual(Object.keys(TYPED).sort());
        expect(seen.get('class')?.length).toBeGreaterThan(5);
        expect(seen.get('answer')).toContain('/members/[member]');
      },
    );

    test(
      'is text where it comes back at once: in addresses, and in forms that are refused',
      { timeout: 120_000 },
      async () => {
        const p = payload('back');
        const room = `/classes/${day.params['class']}`;
        const work = `/assignments/${day.params['assignment']}`;
        const query = encodeURIComponent(p);
        const got = [
          `/sign-in?next=/${query}`,
          `/sign-up?next=/${query}`,
          `/join/${query}`,
          `/no-such-page/${query}`,
          `/attempts?kept=${query}`,
          `/account?done=${query}`,
          `/reset-password/${query}`,
          `/courses/two-towns/source?voice=${query}&from=${query}&p=${query}`,
          `${room}?removed=${query}`,
          `${room}/assign?module=${query}`,
          `${room}/live?of=${query}`,
          `${work}/regrade?activity=${query}&item=${query}`,
          `${work}?page=${query}`,
        ].map((path) => [path, day.teacher.get(path)] as const);
        const somebody = browserOf(server);
        const posted = (
          [
            [somebody, '/sign-in', { who: p, password: 'x'.repeat(12) }],
            [somebody, '/sign-up', { name: p, email: p, password: 'x', teaches: 'on' }],
            [somebody, '/sign-up', { sign_in_name: p, password: 'x' }],
            [somebody, '/sign-in/words', { words: p }],
            [somebody, '/forgot-password', { email: p }],
            [somebody, '/join?/join', { code: p, name: p }],
            [day.teacher, '/classes?/create', { name: p.repeat(3) }],
            [day.teacher, `${room}?/rename`, { class_name: p.repeat(3) }],
            [day.teacher, `${room}?/add`, { new_pupil: p.repeat(3) }],
            [day.teacher, `${room}?/keep`, { keep_until: p }],
            [day.teacher, `${room}/roster?/preview`, { names: `${p}\n1${p}\n${p}@x` }],
            [day.teacher, `${room}/delete`, { confirm: p }],
            [day.teacher, `${room}/assign`, { module: p, due: p, mode: p }],
            [day.teacher, `${work}?/dates`, { due: p, closes: p }],
            [day.teacher, `${work}/regrade?/look`, { several: `${p}/${p}/drop` }],
            [day.teacher, '/account?/name', { name: p.repeat(9) }],
            [day.pupil, `/attempts/${day.params['attempt']}?/respond`, { kind: p, text: p, position: p }],
            [day.pupil, `/attempts/${day.params['attempt']}?/report`, { item: p, reason: p.repeat(99) }],
            [day.pupil, '/hand-in', { file: p }],
          ] as const
        ).map(([who, path, form]) => [path, who.post(path, form)] as const);
        let back = 0;
        for (const [path, asked] of [...got, ...posted]) {
          const { text, status } = await asked;
          expect(status, path).toBeLessThan(500);
          expect(text.includes(RAW) ? path : 'text').toBe('text');
          if (text.includes(shown('back'))) back++;
        }
        expect(back).toBeGreaterThan(5);
      },
    );

    test('stays in its cell in every export, and no cell begins a formula', async () => {
      const room = `/classes/${day.params['class']}/export`;
      for (const name of ['gradebook.csv', 'responses.csv', 'gradebook.csv?semicolons']) {
        const { text, headers } = await day.teacher.get(`${room}/${name}`);
        expect(headers.get('content-type')).toMatch(/^text\/csv/);
        expect(text).toContain(`"${TYPED.pupil.replaceAll('"', '""')}"`);
        expect(text).not.toMatch(/(^|[,;"\n])[=@]/m);
        if (name.startsWith('gradebook')) expect(text).toContain(`'=1+1`);
      }
      for (const path of [`${room}/class.json`, `/members/${day.params['member']}/export.json`]) {
        const { text, headers } = await day.teacher.get(path);
        expect(headers.get('content-type')).toMatch(/^application\/json/);
        expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(TYPED.pupil).slice(1, -1));
      }
      expect(JSON.parse((await day.teacher.get('/account/export')).text)).toMatchObject({
        account: { name: TYPED.teacher },
      });
    });
  },
);
