// The answer being put together on a page: what is chosen so far, and whether it can be sent.
import type { Given } from '#lib/domain/attempt/steps.ts';
import type { Asked } from '#lib/domain/items/index.ts';

/** Id of the button that opens the answers of one entry. */
export const slotId = (left: string): string => `slot-${left}`;

export class Answering {
  readonly asked: Asked;
  readonly given: Given | null;
  /** The entry of a match whose answer is being chosen. */
  active: string | null = $state(null);
  /** Whether a card of an order has been moved. */
  moved = $state(false);
  /** How many choices are ticked, how sure one is left aside; nothing is counted without a script. */
  ticked = $state(0);
  #picked: Readonly<Record<string, string>> = $state.raw({});

  constructor(asked: Asked, given: Given | null) {
    this.asked = asked;
    this.given = given;
    const response = given?.response;
    if (response?.kind === 'match')
      this.#picked = Object.fromEntries(response.pairs.map(({ left, answer }) => [left, answer]));
  }

  /** The answer chosen for each entry of a match. */
  get picked(): Readonly<Record<string, string>> {
    return this.#picked;
  }
  /** Where each of several parts needs an answer of its own: how many have one, of how many, and the word for it. */
  get parts(): { readonly done: number; readonly of: number; readonly word: string } | null {
    switch (this.asked.kind) {
      case 'match':
        return { done: Object.keys(this.#picked).length, of: this.asked.lefts.length, word: 'matched' };
      case 'classify':
        return { done: this.ticked, of: this.asked.passages.length, word: 'tagged' };
      case 'sound':
        return { done: this.ticked, of: this.asked.statements.length, word: 'judged' };
      default:
        return null;
    }
  }
  /** False while the answer is untouched or has gaps; what is chosen or written once is left to the browser's own check. */
  get ready(): boolean {
    if (this.asked.kind === 'order') return this.moved || this.given !== null;
    return this.parts === null || this.parts.done === this.parts.of;
  }

  count(form: HTMLFormElement): void {
    this.ticked = form.querySelectorAll(':checked:not(option, [name=certainty])').length;
  }

  /** Takes answers that were chosen elsewhere, by entry. */
  take(answers: ReadonlyMap<string, string>): void {
    if (answers.size > 0) this.#picked = { ...this.#picked, ...Object.fromEntries(answers) };
  }

  /** Takes the answer for the open entry and opens the next empty one; returns where the focus belongs. */
  pick(answer: string): string | null {
    if (this.asked.kind !== 'match' || this.active === null) return null;
    const here = this.active;
    this.#picked = { ...this.#picked, [here]: answer };
    this.active = this.asked.lefts.find((left) => this.#picked[left.id] === undefined)?.id ?? null;
    return this.active ?? here;
  }
}
