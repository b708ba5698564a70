// What of each course can be kept on a device, and how large it is: known before anything is downloaded.
import type { ContentHash } from '../kernel/ids.ts';
import type { Seat } from './vocabulary.ts';

export interface ShelfActivity {
  readonly id: string;
  readonly kind: 'quiz' | 'track';
  readonly title: string;
  readonly minutes: number;
  readonly seat: Seat | null;
  /** Questions of a quiz, scenes of a track. */
  readonly parts: number;
  readonly hash: ContentHash;
  /** Length of the open artefact as JSON. */
  readonly bytes: number;
}
export interface ShelfModule {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  /** Those that can be practised: a test, whose key stays on the server, is none of them. */
  readonly activities: readonly ShelfActivity[];
}
export interface ShelfCourse {
  readonly id: string;
  readonly title: string;
  /** The pretest before the modules, where there is one, stands in a module of its own. */
  readonly modules: readonly ShelfModule[];
  readonly source: { readonly paragraphs: number; readonly bytes: number; readonly hash: ContentHash };
}
export interface Catalogue {
  readonly courses: readonly ShelfCourse[];
}

/** Bytes of a module, all of it. */
export const bytesOf = ({ activities }: ShelfModule): number =>
  activities.reduce((sum, { bytes }) => sum + bytes, 0);
