// Every page, action and endpoint that the build has, asked for by everybody, with ids of their own, of others and of nobody.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import { assign } from './assigning.ts';
import { Learner, newId, postForm } from './learner.ts';
import { QUIZ } from './play.ts';
import { signUp, visitor } from './people.ts';
import { joinAs, makeClass } from './school.ts';
import { RIGHTS, ROLES, type Role, type Row } from './rights.ts';

test.skip(({ isMobile }) => isMobile === true, 'requests know no screen');

interface Route {
  readonly id: string;
  readonly page: { readonly leaf: number } | null;
  readonly endpoint: (() => Promise<Readonly<Record<string, unknown>>>) | null;
}
interface Manifest {
  readonly _: {
    readonly routes: readonly Route[];
    readonly nodes: readonly (() => Promise<{
      readonly server?: { readonly actions?: Readonly<Record<string, unknown>> };
    }>)[];
  };
}

/** "GET /attempts/[attempt]", "POST /attempts/[attempt]?/respond": all that the built server answers. */
async function built(): Promise<string[]> {
  const chunks = join(import.meta.dirname, '../../build/server/chunks');
  const file = readdirSync(chunks).find((name) => /^manifest\.js-[\w-]+\.js$/.test(name)) ?? 'no manifest';
  const [manifest] = Object.values((await import(join(chunks, file))) as Record<string, Manifest>);
  if (manifest === undefined) throw new Error('the build has no manifest');
  const all = manifest._.routes.map(async ({ id, page, endpoint }) => {
    const methods = Object.keys((await endpoint?.()) ?? {}).filter((name) => /^[A-Z]+$/.test(name));
    const actions =
      page === null ? [] : Object.keys((await manifest._.nodes[page.leaf]?.())?.server?.actions ?? {});
    return [
      ...(page === null ? [] : [`GET ${id}`]),
      ...methods.map((method) => `${method} ${id}`),
      ...actions.map((name) => `POST ${id}${name === 'default' ? '' : `?/${name}`}`),
    ];
  });
  return (await Promise.all(all)).flat();
}

test('every page, action and endpoint of the build has a row, and no row is of something that is gone', async () => {
  expect(Object.keys(RIGHTS).sort()).toEqual((await built()).sort());
});

interface Person {
  readonly request: APIRequestContext;
  /** An attempt of their own; nobody's without one. */
  readonly attempt: string | null;
  /** A class of their own; only a teacher has one. */
  readonly class: string | null;
  /** What this class was given. */
  readonly assignment: string | null;
  /** A pupil of this class. */
  readonly member: string | null;
}

/** The entry's id, from the roster of a class of one. */
const entryIn = (html: string): string => /name="pupil" value="([\w-]+)"/.exec(html)?.[1] ?? '';

async function enter(role: Role, baseURL: string): Promise<Person> {
  const request = await visitor(baseURL);
  if (role === 'anonymous') return { request, attempt: null, class: null, assignment: null, member: null };
  if (role !== 'guest') await signUp(request, { teaches: role === 'teacher' });
  const made = role === 'teacher' ? await makeClass(request) : null;
  const inClass = made?.id ?? null;
  if (made !== null) await joinAs(await visitor(baseURL), made.code, 'Ales K.');
  return {
    request,
    attempt: (await Learner.begin(request, QUIZ, 'sealed')).attempt,
    class: inClass,
    assignment: inClass === null ? null : ((await assign(request, inClass)).split('/').at(-1) ?? ''),
    member: made === null ? null : entryIn(await (await request.get(made.page)).text()),
  };
}

async function ask({ request }: Person, key: string, row: Row, id: string): Promise<APIResponse> {
  const [method = '', route = ''] = key.split(' ');
  const address = route.replaceAll(/\[+(\w+)\]+/g, (_, name: string) => row.params?.[name] ?? id);
  if (method === 'GET') return request.get(address, { headers: { accept: 'text/html' }, maxRedirects: 0 });
  if (row.json !== undefined) return request.post(address, { data: row.json(), maxRedirects: 0 });
  return postForm(request, address, row.form ?? {});
}

const told = (answer: APIResponse): string =>
  [answer.status(), answer.headers()['location']].filter((part) => part !== undefined).join(' ');

/** What may differ between two pages that say the same: ids and what is made anew for each page. */
const plain = async (answer: APIResponse, id: string): Promise<string> =>
  `${answer.status()} ${(await answer.text())
    .replaceAll(id, '…')
    .replaceAll(/nonce-?(="[^"]*"|[\w+/=-]*)|__sveltekit_\w+|sha256-[\w+/=]+/g, '')}`;

for (const role of ROLES)
  test(`what is answered to ${role}`, async ({ baseURL }) => {
    test.setTimeout(180_000);
    const home = baseURL ?? '';
    const person = await enter(role, home);
    const other = await enter('teacher', home);
    for (const [key, row] of Object.entries(RIGHTS)) {
      if (!('owned' in row)) {
        const asking = row.once ? await enter(role, home) : person;
        const right = row.also?.[role] ?? row.everybody;
        expect.soft(told(await ask(asking, key, row, '')), key).toMatch(new RegExp(`^${right}`));
        continue;
      }
      const missing = newId();
      const nobodys = await plain(await ask(person, key, row, missing), missing);
      expect.soft(nobodys, `${key}, missing`).toMatch(/^404 /);
      const foreign = other[row.owned] ?? '';
      expect
        .soft(await plain(await ask(person, key, row, foreign), foreign), `${key}, foreign`)
        .toBe(nobodys);
      const own = person[row.owned];
      if (own !== null && row.endless !== true)
        expect.soft(told(await ask(person, key, row, own)), `${key}, own`).toMatch(new RegExp(`^${row.own}`));
    }
  });
