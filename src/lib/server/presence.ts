// What was last heard of the pages that play assigned work: in memory alone, and gone with it.
import type { AttemptId, PersonId } from '#lib/domain/kernel/ids.ts';
import type { Heard } from '#lib/domain/live/presence.ts';
import { lru, type Lru } from './lru.ts';

export interface Present {
  /**
   * Whose page it is, and which class it is work of: asked of the database at the first word only. Null where another
   * process has heard of it, which has asked.
   */
  readonly person: PersonId | null;
  readonly class: string;
  readonly heard: Heard;
}
export type Presence = Lru<AttemptId, Present>;

/** Pages that play at once. */
const MOST = 5000;

export const createPresence = (): Presence => lru(MOST);
