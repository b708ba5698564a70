// What every response of the built server carries: pages, errors, redirects, downloads, files, over http and behind https.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headersOf } from '../../scripts/lib/headers.mjs';
import { builtRoutes } from '../built-routes.ts';
import { notBuilt, root, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { browserOf, type Answer } from './browser.ts';
import { addressOf, CONTENT, schoolDay, type SchoolDay } from './school-day.ts';

const missing = notBuilt();
const ORIGIN = 'https://learn.example';
/** A body without an end. */
const ENDLESS = '/classes/[class]/live/events';

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });

/** The directives of a policy by name. */
const directives = (policy: string): Record<string, string> =>
  Object.fromEntries(
    policy.split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(' ');
      return [name, sources.join(' ')];
    }),
  );

/** Elements of a page with an attribute that would run as a script, and scripts without the nonce of the page. */
function loose(html: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const tags = html.match(/<[a-z][^\s>]*(?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*\s*\/?>/gi) ?? [];
  return tags.filter((tag) => {
    const bare = tag.replaceAll(/"[^"]*"|'[^']*'/g, '""');
    if (/\son\w+=/i.test(bare) || /(?:href|action|src)="\s*javascript:/i.test(tag)) return true;
    // Data, which no browser runs.
    const data = /^<script type="application\/json"/.test(tag);
    const inline = /^<script/i.test(tag) && !/\ssrc=/.test(tag) && !data;
    // The script of app.html is allowed by its hash, and has no attribute at all.
    return inline && tag !== '<script>' && !tag.includes(`nonce="${nonce}"`);
  });
}

/** What a page loads from elsewhere; links that a reader may follow are no such thing. */
const thirdParty = (html: string): string[] =>
  [...html.matchAll(/<(?:script|img|link|iframe|source|video|audio|object|embed)\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => /(?:src|href|srcset|data)="(?:https?:)?\/\//i.test(tag));

function faultsOf(path: string, { headers, text }: Answer, https: boolean): string[] {
  const says = (name: string): string => headers.get(name) ?? '';
  const faults: string[] = [];
  const want = (right: boolean, what: string): void => {
    if (!right) faults.push(`${path}: ${what}`);
  };
  want(says('x-content-type-options') === 'nosniff', 'no nosniff');
  want(says('cross-origin-resource-policy') === 'same-origin', 'no CORP');
  want(!headers.has('x-powered-by') && !headers.has('server'), 'names its software');
  want(!headers.has('access-control-allow-origin'), 'is open to other origins');
  if (!path.startsWith('/_app/immutable/'))
    want(/^max-age=31536000/.test(says('strict-transport-security')) === https, 'HSTS under https alone');
  for (const cookie of headers.getSetCookie()) {
    want(/; HttpOnly/i.test(cookie) && /; SameSite=Lax/i.test(cookie), 'a cookie that scripts can read');
    want(/; Secure/i.test(cookie) === https, 'Secure under https alone');
    want(/; Path=\//i.test(cookie) && !/; Domain=/i.test(cookie), 'a cookie for other hosts');
  }
  if (!says('content-type').includes('html')) {
    want(
      !headers.has('content-security-policy') || /svg/.test(says('content-type')),
      'a policy for no document',
    );
    return faults;
  }
  want(says('x-frame-options') === 'DENY', 'can be framed');
  want(says('referrer-policy') === 'same-origin', 'tells where one comes from');
  want(says('cross-origin-opener-policy') === 'same-origin', 'no COOP');
  want(says('permissions-policy').includes('camera=()'), 'no Permissions-Policy');
  const policy = says('content-security-policy');
  const its = directives(policy);
  want(policy !== '' && !/unsafe-inline|unsafe-eval|\*|https?:/.test(policy), 'a policy that lets too much');
  for (const [name, sources] of Object.entries({
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'default-src': /^'(self|none)'$/,
    'form-action': /^'(self|none)'$/,
  }))
    want(
      typeof sources === 'string' ? its[name] === sources : sources.test(its[name] ?? ''),
      `${name} is ${its[name]}`,
    );
  for (const tag of loose(text, policy)) faults.push(`${path}: runs as a script: ${tag}`);
  for (const tag of thirdParty(text)) faults.push(`${path}: third party: ${tag}`);
  return faults;
}

describe.skipIf(missing !== null).each([
  ['over http', {}, undefined],
  ['behind https', { ORIGIN }, ORIGIN],
] as const)(
  `what every response carries ${missing === null ? '%s' : `(skipped: ${missing})`}`,
  (_, env, origin) => {
    const https = origin !== undefined;
    const dir = mkdtempSync(join(tmpdir(), 'demarche-headers-'));
    let server: BuiltServer;
    let day: SchoolDay;
    beforeAll(async () => {
      server = await startBuilt({ ...CONTENT, DATA_DIR: dir, ...env });
      const typed = { teacher: 'T', class: '8B', pupil: 'P', listed: 'L', answer: 'a', report: 'r' };
      day = await schoolDay(server, typed, origin);
    }, 60_000);
    afterAll(async () => {
      await server?.kill();
      rmSync(dir, { recursive: true, force: true });
    });

    test(
      'every page and endpoint of the build, to a teacher, a pupil and to nobody',
      { timeout: 120_000 },
      async () => {
        const stranger = browserOf(server, origin);
        const kinds = new Set<string>();
        for (const route of await builtRoutes()) {
          const [method = '', pattern = ''] = route.split(' ');
          if (method !== 'GET' || pattern === ENDLESS) continue;
          const path = addressOf(pattern, day.params);
          for (const who of [day.teacher, day.pupil]) {
            const answer = await who.get(path);
            kinds.add(`${answer.status} ${answer.headers.get('content-type')?.split(';')[0] ?? 'none'}`);
            expect(faultsOf(path, answer, https)).toEqual([]);
          }
          expect(faultsOf(path, await stranger.get(path), https)).toEqual([]);
        }
        for (const kind of [
          '200 text/html',
          '404 text/html',
          '303 none',
          '200 text/csv',
          '200 application/json',
        ])
          expect([...kinds]).toContain(kind);
      },
    );

    test('an address that leads nowhere, a missing file, and forms that are refused', async () => {
      const { pupil } = day;
      const nothing = [
        '/no-such-page',
        '/_app/immutable/no-such-file.js',
        '/%c0%ae',
        '/courses/%2e%2e%2f%2e%2e',
      ];
      const refused = [
        ...nothing.map((path) => [path, pupil.get(path)] as const),
        ['/sign-in', pupil.post('/sign-in', {})] as const,
        [
          '/sign-in',
          pupil.send('/sign-in', { method: 'POST', headers: { origin: 'null' }, body: 'a=1' }),
        ] as const,
        ['/sign-in', pupil.send('/sign-in', { method: 'DELETE' })] as const,
        ['/api/sync', pupil.json('/api/sync', { never: 1 })] as const,
      ];
      for (const [path, asked] of refused) {
        const answer = await asked;
        expect(Math.floor(answer.status / 100), path).toBe(4);
        expect(faultsOf(path, answer, https)).toEqual([]);
      }
    });

    test('a request is not given back as it came (TRACE)', async () => {
      const status = await new Promise((resolve, reject) => {
        const sent = request(server.url, { method: 'TRACE' }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end();
      });
      expect(status).toBeGreaterThanOrEqual(400);
    });

    test('a cookie is set for this host alone, and no script can read it', async () => {
      const { params } = day;
      const form = { form: 'open', command: crypto.randomUUID() };
      const activity = `/courses/${params['course']}/${params['activity']}`;
      const begun = await browserOf(server, origin).post(`${activity}?/begin`, form);
      expect(begun.status).toBe(303);
      expect(begun.headers.getSetCookie()).toHaveLength(1);
      expect(faultsOf('begin', begun, https)).toEqual([]);
    });

    test('downloads are files, whatever a browser takes their content for', async () => {
      const { class: room, member } = day.params;
      for (const path of [
        ...['gradebook.csv', 'responses.csv', 'items.csv', 'class.json'].map(
          (name) => `/classes/${room}/export/${name}`,
        ),
        `/members/${member}/export.json`,
        '/account/export',
      ]) {
        const { status, headers } = await day.teacher.get(path);
        expect([path, status, headers.get('content-disposition')]).toEqual([
          path,
          200,
          expect.stringMatching(/^attachment; filename="[\w.-]+"$/),
        ]);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('cache-control')).toMatch(/no-store/);
      }
    });

    test(
      'files of the build: what never changes is sent with the fewest headers',
      { timeout: 120_000 },
      async () => {
        const files = filesIn('build/client').filter((name) =>
          /\.(js|css|json|svg|png|txt|woff2|webmanifest)$/.test(name),
        );
        expect(files.length).toBeGreaterThan(20);
        for (const name of files) {
          const path = `/${name}`;
          const answer = await day.pupil.get(path);
          expect(answer.status, path).toBe(200);
          expect(faultsOf(path, answer, https)).toEqual([]);
          const long = ['content-security-policy', 'permissions-policy', 'strict-transport-security'];
          if (path.startsWith('/_app/immutable/'))
            expect(long.filter((header) => answer.headers.has(header))).toEqual([]);
        }
      },
    );
  },
);

test.skipIf(missing !== null)('the build has no inline handler, and asks nothing of another host', () => {
  const code = ['build/client/_app', 'build/server/chunks'].flatMap((folder) =>
    filesIn(folder)
      .filter((name) => /\.(js|css)$/.test(name))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')] as const),
  );
  const handlers = code.flatMap(([name, text]) =>
    [...text.matchAll(/<[a-z]+\s[^<>]{0,300}?\son[a-z]+="/g)].map(([found]) => `${name}: ${found}`),
  );
  expect(handlers).toEqual([]);
  const elsewhere = code
    .filter(([name]) => name.startsWith('build/client'))
    .flatMap(([name, text]) =>
      [...text.matchAll(/(?:fetch\(|import\(|from|url\(|\.src=)\s*["'`]?(?:https?:)?\/\/[^"'`)\s]+/g)].map(
        ([found]) => `${name}: ${found}`,
      ),
    );
  expect(elsewhere).toEqual([]);
});

test('a document that brings no policy of its own may load nothing', () => {
  expect(headersOf('/', 'text/html', false)).toMatchObject({
    'Content-Security-Policy': expect.stringMatching(/^default-src 'none'/) as string,
  });
});
