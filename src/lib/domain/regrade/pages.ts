// What the page of regrades shows: questions, what could be done about one, and what that would change.
import type { ClassName } from '../assignment/cards.ts';
import type { Share } from '../attempt/score.ts';
import type { AdjustmentKind } from './adjustment.ts';
import type { Moves } from './dry-run.ts';

export interface RegradeLine {
  readonly activity: string;
  readonly item: string;
  /** As pupils count, from 1. */
  readonly number: number;
  readonly stem: string;
  /** What holds now, in words; null where nothing was adjusted. */
  readonly standing: string | null;
  /** Whether the key differs in the version of the course that the server has now, and does not hold yet. */
  readonly newer: boolean;
}
/** A further answer that could count, and how many finished attempts would gain by it. */
export interface Candidate {
  readonly id: string;
  readonly words: string;
  readonly gains: number;
  /** Counts already. */
  readonly standing: boolean;
}
export interface ChosenItem extends RegradeLine {
  readonly kind: string;
  readonly candidates: readonly Candidate[];
  /** Whether more can be typed. */
  readonly typed: boolean;
  readonly standingKind: AdjustmentKind | null;
  /** What changed in the newer version, in teaching terms; empty where there is none. */
  readonly changes: readonly string[];
}
export interface RegradePage {
  readonly assignment: { readonly id: string; readonly title: string };
  readonly class: ClassName;
  readonly course: string;
  /** False in practice, which counts for nothing. */
  readonly counted: boolean;
  readonly activities: readonly {
    readonly id: string;
    readonly title: string;
    readonly finished: number;
    readonly lines: readonly RegradeLine[];
  }[];
  /** What the course has corrected since, and is not marked by yet; each with what changed, in teaching terms. */
  readonly corrected: readonly (RegradeLine & { readonly changes: readonly string[] })[];
  readonly chosen: ChosenItem | null;
}

/** A dry run for the page, who moves first. */
export interface Preview {
  /** What would be done about which question, in words. */
  readonly deeds: readonly {
    /** Null where all of it is about one activity. */
    readonly activity: string | null;
    readonly number: number;
    readonly words: string;
  }[];
  readonly rise: number;
  readonly fall: number;
  readonly stay: number;
  readonly moving: readonly {
    readonly member: string;
    readonly name: string;
    readonly before: Share;
    readonly after: Share;
    readonly moves: Moves;
  }[];
}
