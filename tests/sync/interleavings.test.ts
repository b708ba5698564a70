// Two windows on one device, and two devices of one person, taking turns by chance: nobody overwrites anybody silently.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { newId } from '#lib/server/services.ts';
import { openSchool, NOON, type School } from '../stores/school.ts';
import { sqlite } from '../stores/databases.ts';
import { beginOn, doorOf, idsOf, openOn, Window, type Chance } from './device.ts';
import { hashOf, heldThere } from './schedules.ts';

const RUNS = 200;

let school: School;
beforeAll(async () => {
  school = await openSchool(sqlite);
});
afterAll(() => school.close());

/** An attempt of a new guest on a new device, and how its answers travel: now and then nothing gets through. */
async function setUp(chance: Chance) {
  const { services } = school;
  const person: PersonId = await school.guest();
  const version = services.library.current(
    school.course.id,
    chance() < 0.5 ? school.quiz.id : school.track.id,
  )!;
  const artefact = version.dealt('').playable('open') as OpenActivity;
  const ids = idsOf(newId());
  const begun = await beginOn(artefact, version.hash, services.sessions.ownerOf(person), ids);
  const door = doorOf(services, person, NOON);
  let cut = false;
  const post: typeof door = async (message) =>
    cut || chance() < 0.2 ? { kind: 'lost', retryAfter: null } : door(message);
  return {
    ...begun,
    person,
    artefact,
    parts: { post, chance, newId: ids },
    network: (works: boolean) => {
      cut = !works;
    },
  };
}

const flushed = async (window: Window): Promise<void> => {
  for (let n = 0; n < 40 && (await window.store.unsent()) > 0; n++) await window.outbox.flush();
};

test(`two windows of one device, ${RUNS} times: one of them takes each step, and the other sees it`, async () => {
  let beaten = 0;
  for (let n = 0; n < RUNS; n++) {
    const chance = seeded(`two windows ${n}`);
    const { store, attempt, artefact, seed, parts, network } = await setUp(chance);
    const windows = [0, 1].map(() => new Window(store, attempt, artefact, seed, parts));
    for (const window of windows) await window.look();
    for (let turn = 0; turn < 30; turn++) {
      const window = windows[chance() < 0.5 ? 0 : 1]!;
      network(chance() < 0.8);
      await window.tap();
      if (chance() < 0.3) await window.outbox.flush();
    }
    network(true);
    for (const window of windows) {
      await flushed(window);
      await window.look();
    }
    const [one, two] = windows as [Window, Window];
    const { log, state } = await heldThere(school.services, attempt);
    const there = log.slice(1).map(({ command }) => command);
    // Every step that was said to be kept is in the log once, and nothing else is.
    expect([...there].sort()).toEqual([...one.kept, ...two.kept].sort());
    expect(await store.aside()).toEqual([]);
    expect(hashOf(one.shown.state)).toBe(hashOf(state));
    expect(hashOf(two.shown.state)).toBe(hashOf(state));
    beaten += one.beaten + two.beaten;
  }
  // They did get into each other's way.
  expect(beaten).toBeGreaterThan(RUNS);
}, 300_000);

/** How a device hears of what the other has done: by opening the attempt from the server, or by asking in the background. */
const WAYS = {
  'by opening it': async (device: Window, person: PersonId): Promise<void> => {
    await openOn(school.services, person, device.attempt, NOON, device.store);
  },
  'by asking': async (device: Window): Promise<void> => {
    while ((await device.outbox.catchUp(device.attempt)) === 'lost');
  },
};

test.each(Object.entries(WAYS))(
  `two devices of one person, ${RUNS} times: what the loser answered is kept aside, and it hears of the winner %s`,
  async (way, hear) => {
    const asks = way === 'by asking';
    let lost = 0;
    let moved = 0;
    for (let n = 0; n < RUNS; n++) {
      const chance = seeded(`two devices ${n}`);
      const { store, attempt, artefact, seed, parts, person, network } = await setUp(chance);
      const first = new Window(store, attempt, artefact, seed, parts);
      await first.look();
      await first.tap();
      await flushed(first);
      const second = new Window(
        await openOn(school.services, person, attempt, NOON),
        attempt,
        artefact,
        seed,
        parts,
      );
      const devices = [first, second];
      for (const device of devices) await device.look();
      for (let turn = 0; turn < 24; turn++) {
        const device = devices[chance() < 0.5 ? 0 : 1]!;
        network(chance() < 0.7);
        // Nothing waits, and the other has been quicker.
        if (asks && chance() < 0.3 && (await device.outbox.catchUp(attempt)) === 'ahead') {
          moved++;
          await device.look();
        }
        await device.tap();
        if (chance() < 0.3) {
          await device.outbox.flush();
          await device.look();
        }
      }
      network(true);
      for (const device of [first, second, first, second]) {
        await flushed(device);
        await hear(device, person);
        await device.look();
      }
      const { log, state } = await heldThere(school.services, attempt);
      const there = new Set(log.map(({ command }) => command));
      for (const device of devices) {
        const aside = new Set((await device.store.aside()).map(({ id }) => id));
        // Every answer is in the log or kept aside: never both, never neither.
        expect(device.kept.filter((id) => there.has(id) === aside.has(id))).toEqual([]);
        expect(await device.store.unsent()).toBe(0);
        expect(hashOf(device.shown.state)).toBe(hashOf(state));
        lost += aside.size;
      }
      expect(log.length - 1).toBe(devices.flatMap(({ kept }) => kept).filter((id) => there.has(id)).length);
    }
    expect(lost).toBeGreaterThan(RUNS);
    expect(moved > 0).toBe(asks);
  },
  300_000,
);
