// Delivery schedules through the built server's own door: real requests, some cut off, some sent twice, some late.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answered } from '#lib/client/device/sync.ts';
import type { NotSynced, Synced } from '#lib/domain/sync/messages.ts';
import { openSchool, tinyContent, type School } from '../stores/school.ts';
import { startBuilt } from '../faults/built-server.ts';
import type { Door } from './device.ts';
import { runSchedule } from './schedules.ts';

/** A browser's way to the server: the cookie it was given, if it has arrived. */
function browserOf(url: string): Door {
  let cookie: string | null = null;
  return async (message, arrives): Promise<Answered> => {
    const response = await fetch(`${url}/api/sync`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: url,
        ...(cookie === null ? {} : { cookie }),
      },
      body: JSON.stringify(message),
    });
    const body = (await response.json()) as Synced | NotSynced;
    const given = response.headers.get('set-cookie')?.split(';')[0];
    if (given !== undefined && arrives) cookie = given;
    if (response.status === 429 || response.status >= 500) return { kind: 'lost', retryAfter: null };
    return 'refusal' in body ? { kind: 'refused', ...body } : { kind: 'synced', ...body };
  };
}

export interface Delivered {
  readonly faults: readonly string[];
  readonly events: number;
  readonly messages: number;
}

/** So many schedules, each by a browser that nobody knows yet. */
export async function deliver(count: number): Promise<Delivered> {
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-deliver-'));
  const server = await startBuilt({ DATA_DIR: dataDir, CONTENT_DIR: tinyContent });
  let school: School | null = null;
  const all = { faults: [] as string[], events: 0, messages: 0 };
  try {
    school = await openSchool({
      name: 'the server’s own',
      missing: null,
      open: () => Promise.resolve({ settings: { dataDir }, close: () => Promise.resolve() }),
    });
    for (let n = 0; n < count; n++) {
      const door = browserOf(server.url);
      const outcome = await runSchedule(school.services, `delivery ${n}`, { door, owner: null });
      all.faults.push(...outcome.faults);
      all.events += outcome.events;
      all.messages += outcome.messages;
    }
    return all;
  } finally {
    await school?.close();
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
