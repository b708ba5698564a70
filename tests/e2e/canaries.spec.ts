// Forty canaries in the keys and explanations of counted work: before it is released they are in nothing a pupil can ask for.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type APIRequestContext } from '@playwright/test';
import type { Quiz } from '../../src/lib/domain/content/schema.ts';
import { root, startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { assign, beginWork, change, MODULE } from './assigning.ts';
import { authored, QUIZZES, telltale, textsOf } from './authored.ts';
import { Bytes } from './canary.ts';
import { Learner, newId, postForm } from './learner.ts';
import { signUp, visitor } from './people.ts';
import { COURSE, QUIZ } from './play.ts';
import { RIGHTS } from './rights.ts';
import { joinAs, makeClass, type MadeClass } from './school.ts';
import { plant, type Canary } from './plant.ts';

test.skip(({ isMobile }) => isMobile === true, 'what is sent is the same on every screen');

const FINAL = (authored('course.yaml') as { final: { id: string } }).final.id;
/** Of an explanation that nobody hides. */
const OPENLY = telltale(
  textsOf(
    (authored(`quizzes/${MODULE}.yaml`) as Quiz).items.find(({ kind }) => kind === 'single'),
    ['habit'],
  )[0] ?? '',
);

let folder: string;
let canaries: readonly Canary[];
/** The questions that they sit in. */
let items: readonly string[];
let server: BuiltServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarche-canaries-'));
  ({ canaries, items } = plant(join(root, 'src/content'), join(folder, 'content'), MODULE));
  server = await startBuilt({
    CONTENT_DIR: join(folder, 'content'),
    DATA_DIR: join(folder, 'data'),
    // Forms of these tests name the address of the usual server as the one they come from.
    ORIGIN: `http://127.0.0.1:${process.env.E2E_PORT}`,
  });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});
const sung = (text: string): string[] => canaries.flatMap(({ word }) => (text.includes(word) ? [word] : []));

interface Known {
  readonly made: MadeClass;
  readonly assignment: string;
  readonly member: string;
  /** Attempts of the pupil, and the versions of content that their pages name. */
  readonly attempts: readonly string[];
  readonly hashes: readonly string[];
}

/** Every address that a route of the build can have for this pupil. */
function addresses(route: string, known: Known): string[] {
  const values: Record<string, readonly string[]> = {
    course: [COURSE],
    module: [MODULE],
    activity: [MODULE, FINAL],
    attempt: known.attempts,
    assignment: [known.assignment.split('/').at(-1) ?? ''],
    class: [known.made.id],
    member: [known.member],
    item: items,
    hash: known.hashes,
    code: [known.made.code],
    token: ['x'.repeat(43)],
  };
  return route
    .split('/')
    .reduce<string[]>(
      (paths, part) => {
        const name = /^\[+(\w+)\]+$/.exec(part)?.[1];
        return (name === undefined ? [part] : (values[name] ?? [])).flatMap((value) =>
          paths.map((path) => `${path}/${value}`),
        );
      },
      [''],
    )
    .map((path) => path.slice(1) || '/');
}

/** Asks for everything: each page as HTML, as data and as JSON, with forms that are refused, and on the wall step by step. */
async function askForAll(pupil: APIRequestContext, known: Known): Promise<string> {
  const sent = new Bytes();
  for (const [key, row] of Object.entries(RIGHTS)) {
    const [method = '', route = ''] = key.split(' ');
    const asked = addresses(route, known);
    expect(asked.length, key).toBeGreaterThan(0);
    for (const address of asked) {
      if (method === 'GET') await sent.get(pupil, address);
      // What ends a session or begins another attempt is done below, where it is wanted.
      else if (row.once !== true) {
        const form = { ...row.form, command: newId() };
        sent.add(await (await postForm(pupil, address, form)).text());
        const json = { headers: { accept: 'application/json' }, data: row.json?.() ?? form };
        sent.add(await (await pupil.post(address.split('?')[0] ?? '', json)).text());
      }
    }
  }
  for (let n = 0; n <= items.length + 14; n++)
    for (const shown of ['', '&show=1'])
      await sent.get(pupil, `${QUIZ}/projector?path=${Array(n).fill('-').join('.')}${shown}`);
  for (const item of items) await sent.get(pupil, `${known.assignment}/results?item=${item}`);
  return sent.text();
}

/** All that the browser keeps of the pages it was shown. */
const kept = `(async () => {
  const caches = [];
  for (const name of await self.caches?.keys() ?? [])
    for (const request of await (await self.caches.open(name)).keys())
      caches.push(await (await self.caches.match(request)).text());
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, caches, await indexedDB.databases()]);
})()`;

test('forty canaries are silent until the work is released, and then they sing', async ({ browser }) => {
  test.setTimeout(240_000);
  expect(canaries.length).toBeGreaterThanOrEqual(40);
  const teacher = await visitor(server.url);
  await signUp(teacher);
  const made = await makeClass(teacher);
  const assignment = await assign(teacher, made.id);
  const context = await browser.newContext({ baseURL: server.url });
  const pupil = context.request;
  await joinAs(pupil, made.code, 'Ales K.');
  const roster = await (await teacher.get(made.page)).text();
  const member = /name="pupil" value="([\w-]+)"/.exec(roster)?.[1] ?? '';

  // 1 In practice the sealed questions do not exist.
  const practice = await Learner.begin(pupil, QUIZ, 'open');
  await practice.until(({ phase }) => phase === 'done');
  const learner = await beginWork(pupil, assignment);
  const sent = new Bytes();
  const page = await context.newPage();
  sent.watch(page);

  // 2 At work: what each step sends, as a page and as an answer to a command, and the scripts beside it.
  let now = await learner.stands();
  for (; now.view.phase !== 'done'; now = await learner.step()) {
    sent.add(JSON.stringify(now));
    if (now.view.phase === 'ask' && items.includes(now.view.asked.id)) await sent.get(pupil, learner.page);
  }
  await sent.scripts(pupil, learner.page);
  for (const address of ['/work', assignment, learner.page, practice.page]) {
    await page.goto(address, { waitUntil: 'networkidle' });
    sent.add(await page.evaluate(kept));
  }
  expect(sung(await sent.text())).toEqual([]);

  // 3 Handed in is not released: every route of the build, for this pupil and for anybody.
  const hashIn = async (address: string): Promise<string> =>
    /[0-9a-f]{64}/.exec(await (await pupil.get(`${address}/__data.json`)).text())?.[0] ?? '';
  const attempts = [learner.attempt, practice.attempt];
  const hashes = [await hashIn(learner.page), await hashIn(practice.page)];
  expect(hashes.every((hash) => hash !== '')).toBe(true);
  const known = { made, assignment, member, attempts, hashes };
  const heard = await askForAll(pupil, known);
  expect(sung(heard)).toEqual([]);
  // What may be practised is told on the key of the printed quiz: the doors were open.
  expect(heard).toContain(OPENLY);
  const stranger = await visitor(server.url);
  expect(sung(await askForAll(stranger, known))).toEqual([]);

  // 4 Released, they are told: the words were there to be heard.
  await change(teacher, assignment, 'release');
  const after = sung(await (await pupil.get(learner.page)).text());
  expect(after).toEqual(expect.arrayContaining(canaries.filter(({ told }) => told).map(({ word }) => word)));
  await context.close();
  for (const one of [teacher, stranger]) await one.dispose();
});

for (const feedback of ['after closing', 'at once'])
  test(`a test of one’s own tells no sooner what counted work asks, explained ${feedback}`, async () => {
    const [teacher, pupil] = [await visitor(server.url), await visitor(server.url)];
    await signUp(teacher);
    const made = await makeClass(teacher);
    const assignment = await assign(teacher, made.id, { feedback, more: '1', seats: 'minsk' });
    await joinAs(pupil, made.code, 'Ales K.');
    const own = await Learner.begin(pupil, QUIZ, 'sealed');
    const mixed = await Learner.begin(pupil, `/courses/${COURSE}/${FINAL}`, 'sealed');
    const sent = new Bytes();
    for (const one of [own, mixed]) {
      sent.add(JSON.stringify(await one.until(({ phase }) => phase === 'done')));
      sent.add(JSON.stringify(await one.command({ type: 'hand_in' }, 99_999)));
      await sent.get(pupil, one.page);
    }
    const before = await sent.text();
    expect(sung(before)).toEqual([]);
    expect(before).toContain('Counted work of your class asks some of the same questions.');
    // A total would tell the key too, one answer after the other. What the mixed test draws may be no secret.
    const listed = async (): Promise<string | undefined> =>
      (await (await pupil.get('/attempts')).text()).split('<li').find((part) => part.includes(own.attempt));
    const saved = async (): Promise<number | null | undefined> => {
      const all = (await (await pupil.get('/account/export')).json()) as {
        attempts: { activity: string; points: number | null }[];
      };
      return all.attempts.find(({ activity }) => QUIZ.endsWith(`/${activity}`))?.points;
    };
    expect(await listed()).toContain('Finished');
    expect(await saved()).toBeNull();

    if (feedback === 'at once')
      await (await beginWork(pupil, assignment)).until(({ phase }) => phase === 'done');
    else await change(teacher, assignment, 'release');
    expect(sung(await (await pupil.get(own.page)).text())).not.toEqual([]);
    expect(await listed()).toMatch(/\d of \d+ points/);
    for (const one of [teacher, pupil]) await one.dispose();
  });

test('no file that the server hands out has a word of a key in it', () => {
  const told = QUIZZES.flatMap((quiz) => textsOf(quiz, ['why', 'habit']).map(telltale));
  expect(told.length).toBeGreaterThan(100);
  const client = join(root, 'build/client');
  const files = readdirSync(client, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|woff2|png|ico)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    expect(
      told.filter((words) => text.includes(words)),
      file,
    ).toEqual([]);
  }
  expect(readdirSync(join(root, 'build'))).not.toContain('prerendered');
});
