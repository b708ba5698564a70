// What is known of an assignment while somebody watches it: a snapshot, kept up to date step by step.
import type { Step } from './step.ts';

/** A question with one right option, for what most of the class chose. */
export interface Question {
  readonly item: string;
  /** "Question 4", as its number stands for everybody; "One question" where each attempt has its own. */
  readonly title: string;
  readonly stem: string;
  readonly options: readonly { readonly id: string; readonly text: string; readonly right: boolean }[];
}
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}
export interface OpenReport {
  readonly id: string;
  readonly member: string;
}
export interface Snapshot {
  readonly class: string;
  readonly assignment: { readonly id: string; readonly title: string };
  /** In the order of the register. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  readonly reports: readonly OpenReport[];
}

/** What happens in a class; the hub carries it to whoever watches. */
export type Happening =
  | { readonly type: 'step'; readonly assignment: string; readonly step: Step }
  | ({ readonly type: 'reported' } & OpenReport)
  | { readonly type: 'handled'; readonly id: string }
  /** A page of a pupil was left, or is heard again: which, is asked of what was heard. */
  | { readonly type: 'left' | 'back' }
  /** Somebody joined, or the list of pupils was changed. */
  | { readonly type: 'roster' };

const keyOf = ({ member, activity }: Step): string => `${member}/${activity}`;
const isOlder = (step: Step, known: Step): boolean =>
  step.number === known.number ? step.position < known.position : step.number < known.number;

export class Board {
  readonly snapshot: Omit<Snapshot, 'steps' | 'reports'>;
  readonly #steps = new Map<string, Step>();
  readonly #reports = new Map<string, OpenReport>();
  readonly #members: ReadonlySet<string>;

  constructor({ steps, reports, ...snapshot }: Snapshot) {
    this.snapshot = snapshot;
    this.#members = new Set(snapshot.members.map(({ id }) => id));
    for (const step of steps) this.#put(step);
    for (const report of reports) this.#reports.set(report.id, report);
  }

  /** Takes what happened; false when a new snapshot is needed, as for somebody who joined since. */
  take(happening: Happening): boolean {
    switch (happening.type) {
      case 'step':
        if (happening.assignment === this.snapshot.assignment.id) this.#put(happening.step);
        return this.#members.has(happening.step.member);
      case 'reported':
        this.#reports.set(happening.id, { id: happening.id, member: happening.member });
        return this.#members.has(happening.member);
      case 'handled':
        this.#reports.delete(happening.id);
        return true;
      case 'left':
      case 'back':
        return true;
      case 'roster':
        return false;
    }
  }

  /** Of each member the latest attempt at each activity; nobody's who was taken off the list. */
  get steps(): readonly Step[] {
    return [...this.#steps.values()].filter(({ member }) => this.#members.has(member));
  }

  get reports(): readonly OpenReport[] {
    return [...this.#reports.values()].filter(({ member }) => this.#members.has(member));
  }

  #put(step: Step): void {
    const key = keyOf(step);
    const known = this.#steps.get(key);
    if (known === undefined || !isOlder(step, known)) this.#steps.set(key, step);
  }
}
