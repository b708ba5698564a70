// A device without a screen: it answers by chance from what it holds, and sends through a network that tests make bad.
import { memoryStore } from '#lib/client/device/memory.ts';
import type { CameBack } from '#lib/client/device/come-back.ts';
import type { DeviceStore } from '#lib/client/device/kept.ts';
import { createOutbox, type Outbox } from '#lib/client/device/outbox.ts';
import { beginHere, standing } from '#lib/client/device/practice.ts';
import type { Answered, Post } from '#lib/client/device/sync.ts';
import type { Command } from '#lib/domain/attempt/commands.ts';
import { decide } from '#lib/domain/attempt/decide.ts';
import { view, type AttemptView } from '#lib/domain/attempt/view.ts';
import type { OpenActivity, Playable } from '#lib/domain/content/compiled.ts';
import { CERTAINTIES } from '#lib/domain/content/vocabulary.ts';
import { someResponse } from '#lib/domain/items/index.ts';
import type { AttemptId, CommandId, PersonId } from '#lib/domain/kernel/ids.ts';
import { adopted, heldEvent } from '#lib/domain/sync/held.ts';
import type { Sync } from '#lib/domain/sync/messages.ts';
import type { Services } from '#lib/server/services.ts';
import { ownerOf } from '#lib/server/tasks/sync/owner.ts';
import { sync } from '#lib/server/tasks/sync/sync.ts';
import { viewAttempt } from '#lib/server/tasks/view-attempt.ts';

export type Chance = () => number;
const oneOf = <T>(all: readonly T[], chance: Chance): T => all[Math.floor(chance() * all.length)] as T;

/** `arrives` false: the reply is lost, and what it would have told the browser with it. */
export type Door = (message: Sync, arrives: boolean) => Promise<Answered>;

/** The server's door as one person comes to it, or nobody; `at` is its clock. */
export const doorOf =
  (services: Services, person: PersonId | null, at: number): Post =>
  async (message): Promise<Answered> => {
    // What is sent is text: nothing of the sender's memory may get through.
    const sent: unknown = JSON.parse(JSON.stringify(message));
    const enter = () => (person === null ? Promise.reject(new Error('nobody')) : Promise.resolve(person));
    const done = await sync(services, { person, enter, message: sent, now: at });
    const owner = ownerOf(services, person);
    if (!done.ok && ['too_often', 'storage_unavailable'].includes(done.error.code))
      return { kind: 'lost', retryAfter: null };
    if (!done.ok) return { kind: 'refused', owner, refusal: done.error };
    return { kind: 'synced', owner: done.value.owner, now: at, attempts: done.value.receipts };
  };

/** A step that can be taken at this point, right or wrong by chance. */
export function someCommand(seen: AttemptView, chance: Chance): Command | null {
  switch (seen.phase) {
    case 'ask': {
      const response = someResponse(seen.asked);
      const choice = response.kind === 'single' && seen.asked.kind === 'single' ? seen.asked.options : [];
      return {
        type: 'respond',
        item: seen.asked.id,
        response: choice.length > 0 ? { kind: 'single', choice: oneOf(choice, chance).id } : response,
        ...(chance() < 0.3 ? { certainty: oneOf(CERTAINTIES, chance) } : {}),
      };
    }
    case 'explain':
      return seen.retry === null && !seen.locked && chance() < 0.2
        ? { type: 'retry', item: seen.asked.id, response: someResponse(seen.asked) }
        : { type: 'go_on', from: seen.step };
    case 'decide':
      return {
        type: 'move',
        scene: seen.scene,
        move: oneOf(
          seen.moves.filter((move) => move.closed === null),
          chance,
        ).id,
      };
    case 'guess':
      return {
        type: 'guess',
        scene: seen.scene,
        reading: chance() < 0.3 ? null : oneOf(seen.readings, chance).id,
      };
    case 'overview':
      return { type: 'hand_in' };
    case 'done':
      return null;
    default:
      return { type: 'go_on', from: seen.step };
  }
}

let made = 0;
/** Ids as a device makes them, the same in every run of a seed. */
export const idsOf =
  (seed: string): (() => string) =>
  () =>
    `${seed}-${(made++).toString(36)}`.padStart(20, 'x').slice(-40);

/** One window: what it shows may be behind what the store holds. */
export class Window {
  readonly store: DeviceStore;
  readonly outbox: Outbox;
  readonly attempt: AttemptId;
  readonly #playable: Playable;
  readonly #seed: string;
  readonly #chance: Chance;
  readonly #newId: () => string;
  #shown: { state: ReturnType<typeof standing>['state']; position: number };
  /** Ids of the steps taken here that were said to be kept. */
  readonly kept: CommandId[] = [];
  /** Taps that found their place taken by the other window. */
  beaten = 0;
  clock = 0;

  constructor(
    store: DeviceStore,
    attempt: AttemptId,
    playable: Playable,
    seed: string,
    parts: {
      readonly post: Post;
      readonly chance: Chance;
      readonly newId: () => string;
      readonly comeBack?: () => Promise<CameBack>;
    },
  ) {
    this.store = store;
    this.attempt = attempt;
    this.#playable = playable;
    this.#seed = seed;
    this.#chance = parts.chance;
    this.#newId = parts.newId;
    this.#shown = { state: { at: '', done: false, context: {} as never }, position: 0 };
    this.outbox = createOutbox({
      store,
      post: parts.post,
      now: () => this.clock,
      chance: parts.chance,
      later: () => () => {},
      alone: (run) => run(),
      comeBack: parts.comeBack ?? (() => Promise.resolve('no')),
      onchange: () => {},
    });
  }

  async look(): Promise<void> {
    const held = await this.store.held(this.attempt);
    if (held !== null) this.#shown = standing(held, this.#playable);
  }
  get shown() {
    return this.#shown;
  }

  /** One tap, from what is shown; false when the attempt is over or the place was taken. */
  async tap(): Promise<boolean> {
    const { state, position } = this.#shown;
    const command = someCommand(view(this.#playable, state, this.#seed), this.#chance);
    const decided = command === null ? null : decide(this.#playable, state, command);
    if (command === null || decided?.ok !== true) return false;
    const id = this.#newId() as CommandId;
    if (!(await this.store.append(heldEvent(this.attempt, { id, position, command }, this.clock++)))) {
      this.beaten++;
      await this.look();
      return false;
    }
    this.kept.push(id);
    this.#shown = { state: decided.value.state, position: position + 1 };
    return true;
  }
}

export interface Begun {
  readonly store: DeviceStore;
  readonly attempt: AttemptId;
  readonly seed: string;
}

/** Practice begun on a new device. */
export async function beginOn(
  artefact: OpenActivity,
  hash: string,
  owner: string | null,
  newId: () => string,
): Promise<Begun> {
  const store = memoryStore(true);
  const { course, id: activity, title } = artefact;
  const content = { key: hash, artefact, course, activity, title, hash, bytes: 1, chosen: false, at: 0 };
  await store.keepContent(content);
  if (owner !== null) await store.setMeta('owner', owner);
  const { id, head } = await beginHere(store, { content, owner, now: 0, newId });
  return { store, attempt: id, seed: head.seed };
}

/** Another device of the same person opens the attempt from the server. */
export async function openOn(
  services: Services,
  person: PersonId,
  attempt: AttemptId,
  now: number,
  store: DeviceStore = memoryStore(true),
): Promise<DeviceStore> {
  const page = await viewAttempt(services, { person, attempt, now });
  if (page === null) throw new Error('the server does not know the attempt');
  const { head, state, owner } = page;
  await store.setMeta('owner', owner);
  await store.change(attempt, (held) => [
    adopted(held, { head, state, owner, content: head.hash }, now).change,
    null,
  ]);
  return store;
}

/** What a network may do to a message, as its sender sees it. */
export function badNetwork(
  door: Door,
  chance: Chance,
): { readonly post: Post; readonly settle: () => Promise<void> } {
  const astray: Sync[] = [];
  /** Messages that were delayed come in any order, some of them twice. */
  const arrive = async (most: number): Promise<void> => {
    for (let n = 0; n < most && astray.length > 0; n++) {
      const [message] = astray.splice(Math.floor(chance() * astray.length), 1);
      await door(message as Sync, false);
      if (chance() < 0.3) await door(message as Sync, false);
    }
  };
  const lost: Answered = { kind: 'lost', retryAfter: null };
  return {
    async post(message) {
      await arrive(Math.floor(chance() * 3));
      const dice = chance();
      // Dropped on its way there.
      if (dice < 0.15) return lost;
      // Delayed: it comes after others that were sent later.
      if (dice < 0.3) {
        astray.push(message);
        return lost;
      }
      // Cut in two, the halves in any order, and no receipt.
      if (dice < 0.45) {
        const halves = cut(message);
        for (const half of chance() < 0.5 ? halves : halves.reverse()) await door(half, false);
        return lost;
      }
      const arrives = chance() < 0.8;
      const answer = await door(message, arrives);
      // Duplicated, now or later.
      if (chance() < 0.3) {
        if (chance() < 0.5) await door(message, false);
        else astray.push(message);
      }
      return arrives ? answer : lost;
    },
    settle: () => arrive(Infinity),
  };
}

function cut(message: Sync): Sync[] {
  const part = (from: number, to: number): Sync => ({
    ...message,
    attempts: message.attempts.map((sent) => ({ ...sent, events: sent.events.slice(from, to) })),
  });
  const half = Math.ceil((message.attempts[0]?.events.length ?? 0) / 2);
  return [part(0, half), part(half, Infinity)];
}
