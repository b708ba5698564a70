// What does not come from our pages, or comes twice, late or from somebody else: refused in words, and nothing recorded.
import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import type { AttemptView } from '../../src/lib/domain/attempt/view.ts';
import { Learner, newId, postForm, usualCommand, type Told } from './learner.ts';
import { QUIZ, TRACK } from './play.ts';

test.skip(({ isMobile }) => isMobile === true, 'requests know no screen');

const NOWHERE = 'AAAAAAAAAAAAAAAAAAAAAA';

/** What may differ between two pages that say the same: nonces, ids, the address itself. */
const plain = (body: string, ...addresses: string[]): string =>
  addresses
    .reduce((text, address) => text.replaceAll(address, '…'), body)
    .replaceAll(/nonce-?(="[^"]*"|[\w+/=-]*)/g, '')
    .replaceAll(/__sveltekit_\w+/g, '')
    .replaceAll(/sha256-[\w+/=]+/g, '');

/** An error says what is wrong; it never says how the house is built. */
async function expectDiscreet(response: APIResponse): Promise<string> {
  const body = await response.text();
  expect(body).not.toMatch(
    /\bat \S+ \(|node_modules|\.(ts|js|mjs|svelte):\d+|\/(?:home|root|tmp|work|usr)\/|SQLITE|Error:/,
  );
  return body;
}

const begin = (request: APIRequestContext): Promise<Learner> => Learner.begin(request, QUIZ, 'sealed');

/** Refused with this status and code, and the log is as long as before. */
async function expectRefused(
  learner: Learner,
  response: APIResponse,
  status: number,
  code: string,
): Promise<Told> {
  const told = JSON.parse(await expectDiscreet(response)) as Told;
  expect({ status: response.status(), code: told.refusal?.code }).toEqual({ status, code });
  expect(told.refusal?.message.length, 'says it in words').toBeGreaterThan(10);
  return told;
}

test("somebody else's attempt and one that does not exist are the same 404", async ({
  request,
  playwright,
  baseURL,
}) => {
  const owner = await begin(request);
  const { position, view } = await owner.stands();
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const begun = await begin(stranger);
  for (const visitor of [await playwright.request.newContext({ baseURL: baseURL ?? '' }), stranger]) {
    const told = async (id: string): Promise<object[]> => {
      const envelope = { id: newId(), position, command: usualCommand(view) };
      const fields = {
        command: newId(),
        position: `${position}`,
        item: 'pompeo-visit',
        kind: 'single',
        choice: 'rubio',
      };
      const answers = [
        await visitor.get(`/attempts/${id}`, { headers: { accept: 'text/html' } }),
        await visitor.get(`/attempts/${id}/__data.json`),
        await postForm(visitor, `/attempts/${id}?/respond`, fields),
        await postForm(visitor, `/attempts/${id}?/branch`, { command: newId(), scene: 'three-people' }),
        await visitor.post(`/api/attempts/${id}/commands`, { data: envelope }),
      ];
      return Promise.all(
        answers.map(async (answer) => ({
          status: answer.status(),
          body: plain(await expectDiscreet(answer), id),
        })),
      );
    };
    const theirs = await told(owner.attempt);
    expect(theirs.map((answer) => (answer as { status: number }).status)).toEqual([404, 200, 404, 404, 404]);
    expect(theirs).toEqual(await told(NOWHERE));
  }
  expect((await owner.stands()).position).toBe(position);
  expect((await begun.stands()).position).toBe(1);
});

test('a stale position is refused with the present view, and the page can go on from it', async ({
  request,
}) => {
  const learner = await begin(request);
  const before = await learner.stands();
  await learner.step();
  const late = { id: newId(), position: before.position, command: usualCommand(before.view) };
  const told = await expectRefused(learner, await learner.post(late), 409, 'stale_position');
  expect(told).toMatchObject({ ...(await learner.stands()) });
  expect((await learner.command(usualCommand(told.view as AttemptView), told.position ?? 0)).ok).toBe(true);

  const page = await postForm(request, `${learner.page}?/respond`, {
    ...{ command: newId(), position: '1', item: 'pompeo-visit', kind: 'single', choice: 'rubio' },
  });
  expect(page.status()).toBe(409);
  const body = await expectDiscreet(page);
  expect(body).toContain('This step was already taken');
  expect(body).toContain('name="position" value="3"');
});

test('a repeated command is answered as done and recorded once', async ({ request }) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  const envelope = { id: newId(), position, command: usualCommand(view) };
  const answers = await Promise.all([1, 2, 3].map(() => learner.post(envelope)));
  for (const answer of [...answers, await learner.post(envelope)]) {
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toEqual(expect.objectContaining({ ok: true, position: position + 1 }));
  }
  expect((await learner.stands()).position).toBe(position + 1);
});

test('two different answers at one position: one is recorded, the other refused', async ({ request }) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => learner.post({ id: newId(), position, command: usualCommand(view) })),
  );
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 409, 409, 409]);
  expect((await learner.stands()).position).toBe(position + 1);
});

test('what the question does not have is refused', async ({ request }) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  if (view.phase !== 'ask') throw new Error('a quiz begins with a question');
  const item = view.asked.id;
  const send = (command: unknown): Promise<APIResponse> => learner.post({ id: newId(), position, command });
  const single = (choice: string) => ({ kind: 'single', choice });
  const cases: [unknown, number, string][] = [
    [{ type: 'respond', item, response: single('no-such-option') }, 422, 'unknown_option'],
    [{ type: 'respond', item: 'no-such-item', response: single('a') }, 422, 'unknown_item'],
    [{ type: 'respond', item, response: { kind: 'multiple', choices: ['a'] } }, 422, 'malformed_response'],
    [{ type: 'hand_in' }, 422, 'not_now'],
    [
      {
        type: 'retry',
        item,
        response: single(view.asked.kind === 'single' ? (view.asked.options[0]?.id ?? '') : ''),
      },
      422,
      'not_now',
    ],
    [{ type: 'move', scene: 'six-are-free', move: 'lift-everything' }, 422, 'unknown_scene'],
    [{ type: 'go_on', from: 'ask_somewhere_else' }, 422, 'not_now'],
    [{ type: 'xstate.done' }, 400, 'malformed_command'],
  ];
  for (const [command, status, code] of cases)
    await expectRefused(learner, await send(command), status, code);
  expect(await learner.stands()).toEqual({ position, view });
});

test('a closed move cannot be made by writing the request oneself', async ({ request }) => {
  const learner = await Learner.begin(request, TRACK, 'sealed');
  const now = await learner.until(
    (view) => view.phase === 'decide' && view.moves.some((move) => move.closed !== null),
    ['elections-first'],
  );
  if (now.view.phase !== 'decide') throw new Error('no decision');
  const closed = now.view.moves.find((move) => move.closed !== null)?.id ?? '';
  const command = { type: 'move', scene: now.view.scene, move: closed } as const;
  const response = await learner.post({ id: newId(), position: now.position, command });
  await expectRefused(learner, response, 422, 'move_not_possible');
  expect((await learner.stands()).position).toBe(now.position);
});

test('a finished attempt takes nothing more', async ({ request }) => {
  const learner = await begin(request);
  const { position } = await learner.until((view) => view.phase === 'done');
  const envelope = { id: newId(), position, command: { type: 'hand_in' } };
  await expectRefused(learner, await learner.post(envelope), 409, 'attempt_closed');
  const page = await postForm(request, `${learner.page}?/hand_in`, {
    command: newId(),
    position: `${position}`,
  });
  expect(page.status()).toBe(409);
  expect(await expectDiscreet(page)).toMatch(/of 14/);
});

test('a body that is too large, malformed, or not what it says is refused and recorded nowhere', async ({
  request,
  baseURL,
}) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  const envelope = { id: newId(), position, command: usualCommand(view) };
  const json = { 'content-type': 'application/json' };
  const raw = (data: string | Buffer, headers: Record<string, string> = json): Promise<APIResponse> =>
    request.post(`/api${learner.page}/commands`, { data, headers });
  const large = 'x'.repeat(20_480);
  await expectRefused(learner, await raw(JSON.stringify({ ...envelope, id: large })), 413, 'too_large');
  for (const body of ['{"id":', '', '[]', 'null', '1e999', '{"__proto__":{"ok":true}}', '"'.repeat(9)])
    await expectRefused(learner, await raw(body), 400, 'malformed_command');
  await expectRefused(learner, await raw(Buffer.from([0xff, 0xfe, 0x7b])), 400, 'malformed_command');
  const sent = JSON.stringify(envelope);
  const origin = { origin: baseURL ?? '' };
  for (const type of ['text/csv', 'application/xml', 'application/octet-stream', 'text/plain'])
    await expectRefused(
      learner,
      await raw(sent, { ...origin, 'content-type': type }),
      400,
      'malformed_command',
    );
  const form = {
    command: newId(),
    position: `${position}`,
    kind: 'single',
    item: 'pompeo-visit',
    choice: large,
  };
  const page = await postForm(request, `${learner.page}?/respond`, form);
  expect(page.status()).toBe(413);
  expect(await expectDiscreet(page)).toContain('larger than any answer');
  for (const broken of [{}, { command: 'short' }, { command: newId(), position: 'NaN' }]) {
    const answer = await postForm(request, `${learner.page}?/respond`, broken);
    expect(answer.status()).toBe(400);
    expect(await expectDiscreet(answer)).toContain('could not be read');
  }
  expect((await learner.stands()).position).toBe(position);
});

test('a score that a client names makes the whole request malformed', async ({ request }) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  const command = usualCommand(view);
  for (const body of [
    { id: newId(), position, command, score: 16 },
    { id: newId(), position, command: { ...command, score: 1 } },
    {
      id: newId(),
      position,
      command: { ...command, response: { kind: 'single', choice: 'pompeo', points: 1 } },
    },
    { id: newId(), position, command: { ...command, certainty: 'absolutely' } },
  ])
    await expectRefused(learner, await learner.post(body), 400, 'malformed_command');
  expect((await learner.stands()).position).toBe(position);
});

test('another site cannot send anything in a learner’s name', async ({ request }) => {
  const learner = await begin(request);
  const { position, view } = await learner.stands();
  const envelope = { id: newId(), position, command: usualCommand(view) };
  const form = {
    command: newId(),
    position: `${position}`,
    item: 'pompeo-visit',
    kind: 'single',
    choice: 'rubio',
  };
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    const answers = [
      await request.post(`/api${learner.page}/commands`, { data: envelope, headers }),
      await request.post(`${learner.page}?/respond`, { form, headers, maxRedirects: 0 }),
      await request.post(`${QUIZ}?/begin`, {
        form: { form: 'open', command: newId() },
        headers,
        maxRedirects: 0,
      }),
    ];
    for (const answer of answers) {
      expect(answer.status(), JSON.stringify(headers)).toBe(403);
      await expectDiscreet(answer);
    }
  }
  expect((await learner.stands()).position).toBe(position);
});

test('addresses that lead nowhere are a 404 without any inside of the house', async ({ request }) => {
  for (const address of [
    '/courses/nothing',
    '/courses/__proto__/source',
    `${QUIZ}x`,
    '/attempts/..%2f..%2fetc%2fpasswd',
    "/attempts/'%20or%201=1--",
    '/api/content/zz/open',
    `/api/content/${'0'.repeat(64)}/open`,
    '/preview/minsk-washington/reading-the-article',
    '/attempts/%00',
    '/classes/%00/gradebook',
    '/join/ABC%00',
    '/work?page=%00',
    '/api/attempts/a%00/commands',
  ]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(404);
    await expectDiscreet(answer);
  }
  for (const address of [
    '/%E0%A4%A',
    `/courses/minsk-washington/source?p=-1&from=NaN&to=${'9'.repeat(400)}`,
  ]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBeLessThan(500);
    await expectDiscreet(answer);
  }
});

test('a NUL is refused with the name of its field, and the log is as long as before', async ({ request }) => {
  const learner = await begin(request);
  const { position } = await learner.stands();
  const command = { type: 'respond', item: 'pompeo\0visit', response: { kind: 'single', choice: 'rubio' } };
  const told = await expectRefused(
    learner,
    await learner.post({ id: newId(), position, command }),
    400,
    'malformed_command',
  );
  expect(told.refusal?.message).toContain('“command.item”');
  const fields = { command: newId(), position: `${position}`, item: 'pompeo-visit', kind: 'single' };
  const page = await postForm(request, `${learner.page}?/respond`, { ...fields, choice: 'ru\0bio' });
  expect(page.status()).toBe(400);
  expect(await expectDiscreet(page)).toContain('“choice”');
  expect((await postForm(request, '/classes/a%00?/rename', { class_name: '8B' })).status()).toBe(404);
  expect((await learner.stands()).position).toBe(position);
});

test('a form that a page of another address sends is answered with a page that says where to go @nojs', async ({
  page,
  baseURL,
}) => {
  await page.setContent(`<form method="post" action="${baseURL}/sign-in"><button>Send</button></form>`);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'This did not work' })).toBeVisible();
  await expect(page.getByText(`Open ${baseURL} and send it from there.`)).toBeVisible();
  // Its style is let through by the policy it comes with.
  await expect(page.getByRole('main')).toHaveCSS('display', 'grid');
  await page.getByRole('link', { name: 'Back to the course' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});
