// The live page of a class as it stands now; whoever has a script is told what changes from then on.
import { Board } from '#lib/domain/live/board.ts';
import { panelOf, type Panel } from '#lib/domain/live/panel.ts';
import type { Services } from '../../services.ts';
import { hearingOf } from './presence.ts';
import { isOpen, snapshotOf, watched, type WatchAsked } from './snapshot.ts';

export interface LivePage {
  readonly class: { readonly id: string; readonly name: string };
  /** What can be watched, the newest first. */
  readonly assignments: readonly { readonly id: string; readonly title: string }[];
  /** Whether the one shown takes answers now. */
  readonly open: boolean;
  /** Null while the class was given nothing to do. */
  readonly panel: Panel | null;
}

/** Null when this person does not teach the class, or it has no such assignment. */
export async function livePage(
  services: Services,
  { now, ...asked }: WatchAsked & { readonly now: number },
): Promise<LivePage | null> {
  const found = await watched(services, asked, now);
  if (found === null) return null;
  const { taught, assignments, chosen } = found;
  // Which pages are open, other processes tell from now on: the next look knows of those, too.
  services.peers.glance(taught.id);
  return {
    class: { id: taught.id, name: taught.name },
    assignments: assignments.map(({ id, title }) => ({ id, title })),
    open: chosen !== null && isOpen(chosen, now),
    panel:
      chosen === null
        ? null
        : panelOf(new Board(await snapshotOf(services, taught, chosen, now)), now, hearingOf(services)),
  };
}
