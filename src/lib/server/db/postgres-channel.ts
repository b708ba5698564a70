// The channel on PostgreSQL: one connection of this process alone, which listens and notifies, and comes back when it breaks.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Channel, Listener } from './channel.ts';
import { APPLICATION } from './postgres.ts';

const NAME = 'demarche';
/** PostgreSQL takes less than 8,000 bytes in one notification. */
const LARGEST = 7_900;
/** Words that may wait for one on its way: far more than a second brings. */
const MOST_WAITING = 10_000;
const BEAT_MS = 20_000;
const PATIENCE_MS = 10_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

const EMPTY = '[]'.length;
/** The words of one notification, taken from the front of those that wait. One that is too long alone is dropped. */
function nextOf(waiting: string[], room: number): string[] {
  const words: string[] = [];
  for (let left = room - EMPTY; waiting[0] !== undefined; waiting.shift()) {
    const bytes = Buffer.byteLength(waiting[0]) + 1;
    if (bytes > room - EMPTY) continue;
    if (bytes > left) break;
    left -= bytes;
    words.push(waiting[0]);
  }
  return words;
}

/** `onLost` hears of each break. Nothing is opened before somebody listens. */
export function postgresChannel(url: string, onLost: (error: Error) => void): Channel {
  const self = randomBytes(9).toString('base64url');
  let listener: Listener | null = null;
  let client: pg.Client | null = null;
  let waiting: string[] = [];
  let sending = false;
  let closed = false;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let beating: NodeJS.Timeout | undefined;

  function hear(payload: string): void {
    const space = payload.indexOf(' ');
    const from = payload.slice(0, space);
    if (from === self) return;
    try {
      for (const word of JSON.parse(payload.slice(space + 1)) as unknown[]) listener?.hear(word, from);
    } catch (error) {
      onLost(error as Error);
    }
  }

  /** Gives a connection up, once: whatever it still says is not heard. */
  function drop(which: pg.Client, error: Error): void {
    which.removeAllListeners();
    which.on('error', () => {});
    void which.end().catch(() => {});
    if (client === which) client = null;
    clearInterval(beating);
    waiting = [];
    if (closed) return;
    onLost(error);
    again = setTimeout(() => void open(), Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++));
    again.unref();
  }

  async function open(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: APPLICATION,
      connectionTimeoutMillis: 5000,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    });
    let broken: Error | null = null;
    next.on('error', (error) => (client === next ? drop(next, error) : (broken = error)));
    next.on('end', () => client === next && drop(next, new Error('the listening connection ended')));
    next.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${NAME}`);
      if (broken !== null) throw broken as Error;
    } catch (error) {
      drop(next, error as Error);
      return;
    }
    if (closed) {
      await next.end().catch(() => {});
      return;
    }
    client = next;
    failures = 0;
    beating = setInterval(() => void beat(next), BEAT_MS);
    beating.unref();
    listener?.opened();
  }

  /** A connection can be dead without a word; one that does not answer is given up. */
  async function beat(which: pg.Client): Promise<void> {
    try {
      await which.query('select 1');
      listener?.beat();
    } catch (error) {
      if (client === which) drop(which, error as Error);
    }
  }

  /** One notification after the other; what is said meanwhile shares the next. */
  async function flush(): Promise<void> {
    sending = true;
    while (client !== null && waiting.length > 0) {
      const which = client;
      const words = nextOf(waiting, LARGEST - self.length - 1);
      try {
        await which.query('select pg_notify($1, $2)', [NAME, `${self} [${words.join(',')}]`]);
      } catch (error) {
        if (client === which) drop(which, error as Error);
      }
    }
    sending = false;
  }

  return {
    self,
    send(word) {
      if (client === null || waiting.length >= MOST_WAITING) return;
      waiting.push(JSON.stringify(word));
      if (!sending) void flush();
    },
    listen(given) {
      listener = given;
      void open();
    },
    async close() {
      closed = true;
      clearTimeout(again);
      clearInterval(beating);
      const last = client;
      client = null;
      waiting = [];
      await last?.end().catch(() => {});
    },
  };
}
