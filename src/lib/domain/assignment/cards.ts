// What pages show of assignments. Moments come in words already: the server's clock decides, so its zone is the one told.
import type { End } from './deadline.ts';
import type { Mode, Settings } from './settings.ts';

/** Of the work an attempt belongs to: what its player says above and after it. */
export interface WorkHead {
  readonly assignment: string;
  readonly title: string;
  readonly mode: Mode;
  readonly due: string | null;
  /** Handed in after it was due, or would be now. */
  readonly late: boolean;
  readonly end: { readonly words: string; readonly because: End['because']; readonly past: boolean } | null;
  readonly extraMinutes: number;
  /** Time ended it, not the person. */
  readonly cut: boolean;
  readonly feedback: Settings['feedback'];
  /** When results are shown of themselves; null while the teacher must release them. */
  readonly releases: string | null;
}
