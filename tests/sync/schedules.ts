// Delivery schedules in one process: messages duplicated, delayed, reordered, dropped and cut; the end must be the same.
import { createHash } from 'node:crypto';
import { replay } from '#lib/domain/attempt/replay.ts';
import { score } from '#lib/domain/attempt/score.ts';
import { canonicalJson as canonical } from '#lib/domain/content/canonical.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { newId, type Services } from '#lib/server/services.ts';
import * as attempts from '#lib/server/stores/attempts.ts';
import type { School } from '../stores/school.ts';
import { badNetwork, beginOn, doorOf, idsOf, Window, type Door } from './device.ts';

export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

export interface Outcome {
  readonly faults: readonly string[];
  readonly events: number;
  readonly messages: number;
}

const NOON = Date.UTC(2026, 0, 15, 12);
/** Tries after which a schedule counts as one that never ends. */
const MOST_TRIES = 400;

/** What the server holds of an attempt: its log, the hash of its state, its score. */
export async function heldThere({ db }: Services, attempt: AttemptId) {
  const log = await attempts.log(db, attempt);
  const stored = await attempts.find(db, attempt);
  const row = await db
    .selectFrom('attempt_score')
    .selectAll()
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return { log, state: stored?.kept?.state ?? null, seq: stored?.kept?.seq ?? null, score: row ?? null };
}

/** Runs the schedule of a seed: a whole attempt, begun and answered on a device, through a bad network. */
export async function runSchedule(
  services: Services,
  name: string,
  { door, owner }: { readonly door: Door; readonly owner: string | null },
): Promise<Outcome> {
  const chance = seeded(name);
  const course = [...services.library.courses.values()][0]!;
  const playables = [...course.activities.keys()].flatMap((id) => {
    const version = services.library.current(course.id, id)!;
    return version.activity.kind === 'quiz' && version.activity.draw !== undefined ? [] : [version];
  });
  const version = playables[Math.floor(chance() * playables.length)]!;
  const artefact = version.dealt('').playable('open') as OpenActivity;
  const ids = idsOf(newId());
  const { store, attempt, seed } = await beginOn(artefact, version.hash, owner, ids);
  let messages = 0;
  const network = badNetwork((message, arrives) => {
    messages++;
    return door(message, arrives);
  }, chance);
  const window = new Window(store, attempt, artefact, seed, { post: network.post, chance, newId: ids });
  await window.look();

  // Answers and sending take turns by chance; in the end all is sent.
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const most = 1 + Math.floor(chance() * 6);
    let tapped = false;
    for (let n = 0; n < most; n++) tapped = (await window.tap()) || tapped;
    if (chance() < 0.7 || !tapped) await window.outbox.flush();
    if (!tapped && (await store.unsent()) === 0) break;
  }
  await network.settle();

  // In order, without any network: what it must come to.
  const faults: string[] = [];
  const { log, state, seq, score: stored } = await heldThere(services, attempt);
  const inOrder = replay(
    artefact,
    log.map(({ event }) => event),
  );
  const held = await store.held(attempt);
  const there = log.slice(1).map(({ command }) => command);
  if ((await store.unsent()) > 0) faults.push('something still waits on the device');
  if ((await store.aside()).length > 0)
    faults.push(`an answer was set aside: ${JSON.stringify(await store.aside())}`);
  if (JSON.stringify(there) !== JSON.stringify(window.kept))
    faults.push('the log is not what was answered, in order');
  if (!inOrder.ok || !inOrder.value.done) faults.push('the log does not come to an end');
  if (seq !== log.length - 1) faults.push('the kept state is not that of the last event');
  if (inOrder.ok) {
    if (hashOf(state) !== hashOf(inOrder.value)) faults.push('the state is not that of the answers in order');
    if (hashOf(window.shown.state) !== hashOf(state)) faults.push('device and server do not agree');
    const { points, max } = score(artefact, 'open', inOrder.value);
    if (stored === null ? version.activity.kind === 'quiz' && version.activity.pretest !== true : false)
      faults.push('there is no score');
    if (stored !== null && (stored.points_e6 !== Math.round(points * 1e6) || stored.max !== max))
      faults.push('the score is not that of the answers in order');
  }
  if (held?.attempt.begin != null) faults.push('the device does not know that the attempt has begun');
  return { faults: faults.map((fault) => `${name}: ${fault}`), events: there.length, messages };
}

/** Several at once, as several people would be: they share commits, and nothing else. */
const AT_ONCE = 8;

/** Runs so many schedules, each for a guest of its own, by the seeds `schedule 0` and on. */
export async function runSchedules(
  { services, guest }: Pick<School, 'services' | 'guest'>,
  count: number,
  tell: (done: number) => void = () => {},
): Promise<{ readonly faults: readonly string[]; readonly events: number; readonly messages: number }> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      const person = await guest();
      // Every other device has never heard who it is.
      const owner = n % 2 === 0 ? null : services.sessions.ownerOf(person);
      outcomes.push(
        await runSchedule(services, `schedule ${n}`, { door: doorOf(services, person, NOON), owner }),
      );
      tell(outcomes.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    faults: outcomes.flatMap(({ faults }) => faults),
    events: sum(({ events }) => events),
    messages: sum(({ messages }) => messages),
  };
}
