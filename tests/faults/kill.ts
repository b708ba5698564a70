// Kills the built server at random moments while clients answer: what was acknowledged must be there, exactly once.
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startBuilt, root, type BuiltServer } from './built-server.ts';

export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Commands whose answer was lost in a kill and that were sent again. */
  readonly sentAgain: number;
  /** What was found wrong, one line each. */
  readonly faults: readonly string[];
}

const CLIENTS = 12;
const ITEMS = ['bridge-lost', 'who-paid', 'years', 'speakers', 'toll', 'offer'];
const id = (): string => randomBytes(16).toString('base64url');

interface Client {
  readonly cookie: string;
  readonly attempt: string;
  /** Commands that were called saved, by id, with the position each took. */
  readonly saved: Map<string, number>;
  sentAgain: number;
}

/** Begins a sealed quiz as a new guest, by the form that a browser would send. */
async function begin(url: string): Promise<Client> {
  const response = await fetch(`${url}/courses/two-towns/reading?/begin`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams({ form: 'sealed', command: id() }),
  });
  const attempt = response.headers.get('location')?.split('/').at(-1);
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 303 || attempt === undefined || cookie === undefined)
    throw new Error(`beginning was answered with ${response.status}: ${await response.text()}`);
  return { cookie, attempt, saved: new Map(), sentAgain: 0 };
}

/** Answers without end; a command without an answer is sent again, with the same id, until it has one. */
async function answer(client: Client, server: () => string | null, stopped: () => boolean): Promise<void> {
  for (let position = 1; !stopped();) {
    const envelope = { id: id(), position, command: { type: 'visit', item: ITEMS[position % ITEMS.length] } };
    for (let tries = 0; !client.saved.has(envelope.id); tries++) {
      if (stopped()) return;
      const url = server();
      const response =
        url === null
          ? null
          : await fetch(`${url}/api/attempts/${client.attempt}/commands`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', cookie: client.cookie },
              body: JSON.stringify(envelope),
            }).then(
              async (sent) => ({ status: sent.status, text: await sent.text() }),
              () => null,
            );
      if (response === null) {
        await wait(20);
        continue;
      }
      if (response.status !== 200)
        throw new Error(`an answer was refused with ${response.status}: ${response.text}`);
      client.saved.set(envelope.id, position);
      if (tries > 0) client.sentAgain++;
    }
    position++;
  }
}

/** Looks into the file itself, past all of the app's code. */
function faultsIn(file: string, clients: readonly Client[]): string[] {
  const db = new Database(file);
  try {
    const faults: string[] = [];
    const sound = db.pragma('integrity_check', { simple: true });
    if (sound !== 'ok') faults.push(`integrity_check says ${String(sound)}`);
    const events = db.prepare('select seq, command from attempt_event where attempt = ? order by seq');
    const state = db.prepare('select seq from attempt_state where attempt = ?').pluck();
    for (const { attempt, saved } of clients) {
      const log = events.all(attempt) as { seq: number; command: string }[];
      for (const [command, position] of saved) {
        const found = log.filter((event) => event.command === command);
        if (found.length !== 1) faults.push(`a saved answer is there ${found.length} times`);
        else if (found[0]?.seq !== position)
          faults.push(`a saved answer is at ${found[0]?.seq}, not ${position}`);
      }
      if (log.some(({ seq }, i) => seq !== i)) faults.push('a log has a gap');
      if (state.get(attempt) !== log.length - 1) faults.push('a kept state is not that of the last event');
      // Beside the beginning and what was saved, at most the one answer that was on its way.
      if (log.length > saved.size + 2)
        faults.push(`a log has ${log.length} events for ${saved.size} saved answers`);
    }
    return faults;
  } finally {
    db.close();
  }
}

/** `life` is the longest time in ms for which a server lives under load before it is killed. */
export async function killTest({
  kills,
  life = 700,
}: {
  readonly kills: number;
  readonly life?: number;
}): Promise<KillOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-kill-'));
  const env = { DATA_DIR: dataDir, CONTENT_DIR: join(root, 'tests/fixtures/content-tiny') };
  let server: BuiltServer | null = await startBuilt(env);
  let address: string | null = server.url;
  let over = false;
  const faults: string[] = [];
  const clients: Client[] = [];
  try {
    for (let i = 0; i < CLIENTS; i++) clients.push(await begin(server.url));
    const answering = clients.map((client) =>
      answer(
        client,
        () => address,
        () => over,
      ).catch((error: unknown) => {
        faults.push(String(error));
        over = true;
      }),
    );
    for (let kill = 0; kill < kills && !over; kill++) {
      await wait(50 + Math.random() * life);
      await server.kill();
      address = null;
      faults.push(...faultsIn(join(dataDir, 'demarche.sqlite'), clients));
      server = await startBuilt(env);
      address = server.url;
    }
    // The last server answers whatever was still waiting.
    await wait(500);
    over = true;
    await Promise.all(answering);
    await server.kill();
    server = null;
    faults.push(...faultsIn(join(dataDir, 'demarche.sqlite'), clients));
  } finally {
    over = true;
    await server?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const sum = (of: (client: Client) => number): number =>
    clients.reduce((total, client) => total + of(client), 0);
  return {
    kills,
    acknowledged: sum(({ saved }) => saved.size),
    sentAgain: sum((client) => client.sentAgain),
    faults,
  };
}
