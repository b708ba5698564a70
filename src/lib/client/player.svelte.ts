// Plays one attempt in the browser: judges practice at once with the same domain code, sends every command to the server.
import { tick } from 'svelte';
import { invalidateAll } from '$app/navigation';
import type { Envelope } from '#lib/domain/attempt/commands.ts';
import { envelopeOfForm, fieldsOf } from '#lib/domain/attempt/form.ts';
import type { AttemptState } from '#lib/domain/attempt/machine.ts';
import type { Results } from '#lib/domain/attempt/results.ts';
import type { AttemptView } from '#lib/domain/attempt/view.ts';
import type { AttemptHead } from '#lib/domain/content/cards.ts';
import type { OpenActivity, Playable } from '#lib/domain/content/compiled.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import type * as engineModule from './engine.ts';
import { newCommandId } from './ids.ts';
import { send, type Answer } from './send.ts';

/** What the attempt page's load gives; `open` is there for practice alone. */
export interface PlayerData {
  readonly head: AttemptHead;
  readonly view: AttemptView;
  readonly results: Results | null;
  readonly command: string;
  readonly open: { readonly state: AttemptState; readonly artefactHref: string } | null;
}
/** Said in words beside the progress; null while nothing was sent from this page. */
export type Saved = 'saved' | 'sending' | 'unsent' | null;

interface Judge {
  readonly engine: typeof engineModule;
  readonly artefact: OpenActivity;
  /** The artefact as an assignment wants it played. */
  readonly playable: Playable;
}

/** After these refusals an assignment has more to say than the view: its page is asked for anew. */
const ENDS: ReadonlySet<Refusal['code']> = new Set(['assignment_closed', 'time_is_up']);

/** Forms of the player's page that are no command: the browser sends them. */
const OTHERS: ReadonlySet<string> = new Set(['branch', 'begin', 'report']);

/** The type of command a form stands for: its action is `?/respond`, say. */
const actionOf = (form: HTMLFormElement, submitter: HTMLElement | null): string =>
  (submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '').replace('?/', '');

export class Player {
  head: AttemptHead = $state.raw() as AttemptHead;
  view: AttemptView = $state.raw() as AttemptView;
  results: Results | null = $state.raw(null);
  command: string = $state.raw('');
  refusal: Refusal | null = $state.raw(null);
  saved: Saved = $state.raw(null);
  /** True while an answer is on its way that the page must wait for. */
  busy: boolean = $state.raw(false);

  #kept: AttemptState | null = null;
  /** The judge and what it judges by; fetched after the page can be answered, and for practice alone. */
  #judge: Judge | null = null;
  /** Accepted here, not yet acknowledged by the server; sent strictly in order. */
  #outgoing: Envelope[] = [];
  #sending = false;
  /** The form whose answer is on its way, for as long as it may have to be sent again. */
  #form: HTMLFormElement | null = null;

  constructor(data: PlayerData) {
    this.receive(data);
  }

  /** Takes what the server says now: at the start, and whenever it was ahead of this page; never what is older. */
  receive(data: PlayerData): void {
    if (this.#outgoing.length > 0 || data.head.position < (this.head?.position ?? 0)) return;
    this.head = data.head;
    this.view = data.view;
    this.results = data.results;
    this.command = data.command;
    this.#kept = data.open?.state ?? null;
  }

  /** Fetches judge and open artefact; true when practice is judged here from now on, else the server goes on judging. */
  async prepare(artefactHref: string): Promise<boolean> {
    try {
      const [engine, response] = await Promise.all([import('./engine.ts'), fetch(artefactHref)]);
      if (response.ok) {
        const artefact = (await response.json()) as OpenActivity;
        this.#judge = { engine, artefact, playable: engine.played(artefact, this.head.policy) };
      }
    } catch {
      // No network just now: every answer goes to the server and is judged there, as without a script.
    }
    return this.#judge !== null;
  }

  /** Judges an answer that nobody gave, so that the first real one is not the first of all; gives what it would show. */
  rehearse(): AttemptView | null {
    if (this.#judge === null || this.#kept === null) return null;
    const { engine, playable } = this.#judge;
    return engine.rehearse(playable, this.#kept, this.head.seed);
  }

  /** Handles every form of the player; `type` stands in its action (`?/respond`). */
  submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const type = actionOf(form, event.submitter);
    if (OTHERS.has(type)) return;
    event.preventDefault();
    if (this.busy) return;
    this.#form = type === 'respond' ? form : null;
    const envelope = this.#envelopeOf(form, event.submitter);
    if (this.#judge !== null && this.#kept !== null) await this.#judgeHere(envelope, this.#judge, this.#kept);
    else await this.#judgeThere(envelope);
  };

  /**
   * Sends again what did not arrive. The same command id makes a repeated arrival harmless; an answer that was changed
   * on the page meanwhile is another command, and what the page shows is what is sent.
   */
  retry = async (): Promise<void> => {
    this.refusal = null;
    if (this.#judge !== null && this.#kept !== null) return this.#drain();
    const [waiting] = this.#outgoing;
    if (waiting === undefined) return;
    const shown = this.#form?.isConnected === true ? this.#envelopeOf(this.#form, null) : waiting;
    const same = JSON.stringify(shown.command) === JSON.stringify(waiting.command);
    await this.#judgeThere(same ? waiting : shown);
  };

  /** True when closing the page now would lose an answer. */
  get unsent(): boolean {
    return this.#outgoing.length > 0;
  }

  /** Our own form made it, so it has the shape of an envelope; the server parses whatever reaches it. */
  #envelopeOf(form: HTMLFormElement, submitter: HTMLElement | null): Envelope {
    const made = envelopeOfForm(
      actionOf(form, submitter),
      fieldsOf(new FormData(form, submitter)),
    ) as Envelope;
    return { ...made, id: this.command as CommandId, position: this.head.position };
  }

  async #judgeHere(
    envelope: Envelope,
    { engine, artefact, playable }: Judge,
    kept: AttemptState,
  ): Promise<void> {
    const decided = engine.decide(playable, kept, envelope.command);
    if (!decided.ok) {
      this.refusal = decided.error;
      return;
    }
    this.#kept = decided.value.state;
    this.#outgoing.push(envelope);
    this.#advance(envelope.position + 1);
    if (decided.value.state.done)
      this.results = engine.results(artefact, 'open', decided.value.state, this.head.seed);
    this.view = engine.view(playable, decided.value.state, this.head.seed);
    this.saved = 'sending';
    await this.#lookAtStep();
    // After the frame that shows the verdict: a phone would feel the request in its tap.
    setTimeout(() => void this.#drain());
  }

  async #judgeThere(envelope: Envelope): Promise<void> {
    this.busy = true;
    this.saved = 'sending';
    this.#outgoing = [envelope];
    const answer = await send(this.head.id, envelope, false);
    this.busy = false;
    if (answer.kind === 'lost') {
      this.saved = 'unsent';
      // It may have been recorded all the same: another answer must not pass for a repetition of this one.
      this.command = newCommandId();
      return;
    }
    this.#outgoing = [];
    if (answer.view !== null) {
      this.view = answer.view;
      this.#advance(answer.position);
    }
    this.#take(answer);
    if (answer.view !== null) await this.#lookAtStep();
    if (answer.kind === 'refused' && ENDS.has(answer.refusal.code)) await invalidateAll();
    if (this.#kept !== null) {
      // The server went ahead of the state kept here: this browser judges again once it has caught up.
      this.#kept = null;
      await invalidateAll();
    }
  }

  /** Sends what waits, one after the other, until all is acknowledged or the network fails. */
  async #drain(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    this.saved = 'sending';
    for (let next = this.#outgoing[0]; next !== undefined; next = this.#outgoing[0]) {
      const answer = await send(this.head.id, next, true);
      if (answer.kind === 'lost') {
        this.saved = 'unsent';
        break;
      }
      if (answer.kind === 'refused') {
        // Another tab or device was ahead: what it did stands, and the page shows it.
        this.#outgoing = [];
        this.#take(answer);
        // This page may have run ahead: what the server has is taken, even if it is less.
        this.head = { ...this.head, position: answer.position };
        await invalidateAll();
        break;
      }
      this.#outgoing.shift();
      if (this.#outgoing.length === 0) this.#take(answer);
    }
    this.#sending = false;
  }

  #take(answer: Exclude<Answer, { kind: 'lost' }>): void {
    this.refusal = answer.kind === 'refused' ? answer.refusal : null;
    this.saved = answer.kind === 'refused' ? null : 'saved';
    if (answer.results !== null) this.results = answer.results;
  }

  #advance(position: number): void {
    this.refusal = null;
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
