// The door for what devices send, through the built server: a message that is too large is refused whole, with its code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nextBatch } from '#lib/domain/sync/batch.ts';
import type { Held, HeldEvent } from '#lib/domain/sync/held.ts';
import { MOST_BYTES } from '#lib/domain/sync/messages.ts';
import { notBuilt, startBuilt } from '../faults/built-server.ts';
import { tinyContent } from '../stores/school.ts';

const MEGABYTE = 1_000_000;
const missing = notBuilt();
const long = 'ю'.repeat(100_000);

/** What waits of one attempt: 5 MB, as no player of ours would ever write it. */
const waiting = {
  attempt: { id: 'an-attempt-with-5-MB', owner: null, begin: null },
  events: Array.from({ length: 25 }, (_, i) => ({
    attempt: 'an-attempt-with-5-MB',
    position: 1 + i,
    id: `a-command-of-5-MB-${i}`,
    command: { type: 'respond', item: 'a', response: { kind: 'fill', text: long } },
    at: 0,
    unsent: 'an-attempt-with-5-MB',
  })) as unknown as readonly HeldEvent[],
} as unknown as Held;

test('a device never sends more than one event that is larger than a message may be', () => {
  expect(nextBatch(null, [waiting])?.asked.map((events) => events.length)).toEqual([1]);
});

test.skipIf(missing !== null)(
  `5 MB are refused with their code, and the server goes on${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'demarche-door-'));
    const server = await startBuilt({ DATA_DIR: dataDir, CONTENT_DIR: tinyContent });
    const post = async (body: string): Promise<[number, unknown]> => {
      const response = await fetch(`${server.url}/api/sync`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body,
      });
      return [response.status, await response.json()];
    };
    try {
      const events = waiting.events.map(({ id, position, command, at }) => ({ id, position, command, at }));
      const whole = JSON.stringify({ owner: null, attempts: [{ attempt: waiting.attempt.id, events }] });
      expect(Buffer.byteLength(whole)).toBeGreaterThan(5 * MEGABYTE - 1);
      const refused = [413, { owner: null, refusal: { code: 'too_large' } }];
      expect(await post(whole)).toMatchObject(refused);
      expect(await post(`{"owner":null,"attempts":[]${' '.repeat(MOST_BYTES)}}`)).toMatchObject(refused);
      expect(await post('{"owner":null,"attempts":[]}')).toMatchObject([200, { attempts: [] }]);
    } finally {
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  60_000,
);
