// Sends forged bodies through every door of the built server, between honest answers, and replays all that it kept.
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { Course } from '#lib/domain/content/compiled.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { loadCourses } from '#lib/server/content/load.ts';
import { connect } from '#lib/server/db/connect.ts';
import { createLibrary } from '#lib/server/library.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';
import { startBuilt, type BuiltServer } from '../faults/built-server.ts';
import { usualCommand } from '../school/usual.ts';
import { tinyContent } from '../stores/school.ts';
import { browserOf, type Answer, type Browser } from './browser.ts';
import { bodies, type Forged, type Known } from './forged.ts';

export interface ForgeryOutcome {
  readonly bodies: number;
  /** Forged bodies that were taken, because nothing was wrong with them. */
  readonly taken: number;
  /** Attempts with a score at the end. */
  readonly scored: number;
  readonly faults: readonly string[];
}

/** Bodies from one person; then somebody else goes on, so that nobody is told to slow down. */
const OF_ONE = 200;
const PLAYS = [
  ['reading', 'open'],
  ['reading', 'sealed'],
  ['birch', 'open'],
  ['birch', 'sealed'],
] as const;

const newId = (): string => crypto.randomUUID();

/** Names of everything in the tiny course, and content hashes that the server knows or not. */
function knownOf(course: Course, attempts: readonly string[], hashes: readonly string[]): Known {
  const text = JSON.stringify([...course.activities.values()]);
  const ids = [...new Set([...text.matchAll(/"id":"([a-z0-9-]+)"/g)].map(([, id]) => id ?? ''))];
  return { items: ids, options: ids, scenes: ids, attempts, hashes: [...hashes, '0'.repeat(64)] };
}

class Forger {
  readonly attempts: string[] = [];
  readonly browser: Browser;
  owner: string | null = null;
  /** Where the attempt that is played stands. */
  position = 1;
  view: AttemptView | null = null;
  #begun = 0;

  constructor(server: BuiltServer) {
    this.browser = browserOf(server);
  }

  get attempt(): string {
    return this.attempts.at(-1) ?? '';
  }

  async begin(): Promise<void> {
    const [activity, form] = PLAYS[this.#begun++ % PLAYS.length] ?? PLAYS[0];
    const { location } = await this.browser.post(`/courses/two-towns/${activity}?/begin`, {
      form,
      command: newId(),
    });
    this.attempts.push(location.split('/').at(-1) ?? '');
    await this.look();
  }

  /** Where it stands, from the refusal of a command that comes far too late. */
  async look(): Promise<Answer> {
    return this.command({ id: newId(), position: 99_999, command: { type: 'hand_in' } });
  }

  async command(body: unknown): Promise<Answer> {
    const answer = await this.browser.json(`/api/attempts/${this.attempt}/commands`, body);
    const now = JSON.parse(answer.text) as { position?: number; view?: AttemptView | null };
    this.position = now.position ?? this.position;
    this.view = now.view ?? this.view;
    return answer;
  }

  async honest(): Promise<void> {
    if (this.view === null || this.view.phase === 'done') return this.begin();
    await this.command({ id: newId(), position: this.position, command: usualCommand(this.view) });
  }

  /** Puts the position where the generator has left a step. */
  #placed(body: object): object {
    if (typeof body !== 'object' || body === null) return body;
    const { step, ...rest } = body as { step?: number };
    return step === undefined ? rest : { ...rest, position: this.position + step };
  }

  async send(forged: Forged): Promise<Answer> {
    switch (forged.door) {
      case 'command':
        return this.command(this.#placed(forged.body));
      case 'raw':
        return this.browser.send(
          `/api/${forged.body.length % 2 === 0 ? 'sync' : `attempts/${this.attempt}/commands`}`,
          {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: forged.body,
          },
        );
      case 'form': {
        const { command, ...rest } = this.#placed(forged.body) as { command?: object };
        const { type, response, ...more } = (command ?? {}) as Record<string, unknown>;
        const fields = Object.entries({ ...more, ...(response ?? {}), ...rest, command: newId() });
        const form = Object.fromEntries(
          fields.map(([name, value]) => [name, String(JSON.stringify(value) ?? '').replaceAll('"', '')]),
        );
        const action = typeof type === 'string' ? type : 'respond';
        return this.browser.post(`/attempts/${this.attempt}?/${encodeURIComponent(action)}`, form);
      }
      case 'sync': {
        const attempts = forged.body.map((sent) => {
          const { events, ...rest } = sent as { events?: unknown };
          const placed = Array.isArray(events)
            ? events.map((event: object, n) => ({ ...this.#placed(event), at: 1_700_000_000_000 + n }))
            : events;
          return { ...rest, ...(placed === undefined ? {} : { events: placed }) };
        });
        return this.browser.json('/api/sync', { owner: this.owner, attempts });
      }
    }
  }
}

const NEVER = /^(score|points|right|verdict|judgement|done|person|constructor|__proto__|xstate.*)$/;
const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        ...(Array.isArray(value) ? [] : [key]),
        ...keysIn(inner),
      ])
    : [];

/** What is wrong with what the server has kept: seen past its own code, and by replaying every log. */
async function faultsIn(dataDir: string): Promise<{ scored: number; faults: string[] }> {
  const connection = await connect({ dataDir });
  try {
    const { db } = connection;
    const faults: string[] = [];
    const { changed } = await rebuildScores(connection, createLibrary(loadCourses(tinyContent)));
    if (changed > 0) faults.push(`${changed} scores are not what replay gives`);
    const events = await db.selectFrom('attempt_event').selectAll().execute();
    for (const { type, json } of events)
      for (const key of [type, ...keysIn(JSON.parse(json))])
        if (NEVER.test(key)) faults.push(`a log holds what nobody may say: ${json}`);
    const scores = await db.selectFrom('attempt_score').selectAll().execute();
    for (const { points_e6, max } of scores)
      if (!(points_e6 >= 0 && points_e6 <= max * 1e6)) faults.push(`${points_e6} millionths out of ${max}`);
    return { scored: scores.length, faults };
  } finally {
    await connection.close();
  }
}

export async function forge(count: number, seed = 1): Promise<ForgeryOutcome> {
  const [course] = loadCourses(tinyContent);
  if (course === undefined) throw new Error('no course');
  const dataDir = mkdtempSync(join(tmpdir(), 'demarche-forgery-'));
  const server = await startBuilt({ DATA_DIR: dataDir, CONTENT_DIR: tinyContent });
  const faults: string[] = [];
  const chance = seeded(`forgery ${seed}`);
  let taken = 0;
  try {
    const catalogue = (await browserOf(server).get('/api/content')).text;
    const hashes = [...catalogue.matchAll(/"hash":"([0-9a-f]{64})"/g)].map(([, hash]) => hash ?? '');
    let foreign = 'x'.repeat(24);
    for (let done = 0; done < count; done += OF_ONE) {
      const forger = new Forger(server);
      for (const _ of PLAYS) await forger.begin();
      const sync = await forger.browser.json('/api/sync', { owner: null, attempts: [] });
      forger.owner = (JSON.parse(sync.text) as { owner: string | null }).owner;
      const known = knownOf(course, [...forger.attempts, foreign], hashes);
      const generated = fc.sample(bodies(known), {
        numRuns: Math.min(OF_ONE, count - done),
        seed: seed + done,
      });
      for (const forged of generated) {
        if (chance() < 0.4) await forger.honest();
        const answer = await forger.send(forged);
        const said = `${forged.door} ${JSON.stringify(forged.body).slice(0, 400)}`;
        if (answer.status >= 500) faults.push(`${answer.status} to ${said}`);
        if (answer.status === 429) faults.push(`told to wait after ${said}`);
        if (answer.status < 400) taken++;
      }
      foreign = forger.attempt;
    }
    await server.kill();
    const kept = await faultsIn(dataDir);
    return { bodies: count, taken, scored: kept.scored, faults: [...faults, ...kept.faults] };
  } finally {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
