// What the pages of classes show: plain facts, made by the server's tasks.
import type { PersonId } from '../kernel/ids.ts';

export interface Pupil {
  readonly id: string;
  readonly name: string;
  /** False for an entry that waits for its card. */
  readonly joined: boolean;
  /** Whether a card was printed that still opens the entry. */
  readonly card: boolean;
  /** Attempts made for assignments. */
  readonly attempts: number;
  /** The pupil signs in with an account, which no card opens. */
  readonly account: boolean;
  /** Another entry of the class has the same name. */
  readonly double: boolean;
}

/** An assignment in the list of its class. */
export interface AssignmentLine {
  readonly id: string;
  readonly title: string;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  /** Pupils of the class who have begun. */
  readonly started: number;
}

export interface ClassPage {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly sample: boolean;
  /** Whether the one who looks made the class. */
  readonly owner: boolean;
  readonly archived: boolean;
  readonly keepUntil: number;
  /** By name. */
  readonly pupils: readonly Pupil[];
  readonly removed: readonly Pupil[];
  readonly teachers: readonly {
    readonly person: PersonId;
    readonly name: string | null;
    readonly owner: boolean;
    readonly self: boolean;
  }[];
  /** Links for a co-teacher that could still be used. */
  readonly invites: number;
  /** The newest first. */
  readonly assignments: readonly AssignmentLine[];
  /** Reports of questions that wait for the teacher. */
  readonly reports: number;
}

/** What a pupil sees of a class before joining. */
export interface JoinPage {
  readonly code: string;
  readonly name: string;
  /** The teacher's name, where there is an account. */
  readonly teacher: string | null;
  /** Whether the one who looks teaches the class. */
  readonly teaches: boolean;
  /** The entry that the one who looks has already. */
  readonly entry: { readonly name: string; readonly removed: boolean } | null;
}

/** A class that the person of this device is in. */
export interface Seat {
  readonly className: string;
  readonly name: string;
}

/** One printed card. */
export interface Card {
  readonly name: string;
  readonly link: string;
}

/** What a card opens, and what stands in its way. */
export type ResumePage =
  /** No card, or one that was replaced. */
  | { readonly state: 'gone' }
  | { readonly state: 'removed'; readonly name: string; readonly className: string }
  | { readonly state: 'account'; readonly name: string; readonly className: string }
  | {
      readonly state: 'open' | 'here';
      readonly name: string;
      readonly className: string;
      /** Who this device is taken for: nobody, a guest with so many answers, or somebody who must leave first. */
      readonly other:
        | { readonly kind: 'none' }
        | { readonly kind: 'guest'; readonly answers: number }
        | { readonly kind: 'account' }
        | { readonly kind: 'pupil'; readonly seats: readonly Seat[] };
    };
/** What goes with a class when it is deleted. */
export interface ClassEnd {
  readonly id: string;
  readonly name: string;
  readonly coTeachers: number;
  readonly entries: number;
  readonly assignments: number;
  readonly attempts: number;
}
/** What goes with one entry of it. */
export interface MemberEnd {
  readonly id: string;
  readonly name: string;
  readonly class: { readonly id: string; readonly name: string };
  readonly attempts: number;
}
