// What components deep in a page need to know of it: the course they cite, and how an answer is to be sent.
import { createContext, type Component } from 'svelte';

/** Id of the course whose source the page cites. */
export const [getCourse, setCourse] = createContext<() => string>();

export interface Play {
  readonly command: string;
  readonly position: number;
  /** True while an answer is on its way: nothing can be sent twice. */
  readonly busy: boolean;
  /** True once the page's script runs: richer controls may take the place of plain ones of the same size. */
  readonly scripted: boolean;
}
export const [getPlay, setPlay] = createContext<() => Play>();

export interface Reporting {
  /** The way to report an item; null where there is nobody to report to. */
  readonly Report: Component<{ item: string }> | null;
  /** The items that were reported in this attempt; null where there is nobody to report to. */
  readonly reported: readonly string[] | null;
  /** What was wrong with a report just sent. */
  readonly fault: { readonly item: string; readonly says: string; readonly typed: string } | null;
}
export const [getReporting, setReporting] = createContext<() => Reporting>();

/** Whether the person who plays is a guest, so that results can be kept by signing up. */
export const [getGuest, setGuest] = createContext<() => boolean>();
