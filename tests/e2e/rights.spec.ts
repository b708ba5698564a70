// Every page, action and endpoint that the build has, asked for by everybody, with ids of their own, of others and of nobody.
import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import { builtRoutes } from '../built-routes.ts';
import { newId, postForm } from './learner.ts';
import { openSchool, OUTSIDE } from './rights-school.ts';
import { RIGHTS, ROLES, SECONDS, type Row } from './rights.ts';

test.skip(({ isMobile }) => isMobile === true, 'requests know no screen');

test('every page, action and endpoint of the build has a row, and no row is of something that is gone', async () => {
  expect(Object.keys(RIGHTS).sort()).toEqual((await builtRoutes()).sort());
});

const told = (answer: { status: () => number; headers: () => Readonly<Record<string, string>> }): string =>
  [answer.status(), answer.headers()['location']].filter((part) => part !== undefined).join(' ');

/** What may differ between two pages that say the same: ids and what is made anew for each page. */
const plain = async (answer: APIResponse, id: string): Promise<string> =>
  `${told(answer).replaceAll(id, '…')} ${(await answer.text())
    .replaceAll(id, '…')
    .replaceAll(
      /nonce-?(="[^"]*"|[\w+/=-]*)|__sveltekit_\w+|sha256-[\w+/=]+|name="command" value="[^"]*"/g,
      '',
    )}`;

const addressOf = (key: string, { params }: Row, id: string): string =>
  (key.split(' ')[1] ?? '').replaceAll(/\[+(\w+)\]+/g, (_, name: string) => params?.[name] ?? id);

function ask(request: APIRequestContext, key: string, row: Row, id: string): Promise<APIResponse> {
  const address = addressOf(key, row, id);
  if (key.startsWith('GET '))
    return request.get(address, { headers: { accept: 'text/html' }, maxRedirects: 0 });
  if (row.json !== undefined) return request.post(address, { data: row.json(), maxRedirects: 0 });
  return postForm(request, address, row.form ?? {});
}

/** How an answer without an end begins. */
async function beginning(request: APIRequestContext, address: string): Promise<string> {
  const { cookies } = await request.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const hangUp = new AbortController();
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual', signal: hangUp.signal });
  hangUp.abort();
  return `${answer.status}`;
}

for (const role of ROLES)
  test(`what is answered to ${role}`, async ({ baseURL }) => {
    test.setTimeout(180_000);
    const school = await openSchool(baseURL ?? '');
    const request = await school.person(role);
    const things = school.things();
    for (const [key, row] of Object.entries(RIGHTS)) {
      if (!('owned' in row)) {
        const asking = row.once ? await school.newcomer(role) : request;
        const right = row.also?.[role] ?? row.everybody;
        expect.soft(told(await ask(asking, key, row, '')), key).toMatch(new RegExp(`^${right}`));
        continue;
      }
      const missing = newId();
      const nobodys = await plain(await ask(request, key, row, missing), missing);
      expect.soft(nobodys, `${key}, missing`).toMatch(/^404 /);
      for (const { kind, id, title, ties } of things.filter((thing) => thing.kind === row.owned)) {
        const tie = ties[role];
        const right = tie === undefined ? undefined : row.told[tie];
        if (right === undefined)
          expect.soft(await plain(await ask(request, key, row, id), id), `${key}, ${title}`).toBe(nobodys);
        else
          expect
            .soft(
              row.endless === true
                ? await beginning(request, `${baseURL}${addressOf(key, row, id)}`)
                : told(await ask(request, key, row, id)),
              `${key}, ${title} (${kind})`,
            )
            .toMatch(new RegExp(`^${right}`));
      }
    }
  });

test('a second id of another class is told like one that does not exist', async ({ baseURL }) => {
  const school = await openSchool(baseURL ?? '');
  const request = await school.person('teacher');
  const things = school.things();
  const mine = (kind: string) =>
    things.find((thing) => thing.kind === kind && thing.ties.teacher === 'owner');
  const foreign = (kind: string) =>
    things.find((thing) => thing.kind === kind && Object.keys(thing.ties).every((of) => OUTSIDE.has(of)));
  for (const [key, { field, kind, form, takes = '404' }] of Object.entries(SECONDS)) {
    const [method = '', route = ''] = key.split(' ');
    const own = mine(/\[(\w+)\]/.exec(route)?.[1] ?? '')?.id ?? '';
    const address = route.replaceAll(/\[\w+\]/g, own);
    const send = async (id: string): Promise<string> =>
      plain(
        method === 'GET'
          ? await request.get(`${address}?${field}=${id}`, { headers: { accept: 'text/html' } })
          : await postForm(request, address, { ...form, [field]: id }),
        id,
      );
    const other = foreign(kind)?.id ?? '';
    expect(other, `there is a foreign ${kind}`).not.toBe('');
    const nobodys = await send(newId());
    expect.soft(nobodys.slice(0, 3), `${key}, missing`).toBe(takes);
    expect.soft(await send(other), `${key}, foreign`).toBe(nobodys);
  }
});
