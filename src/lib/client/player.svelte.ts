// Plays one attempt in the browser: every answer is on this device before the screen moves, then on its way to the server.
import { tick } from 'svelte';
import type { Envelope } from '#lib/domain/attempt/commands.ts';
import { envelopeOfForm, fieldsOf } from '#lib/domain/attempt/form.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import type { SetAside } from '#lib/domain/sync/held.ts';
import type { Decided } from '#lib/domain/attempt/decide.ts';
import type { Device, Drawn } from './device/device.ts';
import type { NoStore } from './device/kept.ts';
import { newCommandId } from './ids.ts';
import { actionOf, onceDrawn, type Door, type PlayerData, type Saved } from './page.ts';
import { send, type Answer } from './send.ts';

/** After these refusals an assignment has more to say than the view: its page is asked for anew. */
const ENDS: ReadonlySet<Refusal['code']> = new Set(['assignment_closed', 'time_is_up']);

/** Forms of the player's page that are no command: the browser sends them. */
const OTHERS: ReadonlySet<string> = new Set(['branch', 'begin', 'report']);

/** Milliseconds after which an answer that is on this device is said to be there. */
const SOON = 700;

/** How long a sealed answer that is kept here waits for the server before one goes on without it. */
const PATIENCE = 5_000;

const GONE = refusal(
  'unknown_attempt',
  'It was removed from the server. What is answered here now is not counted: begin it again.',
);
const STALE = refusal('stale_position', 'The page shows where the attempt stands now: go on from there.');

export class Player {
  head: AttemptHead = $state.raw() as AttemptHead;
  view: AttemptView = $state.raw() as AttemptView;
  results: Results | null = $state.raw(null);
  command: string = $state.raw('');
  refusal: Refusal | null = $state.raw(null);
  saved: Saved = $state.raw(null);
  /** True while an answer is on its way that the page must wait for. */
  busy: boolean = $state.raw(false);
  /** Why nothing is kept on this device; null where it is, or where that is not known yet. */
  noStore: NoStore | null = $state.raw(null);
  /** True when the browser has thrown away what was kept here before. */
  emptied: boolean = $state.raw(false);
  /** Answers given here that the server did not take, another device having been first, say. */
  aside: readonly SetAside[] = $state.raw([]);
  /** True on the step that another device has led to, while this page was open. */
  elsewhere: boolean = $state.raw(false);

  readonly #door: Door;
  #data: PlayerData;
  /** Judge, store and outbox; fetched after the page can be answered. */
  #device: Device | null = null;
  /** Given to the server without having been kept here first, and not acknowledged. */
  #unkept: Envelope | null = null;
  /** True while that is an answer which the disk did not take. */
  #failed = false;
  #delivering = false;
  /** True while another device may have gone on with it without this page knowing. */
  #unsure = false;
  #prepared: Promise<boolean> | null = null;
  /** True between a tap and what it shows: a second tap is not another answer. */
  #acting = false;
  /** The form whose answer is on its way, for as long as it may have to be sent again. */
  #form: HTMLFormElement | null = null;

  constructor(data: PlayerData, door: Door) {
    this.#door = door;
    this.#data = data;
    this.#show(data);
  }

  /** Takes what the server says now: at the start, and whenever it was ahead of this page; never what is older. */
  receive(data: PlayerData): void {
    if (data === this.#data || this.#unkept !== null || data.head.position < this.head.position) return;
    this.#data = data;
    this.#show(data);
    void this.#device?.take(data).then(this.#lookHere);
  }

  /** Fetches judge and store; true when answers are judged and kept here from now on, else the server goes on judging. */
  prepare(): Promise<boolean> {
    return (this.#prepared ??= this.#prepare());
  }

  async #prepare(): Promise<boolean> {
    // All of it is here already, and would come before the question.
    if (this.#data.here !== undefined) await new Promise<void>(onceDrawn);
    try {
      const { Device } = await import('./engine.ts');
      const device = await Device.open(this.#data, this.#settled);
      if (device === null) return false;
      this.noStore = device.why;
      this.emptied = device.emptied;
      // An answer may have been quicker than this: what it led to is asked for.
      if (this.head.position !== this.#data.head.position) await this.#door.reload();
      if (this.head.position !== this.#data.head.position) return false;
      await device.take(this.#data);
      this.#device = device;
      this.aside = await device.aside();
      await this.#lookHere();
      this.#unsure = this.#data.here !== undefined;
      document.addEventListener('visibilitychange', this.#left);
      if ((await device.waiting()) > 0) void this.#deliver();
      else void this.#catchUp();
    } catch {
      // No network just now: every answer goes to the server and is judged there, as without a script.
    }
    return this.#device !== null && this.head.form === 'open';
  }

  /** Judges an answer that nobody gave, so that the first real one is not the first of all; gives what it would show. */
  rehearse(): AttemptView | null {
    return this.head.form === 'open' ? (this.#device?.rehearse() ?? null) : null;
  }

  /** Handles every form of the player; `type` stands in its action (`?/respond`). */
  submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const type = actionOf(form, event.submitter);
    if (OTHERS.has(type)) return;
    event.preventDefault();
    if (this.busy || this.#acting) return;
    this.#acting = true;
    this.#form = type === 'respond' ? form : null;
    const envelope = this.#envelopeOf(form, event.submitter);
    try {
      // What came from the device is judged and kept there, network or not: a quick tap waits for it.
      if (this.#data.here !== undefined) await this.prepare();
      await this.#judge(envelope);
    } finally {
      this.#acting = false;
    }
  };

  /**
   * Sends again what did not arrive. The same command id makes a repeated arrival harmless; an answer that was changed
   * on the page meanwhile is another command, and what the page shows is what is sent.
   */
  retry = async (): Promise<void> => {
    this.refusal = null;
    const waiting = this.#unkept;
    if (waiting === null) return this.#deliver();
    const shown = this.#form?.isConnected === true ? this.#envelopeOf(this.#form, null) : waiting;
    const same = JSON.stringify(shown.command) === JSON.stringify(waiting.command);
    await this.#judge(same ? waiting : shown);
  };

  /** The answers that were not taken have been looked at. */
  forgetAside = async (): Promise<void> => {
    await this.#device?.forgetAside();
    this.aside = [];
  };

  /** Keeps the picture of the present step, or none, for the next visit; without a device there is none. */
  async keepStill(drawn: Drawn | null): Promise<void> {
    await this.#device?.keepStill(drawn).catch(() => {});
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.#left);
    this.#device?.close();
  }

  /** True when closing the page now would lose an answer. */
  get unsent(): boolean {
    return this.saved === 'unsent' || (this.saved === 'sending' && this.#device?.durable !== true);
  }

  /** Our own form made it, so it has the shape of an envelope; the server parses whatever reaches it. */
  #envelopeOf(form: HTMLFormElement, submitter: HTMLElement | null): Envelope {
    const made = envelopeOfForm(
      actionOf(form, submitter),
      fieldsOf(new FormData(form, submitter)),
    ) as Envelope;
    return { ...made, id: this.command as CommandId, position: this.head.position };
  }

  #judge(envelope: Envelope): Promise<void> {
    const device = this.#device;
    const here = device !== null && (this.#failed || this.head.form === 'open' || device.durable);
    return here ? this.#judgeHere(envelope, device) : this.#judgeThere(envelope);
  }

  async #judgeHere(envelope: Envelope, device: Device): Promise<void> {
    // Something has moved it on while the tap was on its way.
    if (envelope.position < device.position) return this.#takenElsewhere();
    const decided = device.decide(envelope.command);
    if (!decided.ok) {
      this.refusal = decided.error;
      return;
    }
    const kept = this.#failed ? 'failed' : await device.keep(envelope, decided.value);
    this.noStore = device.why;
    this.emptied = device.emptied;
    if (kept === 'taken') return this.#takenElsewhere();
    if (kept === 'failed') return this.#carry(envelope, decided.value, device);
    this.saved = 'sending';
    if (this.head.form === 'sealed') return this.#collect(envelope, device);
    await this.#showHere(device);
    // A phone would feel the request in its tap.
    onceDrawn(() => void this.#deliver());
  }

  /** The disk took no more in the middle: the page stays at the step until the server has the answer. */
  async #carry(envelope: Envelope, decided: Decided, device: Device): Promise<void> {
    this.#failed = true;
    this.#unkept = envelope;
    this.busy = true;
    this.saved = 'sending';
    const carried = await device.carry(envelope, decided);
    this.busy = false;
    if (!carried) {
      this.saved = 'unsent';
      this.command = newCommandId();
      return;
    }
    this.#failed = false;
    this.#unkept = null;
    await this.#showHere(device);
    await this.#settled();
    // What was sealed is judged by now.
    if (this.head.form === 'sealed') await this.#door.reload();
  }

  async #showHere(device: Device): Promise<void> {
    // Place, step and results change as one: nobody sees, or taps, the old step in the new place.
    const results = device.state.done ? await device.results() : this.results;
    this.#advance(device.position);
    this.results = results;
    this.view = device.view();
    await this.#lookAtStep();
  }

  /** Sealed: the server judges while it can be reached; else the answer is collected, and judged when it arrives. */
  async #collect(envelope: Envelope, device: Device): Promise<void> {
    const alone = (await device.waiting()) === 1 && navigator.onLine;
    this.busy = alone;
    const answer: Answer = alone ? await device.ask(envelope, PATIENCE) : { kind: 'lost' };
    this.busy = false;
    if (answer.kind === 'refused') return this.#settled();
    this.#advance(device.position);
    this.view = answer.kind === 'recorded' && answer.view !== null ? answer.view : device.view();
    if (answer.kind === 'recorded') this.#take(answer);
    else this.saved = 'device';
    await this.#lookAtStep();
    if (answer.kind === 'lost') void this.#deliver();
  }

  async #judgeThere(envelope: Envelope): Promise<void> {
    this.busy = true;
    this.saved = 'sending';
    this.#unkept = envelope;
    const answer = await send(this.head.id, envelope, false);
    this.busy = false;
    if (answer.kind === 'lost') {
      this.saved = 'unsent';
      // It may have been recorded all the same: another answer must not pass for a repetition of this one.
      this.command = newCommandId();
      return;
    }
    this.#unkept = null;
    if (answer.view !== null) {
      this.view = answer.view;
      this.#advance(answer.position);
    }
    this.#take(answer);
    if (answer.view !== null) await this.#lookAtStep();
    if (answer.kind === 'refused' && ENDS.has(answer.refusal.code)) await this.#door.reload();
  }

  /** Sends what waits, in order, until all is acknowledged or the network fails. */
  async #deliver(): Promise<void> {
    const device = this.#device;
    if (device === null || this.#delivering) return;
    this.#delivering = true;
    if (this.saved !== 'device') this.saved = 'sending';
    const soon = setTimeout(() => {
      if (this.saved === 'sending' && device.durable) this.saved = 'device';
    }, SOON);
    try {
      for (let first = await device.next(); first !== null;) {
        const { outcome, results } = await device.deliver();
        if (results !== null) this.results = results;
        const now = await device.next();
        // Nothing became of it: it waits for the network, or for the one who may send it.
        if (outcome === 'lost' || now === first) break;
        first = now;
      }
    } finally {
      clearTimeout(soon);
      this.#delivering = false;
    }
    await this.#settled();
  }

  /** What the server has made of the answers: all taken, some still on their way, or some set aside. */
  #settled = async (): Promise<void> => {
    const device = this.#device;
    if (device === null || this.#delivering || this.busy || this.#unkept !== null) return;
    const [waiting, aside] = [await device.waiting(), await device.aside()];
    if (aside.length > this.aside.length) {
      const last = aside.at(-1) as SetAside;
      this.aside = aside;
      await device.look();
      const results = await device.results();
      // What the server has is taken, even if it is less than this page had.
      this.#advance(device.position);
      this.view = device.view();
      this.results = results;
      // What was answered is told beside the step, with its reason.
      this.refusal = aside.some(({ command }) => command.type !== 'go_on') ? null : last.refusal;
      this.saved = null;
      if (ENDS.has(last.refusal.code) || this.head.form === 'sealed') await this.#door.reload();
      return this.#lookAtStep();
    }
    if (waiting > 0) this.saved = device.durable ? 'device' : 'unsent';
    else if (this.saved !== null) {
      const late = this.saved === 'device';
      this.saved = 'saved';
      // What was collected is judged now; what came to its end here has a plan there.
      const planless = this.view.phase === 'done' && this.head.plan === null;
      if (late && (this.head.form === 'sealed' || planless)) await this.#door.reload();
    }
    if (waiting === 0) await this.#catchUp();
  };

  /** Who leaves the page may go on with it on another device. */
  #left = (): void => {
    if (document.visibilityState === 'hidden') this.#unsure = true;
  };

  /** Moves to where another device has gone on to. Tests and what is assigned are the server's to show. */
  async #catchUp(): Promise<void> {
    const device = this.#device;
    const { form, work } = this.head;
    if (device === null || !this.#unsure || form === 'sealed' || work !== null) return;
    this.#unsure = false;
    const caught = await device.catchUp();
    if (caught === 'lost') this.#unsure = true;
    if (caught === 'another') return this.#door.reload();
    if (caught === 'gone') this.refusal = GONE;
    // A tap meanwhile has its own receipt, which says where one goes on from.
    if (caught !== 'ahead' || this.#acting) return;
    await this.#lookHere();
    this.elsewhere = true;
    await this.#lookAtStep();
  }

  /** Shows where the attempt stands on this device, if that is further on than the page. */
  #lookHere = async (): Promise<void> => {
    const device = this.#device;
    if (device === null || device.position <= this.head.position) return;
    const results = await device.results();
    this.#advance(device.position);
    this.view = device.view();
    this.results = results;
  };

  async #takenElsewhere(): Promise<void> {
    await this.#lookHere();
    this.refusal = STALE;
    await this.#lookAtStep();
  }

  #show({ head, view, results, command }: PlayerData): void {
    this.head = head;
    this.view = view;
    this.results = results;
    this.command = command;
  }

  #take(answer: Exclude<Answer, { kind: 'lost' }>): void {
    this.refusal = answer.kind === 'refused' ? answer.refusal : null;
    this.saved = answer.kind === 'refused' ? null : 'saved';
    if (answer.results !== null) this.results = answer.results;
  }

  #advance(position: number): void {
    this.refusal = null;
    this.elsewhere = false;
    this.head = { ...this.head, position };
    this.command = newCommandId();
  }

  /** Moves the focus to the verdict or the heading of the new step, once it is drawn. */
  async #lookAtStep(): Promise<void> {
    await tick();
    // Asking for the place it is at already would make the browser lay the page out twice.
    if (window.scrollY > 0) window.scrollTo({ top: 0 });
    document.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true });
  }
}
