// What components deep in a page need to know of it: the course they cite, and how an answer is to be sent.
import { createContext } from 'svelte';

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
  /** The items that were reported in this attempt; null where there is nobody to report to. */
  readonly reported: readonly string[] | null;
  /** What was wrong with a report just sent. */
  readonly fault: { readonly item: string; readonly says: string; readonly typed: string } | null;
}
export const [getReporting, setReporting] = createContext<() => Reporting>();
