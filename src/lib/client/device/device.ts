// One attempt on this device: the judge, what is held of it, and its way to the server. Fetched after a page can be answered.
import type { Command, Envelope } from '#lib/domain/attempt/commands.ts';
import { decide, type Decided } from '#lib/domain/attempt/decide.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import { played } from '#lib/domain/attempt/policy.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import { view, type AttemptView } from '#lib/domain/attempt/view.ts';
import type { Playable } from '#lib/domain/content/compiled.ts';
import { someResponse } from '#lib/domain/items/index.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import type { Result } from '#lib/domain/kernel/result.ts';
import {
  acknowledged,
  adopted,
  heldEvent,
  following,
  unsentOf,
  type HeldEvent,
  type SetAside,
} from '#lib/domain/sync/held.ts';
import type { PlayerData } from '../page.ts';
import { send, type Answer } from '../send.ts';
import { contentOf, Holding, type OnPage } from './holding.ts';
import type { NoStore } from './kept.ts';
import { memoryStore } from './memory.ts';
import { createOutbox, inBrowser, wakeWithBrowser, type Asked, type Flushed, type Outbox } from './outbox.ts';
import { contentKey, resultsHere, standing } from './practice.ts';
import type { Still } from './still.ts';
import { askToPersist, openStore } from './store.ts';
import { listen } from './windows.ts';
import { post } from './sync.ts';
import { keepWayBack } from './way-back.ts';

/** A picture as the page makes it, with the name of its step. */
export type Drawn = Omit<Still, 'owner' | 'after'> & { readonly step: string };

export class Device {
  state: AttemptState;
  position: number;

  readonly #holding: Holding;
  #outbox: Outbox;
  #stop: () => void;
  #data: PlayerData;
  readonly #from: Pick<OnPage, 'artefact' | 'key'>;
  readonly #playable: Playable;
  readonly #onsettled: () => void;

  private constructor(
    data: PlayerData,
    opened: ConstructorParameters<typeof Holding>[0],
    from: Pick<OnPage, 'artefact' | 'key'>,
    onsettled: () => void,
  ) {
    this.#data = data;
    this.#holding = new Holding(opened, () => this.#page(), this.#moved);
    this.#from = from;
    this.#playable = played(from.artefact, data.head.policy);
    this.#onsettled = onsettled;
    this.state = data.state;
    this.position = data.head.position;
    [this.#outbox, this.#stop] = this.#sending();
  }

  /**
   * The attempt with its store and its judge; null where neither the network nor the device has what it is played from.
   * `onsettled` is called whenever the server has answered for it in the background.
   */
  static async open(data: PlayerData, onsettled: () => void): Promise<Device | null> {
    const { head, artefactHref, here } = data;
    const [opened, fetched] = await Promise.all([
      openStore(),
      here === undefined ? fetchArtefact(artefactHref) : here.artefact,
    ]);
    const outcome = opened.ok
      ? { ...opened.value, why: null }
      : { store: memoryStore(), emptied: false, why: opened.error };
    const { store } = outcome;
    // What lies here knows what it is played from; a page that it was read from does not.
    const held = here === undefined ? await store.held(head.id).catch(() => null) : null;
    const key = here?.content ?? held?.attempt.content ?? contentKey(head, itemOf(artefactHref));
    const artefact = fetched ?? (await store.content(key).catch(() => null))?.artefact ?? null;
    if (artefact === null) return null;
    const device = new Device(data, outcome, { artefact, key }, onsettled);
    await device.#holding.with(async (now) => {
      if (here !== undefined || (await now.content(key)) !== null) return;
      await now.keepContent(contentOf(device.#page()));
    });
    await device.take(data);
    return device;
  }

  /** True where what is kept outlives the page. */
  get durable(): boolean {
    return this.#holding.store.durable;
  }
  /** Why nothing is kept beyond this page; null where it is. */
  get why(): NoStore | null {
    return this.#holding.why;
  }
  /** True when what was kept here has been thrown away. */
  get emptied(): boolean {
    return this.#holding.emptied;
  }
  get form(): 'open' | 'sealed' {
    return this.#from.artefact.form;
  }

  /** Takes what the server says now; answers that wait here are settled first. What came from here is here. */
  async take(data: PlayerData): Promise<void> {
    this.#data = data;
    if (data.here !== undefined) return this.look();
    const { head, state, owner, wayBack } = data;
    const given = { head, state, owner, content: this.#from.key };
    const adopt = (): Promise<boolean> =>
      this.#holding.with((store) =>
        store.change(head.id, (held) => {
          // Begun here, and the server knows nothing of it yet: there is nothing to take.
          if (held?.attempt.begin != null && head.position <= 1) return [{}, false];
          const { change, behind } = adopted(held, given, Date.now());
          return [change, behind];
        }),
      );
    if (owner !== null)
      await this.#holding.with(async (store) => {
        await store.setMeta('owner', owner);
        await keepWayBack(store, owner, wayBack);
      });
    if (await adopt()) await this.#outbox.flush();
    await this.look();
  }

  /** Looks at what is held now, whoever wrote it. */
  async look(): Promise<void> {
    const held = await this.#holding.held();
    if (held === null) return;
    ({ state: this.state, position: this.position } = standing(held, this.#playable));
  }

  view(state: AttemptState = this.state): AttemptView {
    return view(this.#playable, state, this.#data.head.seed);
  }

  results(): Promise<Results | null> {
    return resultsHere(this.#holding.store, this.#data.head, this.#from.artefact, this.state);
  }

  /** Judges an answer that nobody gave, so that the first real one is not the first of all; gives what it would show. */
  rehearse(): AttemptView | null {
    const now = this.view();
    if (now.phase !== 'ask') return null;
    const response = someResponse(now.asked);
    const tried = this.decide({ type: 'respond', item: now.asked.id, response });
    return tried.ok ? this.view(tried.value.state) : null;
  }

  decide(command: Command): Result<Decided, Refusal> {
    return decide(this.#playable, this.state, command);
  }

  /**
   * Writes a decided step down; resolves once it is on the disk. `taken` when another tab has taken its place; `failed`
   * when there was a disk until now and it takes no more: then the step has not been made.
   */
  async keep(envelope: Envelope, { state }: Decided): Promise<'kept' | 'taken' | 'failed'> {
    const event = heldEvent(this.#data.head.id, envelope, Date.now(), state.done);
    const first = this.position === this.#data.head.position;
    const { durable } = this;
    const took = await this.#holding.with((store) =>
      durable && !store.durable ? Promise.resolve(null) : store.append(event),
    );
    if (took === null) return 'failed';
    if (!took) {
      await this.look();
      return 'taken';
    }
    this.#made(event, state);
    if (first && durable) setTimeout(() => void askToPersist());
    return 'kept';
  }

  /** Makes a step that no disk took, if the server takes it with all that waits before it; else nothing has happened. */
  async carry(envelope: Envelope, { state }: Decided): Promise<boolean> {
    const { id } = this.#data.head;
    const event = heldEvent(id, envelope, Date.now(), state.done);
    const { store } = this.#holding;
    await store.append(event);
    await this.#outbox.flush();
    if ((await this.waiting()) > 0) {
      await store.change(id, () => [{ remove: [event.position] }, null]);
      return false;
    }
    const refused = (await this.aside()).some((answer) => answer.id === event.id);
    if (refused) await this.look();
    else this.#made(event, state);
    return true;
  }

  #made(event: HeldEvent, state: AttemptState): void {
    this.state = state;
    this.position = event.position + 1;
    this.#holding.noted(event);
  }

  /**
   * Keeps the picture of a step for the next visit, if the attempt stands there still; null takes it away. Nothing
   * depends on it: where it cannot be written, the next visit has none.
   */
  async keepStill(drawn: Drawn | null): Promise<void> {
    const { store } = this.#holding;
    const { id } = this.#data.head;
    if (drawn === null) return store.keepStill(id, null);
    const { step, ...picture } = drawn;
    const held = await store.held(id);
    if (held === null) return;
    const { state, position } = standing(held, this.#playable);
    const now = this.view(state);
    if (position !== picture.position || now.phase !== 'ask' || now.step !== step) return;
    const after = following(held).at(-1)?.id ?? null;
    await store.keepStill(id, { ...picture, owner: held.attempt.owner, after });
  }

  /** How many steps of this attempt wait to be sent. */
  async waiting(): Promise<number> {
    return (await this.#unsent()).length;
  }

  /** The step that is sent next; null where none waits. More may be taken while it is on its way. */
  async next(): Promise<CommandId | null> {
    return (await this.#unsent())[0]?.id ?? null;
  }

  /** Answers of this attempt that the server did not take. */
  async aside(): Promise<readonly SetAside[]> {
    return this.#holding.with((store) => store.aside(this.#data.head.id));
  }

  async forgetAside(): Promise<void> {
    await this.#holding.with((store) => store.dropAside(this.#data.head.id));
  }

  /** Asks the server to judge a step that is kept here already. */
  async ask(envelope: Envelope, patience: number): Promise<Answer> {
    const answer = await send(this.#data.head.id, envelope, false, patience);
    await this.#receipt(envelope.id, answer);
    return answer;
  }

  /**
   * Sends what waits of this attempt: one fresh step as itself, more as a message. Gives the server's answer to a single
   * step, for its results may hold more than this device knows.
   */
  async deliver(): Promise<{ readonly outcome: Flushed; readonly results: Results | null }> {
    const held = await this.#holding.held();
    const [one, ...more] = held === null ? [] : unsentOf(held);
    if (one === undefined) return { outcome: 'empty', results: null };
    if (more.length > 0 || held?.attempt.begin !== null)
      return { outcome: await this.#outbox.flush(), results: null };
    const answer = await send(
      one.attempt,
      { id: one.id, position: one.position, command: one.command },
      true,
    );
    await this.#receipt(one.id, answer);
    if (answer.kind === 'recorded') return { outcome: 'empty', results: answer.results };
    if (answer.kind === 'lost') this.#outbox.later();
    return { outcome: answer.kind === 'lost' ? 'lost' : 'empty', results: null };
  }

  /** Learns what another device has done with it; what the server has lost is sent again. */
  async catchUp(): Promise<Asked> {
    const caught = await this.#outbox.catchUp(this.#data.head.id);
    if (caught === 'ahead') await this.look();
    if (caught === 'behind') await this.#outbox.flush();
    return caught;
  }

  /** Tries again now. */
  flush(): Promise<Flushed> {
    return this.#outbox.flush();
  }

  close(): void {
    this.#stop();
  }

  async #receipt(id: CommandId, answer: Answer): Promise<void> {
    if (answer.kind === 'recorded')
      await this.#holding.with((store) =>
        store.change(this.#data.head.id, (held) => [
          held === null ? {} : acknowledged(held, new Set([id])),
          null,
        ]),
      );
    // The outbox asks once more: with a refusal it is told where the attempt stands.
    if (answer.kind === 'refused') await this.#outbox.flush();
  }

  async #unsent(): Promise<readonly HeldEvent[]> {
    const held = await this.#holding.held();
    return held === null ? [] : unsentOf(held);
  }

  #page(): OnPage {
    const { head, owner } = this.#data;
    return { head, owner, ...this.#from, base: { position: this.position, state: this.state } };
  }

  #moved = (): void => {
    this.#stop();
    [this.#outbox, this.#stop] = this.#sending();
  };

  #sending(): [Outbox, () => void] {
    const others = listen(() => this.#onsettled());
    const outbox = createOutbox({
      ...inBrowser,
      store: this.#holding.store,
      post,
      onchange: (ids) => {
        if (ids.length > 0) others.tell();
        this.#onsettled();
      },
    });
    const sleep = wakeWithBrowser(outbox);
    const stop = (): void => {
      sleep();
      others.close();
    };
    return [outbox, stop];
  }
}

/** The question that a review asks alone, as the address of its artefact names it. */
const itemOf = (href: string | null): string | null =>
  href === null ? null : (new URL(href, location.href).searchParams.get('item') ?? null);

async function fetchArtefact(href: string | null): Promise<Playable | null> {
  if (href === null) return null;
  try {
    const response = await fetch(href);
    return response.ok ? ((await response.json()) as Playable) : null;
  } catch {
    return null;
  }
}
