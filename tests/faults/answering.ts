// Clients who answer without end and remember what was called saved; afterwards the database is asked what it has of it.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Kept, Read } from './kept.ts';

export const ITEMS = ['bridge-lost', 'who-paid', 'years', 'speakers', 'toll', 'offer'];
export const id = (): string => randomBytes(16).toString('base64url');
/** Before a command is sent again. A client of the app waits as long as it is told; a test does not. */
const PAUSE_MS = 20;

export interface Client {
  readonly cookie: string;
  readonly attempt: string;
  /** Commands that were called saved, by id, with the position each took. */
  readonly saved: Map<string, number>;
  /** Commands whose answer was lost or a 503, and that were sent again. */
  sentAgain: number;
  /** Answers of 503. */
  unavailable: number;
}

/** Begins a sealed quiz of the tiny course as a new guest, by the form that a browser would send. */
export async function begin(url: string, origin = url): Promise<Client> {
  const response = await fetch(`${url}/courses/two-towns/reading?/begin`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams({ form: 'sealed', command: id() }),
  });
  const attempt = response.headers.get('location')?.split('/').at(-1);
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 303 || attempt === undefined || cookie === undefined)
    throw new Error(`beginning was answered with ${response.status}: ${await response.text()}`);
  return { cookie, attempt, saved: new Map(), sentAgain: 0, unavailable: 0 };
}

/** What is said of an answer of 503 that does not say when to come again. */
export const withoutRetry = (response: Response): string | null =>
  Number(response.headers.get('retry-after')) > 0 ? null : 'a 503 does not say when to try again';

export interface Answering {
  /** Where the server is now; null while it is known to be gone. */
  readonly server: () => string | null;
  readonly stopped: () => boolean;
  /** Hears of each answer that was called saved. */
  readonly onSaved?: (client: Client) => void;
}

/** One request; null when it was lost on the way. Throws at any answer but 200 and a proper 503. */
async function send(url: string, { attempt, cookie }: Client, body: string): Promise<200 | 503 | null> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}/api/attempts/${attempt}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body,
    });
    text = await response.text();
  } catch {
    return null;
  }
  if (response.status === 200) return 200;
  if (response.status !== 503) throw new Error(`an answer was refused with ${response.status}: ${text}`);
  const fault = withoutRetry(response);
  if (fault !== null) throw new Error(fault);
  return 503;
}

/** Answers without end; a command without an answer, or with a 503, is sent again as it is until it is saved. */
export async function answer(
  client: Client,
  { server, stopped, onSaved = () => {} }: Answering,
): Promise<void> {
  for (let position = 1; !stopped(); position++) {
    const command = { type: 'visit', item: ITEMS[position % ITEMS.length] };
    const envelope = { id: id(), position, command };
    for (let tries = 0; !client.saved.has(envelope.id); tries++) {
      if (stopped()) return;
      const url = server();
      const status = url === null ? null : await send(url, client, JSON.stringify(envelope));
      if (status === 200) {
        client.saved.set(envelope.id, position);
        if (tries > 0) client.sentAgain++;
        onSaved(client);
        continue;
      }
      if (status === 503) client.unavailable++;
      await wait(PAUSE_MS);
    }
  }
}

/** What is wrong with the logs of these clients: all that was called saved is there once, in its place, and little else. */
export async function faultsOf(read: Read, clients: readonly Client[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { attempt, saved } of clients) {
    const { log, state }: Kept = await read(attempt);
    for (const [command, position] of saved) {
      const found = log.filter((event) => event.command === command);
      if (found.length !== 1) faults.push(`a saved answer is there ${found.length} times`);
      else if (found[0]?.seq !== position)
        faults.push(`a saved answer is at ${found[0]?.seq}, not ${position}`);
    }
    if (log.some(({ seq }, i) => seq !== i)) faults.push('a log has a gap');
    if (state !== log.length - 1) faults.push('a kept state is not that of the last event');
    // Beside the beginning and what was saved, at most the one answer that was on its way.
    if (log.length > saved.size + 2)
      faults.push(`a log has ${log.length} events for ${saved.size} saved answers`);
  }
  return faults;
}

export const sum = (clients: readonly Client[], of: (client: Client) => number): number =>
  clients.reduce((total, client) => total + of(client), 0);
