// A forgotten password where e-mail is sent: a server of its own, and a mail server of ours on this machine that keeps what it gets.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { newEmail, postFormTo, signUpAt } from './people.ts';

test.skip(({ isMobile }) => isMobile === true, 'the words are the same');

interface Sink {
  readonly port: number;
  /** The letter that comes next, as it is sent. */
  readonly next: () => Promise<string>;
  /** All that came. */
  readonly letters: readonly string[];
  readonly close: () => void;
}

/** Speaks as much SMTP (RFC 5321) as a letter needs. */
function answer(socket: Socket, keep: (letter: string) => void): void {
  let text = '';
  let inData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const heard = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'DATA') {
      inData = true;
      say('354 go on');
    } else say(verb === 'QUIT' ? '221 bye' : '250 ok');
  };
  say('220 sink');
  socket.on('data', (chunk) => {
    text += chunk.toString();
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = text.indexOf(end);
      if (at < 0) return;
      const part = text.slice(0, at);
      text = text.slice(at + end.length);
      if (!inData) heard(part);
      else {
        inData = false;
        keep(part);
        say('250 kept');
      }
    }
  });
  socket.on('error', () => socket.destroy());
}

async function startSink(): Promise<Sink> {
  const letters: string[] = [];
  const waiting: ((letter: string) => void)[] = [];
  const server = createServer((socket) =>
    answer(socket, (letter) => {
      letters.push(letter);
      waiting.shift()?.(letter);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    letters,
    close: () => void server.close(),
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

let sink: Sink;
let server: BuiltServer;
let origin: string;
let data: string;

test.beforeAll(async () => {
  sink = await startSink();
  data = mkdtempSync(join(tmpdir(), 'demarche-mail-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const smtp = `smtp://127.0.0.1:${sink.port}/?from=demarche@school.example`;
  server = await startBuilt({ DATA_DIR: data, PORT: `${port}`, ORIGIN: origin, SMTP_URL: smtp });
});
test.afterAll(async () => {
  await server.kill();
  sink.close();
  rmSync(data, { recursive: true, force: true });
});

test('a letter with a link comes to the address of an account, and opens a page for a new password', async ({
  page,
}) => {
  const email = await signUpAt(origin);
  const letter = sink.next();
  await page.goto(`${origin}/forgot-password`);
  await page.getByLabel('E-mail').fill(email.toUpperCase());
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('If this address has an account')).toBeVisible();
  const text = (await letter).replaceAll('=\r\n', '');
  expect(text).toMatch(/^From: demarche@school\.example\r$/m);
  expect(text.toLowerCase()).toContain(`to: ${email}`);
  expect(text).not.toMatch(/https?:\/\/(?!127\.0\.0\.1)/);
  const [, link = ''] = /^(http:\S+\/reset-password\/[\w-]+)/m.exec(text) ?? [];
  expect(link.startsWith(`${origin}/`)).toBe(true);
  await page.goto(link);
  await page.getByLabel('New password').fill('three other words');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('three other words');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('link', { name: 'Ms Sadouskaya' })).toBeVisible();
});

test('an address without an account gets the same answer and no letter; a fourth letter must wait', async () => {
  const email = await signUpAt(origin);
  const ask = async (address: string): Promise<string> => {
    const { status, headers } = await postFormTo(origin, '/forgot-password', { email: address });
    return `${status} ${headers.get('location')} ${headers.get('retry-after') === null}`;
  };
  const ghost = newEmail();
  const [toGhost, letter] = [await ask(ghost), sink.next()];
  expect(await ask(email)).toBe(toGhost);
  expect(toGhost).toBe('303 /forgot-password?sent true');
  expect((await letter).toLowerCase()).toContain(`to: ${email}`);
  for (const address of [email, ghost]) {
    const rest = [await ask(address), await ask(address), await ask(address)];
    expect(rest.at(-1), 'the same for both').toBe('429 null false');
  }
  expect(sink.letters.filter((one) => one.toLowerCase().includes(ghost))).toEqual([]);
});

test('a host that the request makes up does not come into the link', async () => {
  const email = await signUpAt(origin);
  const letter = sink.next();
  await postFormTo(origin, '/forgot-password', { email }, { 'x-forwarded-host': 'elsewhere.example' });
  expect(await letter).not.toContain('elsewhere.example');
});

test('a mail server without an address for the links is refused at the start', async () => {
  const env = { DATA_DIR: data, SMTP_URL: `smtp://127.0.0.1:${sink.port}` };
  await expect(startBuilt(env)).rejects.toThrow(/SMTP_URL needs ORIGIN/);
  await expect(startBuilt({ ...env, SMTP_URL: 'mail.example', ORIGIN: origin })).rejects.toThrow(
    /SMTP_URL is not the address of a mail server/,
  );
});
