// An attempt that is opened from the device: what another device has done meanwhile is learnt by asking, and nothing is lost.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replay } from '#lib/domain/attempt/replay.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { nextPosition, unsentOf, type Held } from '#lib/domain/sync/held.ts';
import type { Sync } from '#lib/domain/sync/messages.ts';
import { newId } from '#lib/server/services.ts';
import { deletePersonIn } from '#lib/server/tasks/delete-person.ts';
import { openSchool, NOON, type School } from '../stores/school.ts';
import { sqlite } from '../stores/databases.ts';
import { beginOn, doorOf, idsOf, openOn, Window } from './device.ts';
import { hashOf, heldThere } from './schedules.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool(sqlite);
});
afterAll(() => school.close());

describe('an attempt that the device and the server both have', () => {
  let person: PersonId;
  let artefact: OpenActivity;
  /** Two devices of one person, which stand at the same step; the network of the first can be looked into. */
  let phone: Window;
  let laptop: Window;
  let asked: Sync[];
  let door: ReturnType<typeof doorOf>;

  beforeEach(async () => {
    const { services } = school;
    person = await school.guest();
    const version = services.library.current(school.course.id, school.quiz.id)!;
    artefact = version.dealt('').playable('open') as OpenActivity;
    const newIds = idsOf(newId());
    const owner = services.sessions.ownerOf(person);
    const { store, attempt, seed } = await beginOn(artefact, version.hash, owner, newIds);
    const chance = seeded('catching up');
    asked = [];
    door = doorOf(services, person, NOON);
    const post: typeof door = (message) => {
      asked.push(message);
      return door(message);
    };
    phone = new Window(store, attempt, artefact, seed, { post, chance, newId: newIds });
    await phone.look();
    await answer(phone, 2);
    await phone.outbox.flush();
    const other = await openOn(services, person, attempt, NOON);
    laptop = new Window(other, attempt, artefact, seed, { post: door, chance, newId: newIds });
    await laptop.look();
    asked.length = 0;
  });

  const answer = async (device: Window, steps: number): Promise<void> => {
    for (let n = 0; n < steps; n++) expect(await device.tap()).toBe(true);
  };
  const held = async (device: Window): Promise<Held> => (await device.store.held(device.attempt))!;
  const same = async (device: Window): Promise<void> => {
    await device.look();
    const { log, state } = await heldThere(school.services, device.attempt);
    const judged = replay(
      artefact,
      log.map(({ event }) => event),
    );
    expect(hashOf(device.shown.state)).toBe(hashOf(state));
    // The same code judges the whole log anew, and comes to the same.
    expect(hashOf(judged.ok && judged.value)).toBe(hashOf(state));
    expect(device.shown.position).toBe(log.length);
  };

  test('where nothing has happened, one small question is asked and nothing changes', async () => {
    const before = await held(phone);
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('same');
    expect(asked.map(({ attempts }) => attempts)).toEqual([[{ attempt: phone.attempt, events: [] }]]);
    expect(await held(phone)).toEqual(before);
  });

  test('the server is ahead: the device takes that over, and goes on from there', async () => {
    await answer(laptop, 3);
    await laptop.outbox.flush();
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('ahead');
    await same(phone);
    await answer(phone, 1);
    await phone.outbox.flush();
    expect(await phone.store.aside()).toEqual([]);
    await same(phone);
  });

  test('the device is ahead: what waits is sent, and nothing is asked for', async () => {
    await answer(phone, 3);
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('same');
    expect(asked).toEqual([]);
    await phone.outbox.flush();
    expect(await phone.store.aside()).toEqual([]);
    await same(phone);
  });

  test('both have gone on: the receipt of what waits here decides, and it is kept aside', async () => {
    await answer(laptop, 3);
    await laptop.outbox.flush();
    await answer(phone, 1);
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('same');
    expect(unsentOf(await held(phone))).toHaveLength(1);
    await phone.outbox.flush();
    expect((await phone.store.aside()).map(({ refusal }) => refusal.code)).toEqual(['stale_position']);
    await same(phone);
  });

  test('an answer given while the question is on its way is not overwritten by it', async () => {
    await answer(laptop, 1);
    await laptop.outbox.flush();
    const plain = door;
    door = async (message) => {
      const told = await plain(message);
      door = plain;
      await answer(phone, 1);
      return told;
    };
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('same');
    expect(unsentOf(await held(phone))).toHaveLength(1);
    await phone.outbox.flush();
    expect(await phone.store.aside()).toHaveLength(1);
    await same(phone);
  });

  test('a server that was set back to an older copy is sent what it has lost', async () => {
    const { db } = school.services;
    await answer(phone, 2);
    await phone.outbox.flush();
    const whole = await heldThere(school.services, phone.attempt);
    await db.deleteFrom('attempt_event').where('attempt', '=', phone.attempt).where('seq', '>=', 3).execute();
    school.services.live.delete(phone.attempt);
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('behind');
    expect(nextPosition(await held(phone))).toBe(5);
    await phone.outbox.flush();
    await same(phone);
    expect((await heldThere(school.services, phone.attempt)).state).toEqual(whole.state);
  });

  test('deleted on the server: the device is told, keeps what it has, and asks the server first from then on', async () => {
    await school.services.commit((trx) => deletePersonIn(trx, person));
    const { events } = await held(phone);
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('gone');
    const now = await held(phone);
    expect(now.events).toEqual(events);
    expect(now.attempt.refused?.code).toBe('unknown_attempt');
  });

  test('who has signed out is told nothing of it, and the device shows it to nobody else', async () => {
    await answer(laptop, 3);
    await laptop.outbox.flush();
    const before = await held(phone);
    for (const [somebody, owner] of [
      [null, null],
      [await school.guest(), undefined],
    ] as const) {
      door = doorOf(school.services, somebody, NOON);
      expect(await phone.outbox.catchUp(phone.attempt)).toBe('another');
      expect(await held(phone)).toEqual(before);
      const there = owner === undefined ? school.services.sessions.ownerOf(somebody!) : owner;
      expect(await phone.store.meta('owner')).toBe(there);
    }
  });

  test('without a network nothing is known and nothing changes', async () => {
    const before = await held(phone);
    door = async () => ({ kind: 'lost', retryAfter: null });
    expect(await phone.outbox.catchUp(phone.attempt)).toBe('lost');
    expect(await held(phone)).toEqual(before);
  });

  test('what began here and was never sent is not asked for', async () => {
    const version = school.services.library.current(school.course.id, school.quiz.id)!;
    const begun = await beginOn(artefact, version.hash, null, idsOf(newId()));
    const window = new Window(begun.store, begun.attempt, artefact, begun.seed, {
      post: (message) => {
        asked.push(message);
        return door(message);
      },
      chance: seeded('never sent'),
      newId: idsOf(newId()),
    });
    expect(await window.outbox.catchUp(begun.attempt)).toBe('same');
    expect(asked).toEqual([]);
  });
});
