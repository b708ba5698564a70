// No personal data in logs or addresses: a session with canaries through the built server, its output and every link read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { browserOf as anybody, type Answer, type Browser } from './attack/browser.ts';
import { notBuilt, startBuilt, type BuiltServer } from './faults/built-server.ts';

/** Everything a person types, each with a word of its own that occurs nowhere else. */
const CANARIES = {
  teacher: 'Zuzanna-Teacherova',
  email: 'zz.mailbird@canary.example',
  password: 'zebra-passphrase-quill',
  wrongPassword: 'zinc-wrongword-quill',
  newPassword: 'zenith-newphrase-quill',
  class: 'Zirkon-Klass',
  renamed: 'Zobel-Klass',
  pupil: 'Zmicier-Pupilovich',
  renamedPupil: 'Zoja-Pupilovna',
  answer: 'zander-answerword',
  stray: 'zipper-strayfield',
} as const;
const NEEDLES = Object.values(CANARIES).flatMap((text) => [
  text,
  encodeURIComponent(text),
  ...text.split(/[@.\- ]/).filter((part) => part.length >= 6 && part.startsWith('z')),
]);

const missing = notBuilt();

/** A browser that remembers every address it is given. */
function browserOf(server: BuiltServer, addresses: string[]): Browser {
  const noted =
    <A extends unknown[]>(send: (path: string, ...rest: A) => Promise<Answer>) =>
    async (path: string, ...rest: A): Promise<Answer> => {
      const answer = await send(path, ...rest);
      const links = [...answer.text.matchAll(/\b(?:href|action|formaction|src)="([^"]*)"/g)];
      addresses.push(path, answer.location, ...links.map((link) => link[1] ?? ''));
      return answer;
    };
  const plain = anybody(server);
  return {
    ...plain,
    send: noted(plain.send),
    get: noted(plain.get),
    post: noted(plain.post),
    json: noted(plain.json),
  };
}

const id = (): string => crypto.randomUUID();
const last = (path: string): string => path.split('/').at(-1) ?? '';

/** A teacher and a pupil do what people do, mistakes included. */
async function schoolDay(server: BuiltServer, addresses: string[]): Promise<void> {
  const c = CANARIES;
  const teacher = browserOf(server, addresses);
  const account = { name: c.teacher, email: c.email, password: c.password, teaches: 'on' };
  expect((await teacher.post('/sign-up', { ...account, password: 'short' })).status).toBe(400);
  expect((await teacher.post('/sign-up', account)).status).toBe(303);
  const stranger = browserOf(server, addresses);
  const tried = await stranger.post('/sign-in', { who: c.email, password: c.wrongPassword });
  expect(tried.status).toBe(400);
  await stranger.post('/forgot-password', { email: c.email });
  const signedIn = await stranger.post('/sign-in', { who: c.email, password: c.password });
  expect(signedIn.status).toBe(303);
  const change = { current: c.password, password: c.newPassword };
  expect((await teacher.post('/account?/password', change)).status).toBe(303);

  const made = await teacher.post('/classes?/create', { name: c.class });
  expect(made.status).toBe(303);
  const page = await teacher.get(made.location);
  expect(page.text).toContain(c.class);
  const code = /\/join\/([A-Z0-9]{6})"/.exec(page.text)?.[1] ?? '';
  await teacher.post(`${made.location}?/rename`, { class_name: c.renamed });

  const pupil = browserOf(server, addresses);
  await pupil.get(`/join/${code}`);
  expect((await pupil.post(`/join/${code}?/join`, { code, name: c.pupil })).status).toBe(303);
  const roster = (await teacher.get(made.location)).text;
  expect(roster).toContain(c.pupil);
  const entry = /name="pupil" value="([^"]+)"/.exec(roster)?.[1] ?? '';
  const renaming = { pupil: entry, pupil_name: c.renamedPupil };
  expect((await teacher.post(`${made.location}?/rename_pupil`, renaming)).status).toBe(303);

  const module =
    /value="([^"/]+\/[^"/]+)"/.exec((await teacher.get(`${made.location}/assign`)).text)?.[1] ?? '';
  const given = await teacher.post(`${made.location}/assign`, { module, mode: 'counted', command: id() });
  expect(given.status).toBe(303);
  const work = await pupil.get(given.location);
  const activity = /name="activity" value="([^"]+)"/.exec(work.text)?.[1] ?? '';
  const begun = await pupil.post(`${given.location}?/begin`, { activity, command: id() });
  expect(begun.status).toBe(303);
  const attempt = last(begun.location);
  const respond = { type: 'respond', item: c.stray, response: { kind: 'fill', text: c.answer } };
  const answer = { id: id(), position: 1, command: respond };
  expect((await pupil.json(`/api/attempts/${attempt}/commands`, answer)).status).toBeGreaterThanOrEqual(400);
  await pupil.post(`/attempts/${attempt}?/respond`, {
    item: c.stray,
    kind: 'fill',
    text: c.answer,
    command: id(),
  });
  await pupil.json(`/api/attempts/${attempt}/commands`, { [c.stray]: c.answer });
  await pupil.get('/work');

  for (const name of ['', '/gradebook', '/log', '/cards', '/delete']) await teacher.get(made.location + name);
  for (const name of ['', '/results', '/regrade']) await teacher.get(given.location + name);
  const saved = await teacher.get(`/members/${entry}/export.json`);
  expect(saved.text).toContain(c.renamedPupil);
  expect((await teacher.get('/account/export')).text).toContain(c.email);
  expect((await teacher.post(`/members/${entry}/delete`, { [c.stray]: c.answer })).status).toBe(303);
  expect((await teacher.post(`${made.location}/delete`, { confirm: c.renamed })).status).toBe(303);
  await teacher.post('/account?/delete', { confirm: c.newPassword });
}

test.skipIf(missing !== null).each(['info', 'debug'])(
  `nothing that a person typed is in the log at level %s, or in any address${missing === null ? '' : ` (skipped: ${missing})`}`,
  async (level) => {
    const dir = mkdtempSync(join(tmpdir(), 'demarche-privacy-'));
    const server = await startBuilt({ DATA_DIR: dir, LOG_LEVEL: level });
    try {
      const addresses: string[] = [];
      await schoolDay(server, addresses);
      // The log is written within half a second: the last request's line says that all of it is there.
      await fetch(`${server.url}/healthz`);
      await vi.waitFor(() => expect(server.output()).toContain('"route":"/healthz"'), 5_000);
      for (const needle of NEEDLES) {
        expect(server.output()).not.toContain(needle);
        expect(addresses.filter((address) => address.includes(needle))).toEqual([]);
      }
      expect(server.output()).toContain('"route":"/classes/[class]"');
      expect(addresses.length).toBeGreaterThan(200);
    } finally {
      await server.kill();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
