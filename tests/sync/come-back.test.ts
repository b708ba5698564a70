// A browser that has forgotten its guest: the device comes back as them before it sends, through a network that loses replies.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { comingBack, type CameBack } from '#lib/client/device/come-back.ts';
import type { DeviceStore } from '#lib/client/device/kept.ts';
import type { Post } from '#lib/client/device/sync.ts';
import { keepWayBack } from '#lib/client/device/way-back.ts';
import type { OpenActivity } from '#lib/domain/content/compiled.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import { seeded } from '#lib/domain/kernel/random.ts';
import { unsentOf } from '#lib/domain/sync/held.ts';
import type { ComeBack } from '#lib/domain/sync/messages.ts';
import { newToken } from '#lib/server/auth/cookie.ts';
import { newId } from '#lib/server/services.ts';
import { comeBack } from '#lib/server/tasks/come-back.ts';
import { signOut } from '#lib/server/tasks/sign-out.ts';
import { sqlite } from '../stores/databases.ts';
import { NOON, openSchool, type School } from '../stores/school.ts';
import { beginOn, doorOf, idsOf, Window } from './device.ts';
import { heldThere } from './schedules.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool(sqlite);
});
afterAll(() => school.close());

describe('a device whose browser has forgotten the guest', () => {
  let person: PersonId;
  let owner: string;
  /** The cookie as the server gave it, which the browser lost. */
  let given: string;
  /** What the browser has now. */
  let cookie: string | undefined;
  let takesCookies: boolean;
  let store: DeviceStore;
  let phone: Window;
  let asked: ComeBack[];
  /** What becomes of each request to come back, in turn; what is not named arrives. */
  let fate: ('sent' | 'nothing')[];

  const post: Post = async (message) =>
    doorOf(
      school.services,
      (await school.services.sessions.recognise(cookie, NOON))?.person ?? null,
      NOON,
    )(message);
  const ask = async (message: ComeBack) => {
    asked.push(message);
    const now = fate.shift();
    if (now === 'nothing') return 'lost';
    const back = await comeBack(school.services, { ...message, now: NOON });
    if (now === 'sent') return 'lost';
    if (back === null) return 'refused';
    if (takesCookies) cookie = back.cookie;
    return 'taken';
  };
  const come = (): Promise<CameBack> => comingBack({ store, post, ask, newSecret: newToken });
  const waiting = async (): Promise<number> => {
    const held = await store.held(phone.attempt);
    return held === null ? 0 : unsentOf(held).length;
  };

  beforeEach(async () => {
    const { services } = school;
    ({ person, cookie: given } = await services.sessions.enter(NOON, newId));
    [cookie, takesCookies, asked, fate] = [undefined, true, [], []];
    owner = services.sessions.ownerOf(person);
    const version = services.library.current(school.course.id, school.quiz.id)!;
    const artefact = version.dealt('').playable('open') as OpenActivity;
    const newIds = idsOf(newId());
    const begun = await beginOn(artefact, version.hash, owner, newIds);
    ({ store } = begun);
    await store.setMeta('owner', owner);
    await keepWayBack(store, owner, services.sessions.wayBack(given));
    const chance = seeded('coming back');
    const parts = { post, chance, newId: newIds, comeBack: come };
    phone = new Window(store, begun.attempt, artefact, begun.seed, parts);
    await phone.look();
    for (let n = 0; n < 3; n++) expect(await phone.tap()).toBe(true);
  });

  it('comes back as them and sends what waits; server and device have the same', async () => {
    expect(await phone.outbox.flush()).toBe('empty');
    expect(await waiting()).toBe(0);
    expect((await school.services.sessions.recognise(cookie, NOON))?.person).toBe(person);
    const { log } = await heldThere(school.services, phone.attempt);
    expect(log.slice(1).map(({ command }) => command)).toEqual(phone.kept);
    expect(await store.meta('owner')).toBe(owner);
    // And again, should it die once more before the cookie is on the disk.
    cookie = undefined;
    await phone.tap();
    expect(await phone.outbox.flush()).toBe('empty');
    expect(await waiting()).toBe(0);
    expect(asked.map(({ wayBack }) => wayBack)).toEqual([
      school.services.sessions.wayBack(given),
      asked[0]?.next,
    ]);
  });

  it.each([
    ['the request', ['nothing']],
    ['the reply', ['sent']],
    ['one after the other, and both more than once', ['nothing', 'sent', 'sent', 'nothing', 'sent']],
  ] as const)('waits when the network loses %s, and comes back another time', async (_, lost) => {
    fate = [...lost];
    for (let n = 0; n < lost.length; n++) {
      expect(await phone.outbox.flush()).toBe('lost');
      expect(await store.meta('owner'), 'still theirs').toBe(owner);
      expect(await waiting()).toBe(3);
    }
    expect(await phone.outbox.flush()).toBe('empty');
    expect(await waiting()).toBe(0);
    expect(new Set(asked.map(({ next }) => next)).size, 'asked with the same each time').toBe(1);
  });

  it('asks nothing where the cookie is there after all, or another tab has come back', async () => {
    cookie = given;
    expect(await come()).toBe('back');
    expect(asked).toEqual([]);
  });

  it('never comes back where somebody else was the last to be known', async () => {
    const other = await school.services.sessions.enter(NOON, newId);
    cookie = other.cookie;
    expect(await phone.outbox.flush()).toBe('empty');
    expect(await waiting(), 'nothing of it is sent').toBe(3);
    await store.setMeta('owner', school.services.sessions.ownerOf(other.person));
    cookie = undefined;
    for (let n = 0; n < 2; n++) {
      await phone.outbox.flush();
      expect(await come()).toBe('no');
    }
    expect(asked).toEqual([]);
  });

  it('gives it up after a refusal: they have signed out', async () => {
    await signOut(school.services, given);
    expect(await come()).toBe('no');
    expect(await store.meta('wayBack')).toBeNull();
    expect(await come()).toBe('no');
    expect(asked).toHaveLength(1);
    await phone.outbox.flush();
    expect(await waiting(), 'their answers stay theirs').toBe(3);
    expect(await store.meta('owner')).toBeNull();
  });

  it('does not ask for ever where no cookie is taken', async () => {
    takesCookies = false;
    expect(await come()).toBe('no');
    expect(await come()).toBe('no');
    expect(asked).toHaveLength(1);
  });

  it('keeps the newer one: a page that was open before knows of an older', async () => {
    expect(await come()).toBe('back');
    const now = await store.meta('wayBack');
    await keepWayBack(store, owner, school.services.sessions.wayBack(given));
    expect(await store.meta('wayBack')).toEqual(now);
  });
});
