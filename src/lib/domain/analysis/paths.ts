// The ways of a class through a scenario: how many made each move, where it divided, and which endings it reached.
import type { TrackActivity } from '../content/compiled.ts';

/** One finished attempt: the move made in each decision, and the ending's id; null where time ended it before. */
export interface Walk {
  readonly moves: Readonly<Record<string, string>>;
  readonly ending: string | null;
}

/** A way that fewer took is not numbered: in a class one would know who (k-anonymity with k = 5, Sweeney 2002). */
export const FEWEST_NAMED = 5;

/** Null for "fewer than 5", which may be none. */
export type Named = number | null;

export interface PathDecision {
  readonly scene: string;
  readonly date: string;
  readonly title: string;
  readonly moves: readonly { readonly id: string; readonly title: string; readonly count: Named }[];
  /** Where the class divided most evenly: the place to ask why. */
  readonly askHere: boolean;
}
export interface ClassPaths {
  readonly walks: number;
  readonly decisions: readonly PathDecision[];
  readonly endings: readonly { readonly id: string; readonly title: string; readonly count: Named }[];
}

const named = (count: number): Named => (count < FEWEST_NAMED ? null : count);

function counted(ids: readonly (string | null | undefined)[]): (id: string) => number {
  const counts = new Map<string, number>();
  for (const id of ids) if (id != null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

/**
 * How evenly counts are spread over the ways there are, from 0 (all went one way) to 1 (as many each way): Pielou's
 * J = H / ln S with H = −Σ p ln p (Pielou, J. Theoretical Biology 13 (1966), 131–144; Shannon 1948).
 */
export function evenness(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0 || counts.length < 2) return 0;
  // Sorted, so that the order of the moves does not show in the last bits.
  const entropy = [...counts]
    .sort((a, b) => a - b)
    .reduce((sum, count) => (count === 0 ? sum : sum - (count / total) * Math.log(count / total)), 0);
  return entropy / Math.log(counts.length);
}

/** Counts for each move of each decision and each ending; linear in the attempts. */
export function classPaths(
  track: Pick<TrackActivity, 'scenes' | 'endings'>,
  walks: readonly Walk[],
): ClassPaths {
  const decisions = track.scenes.flatMap((scene) => {
    if (scene.kind !== 'decision') return [];
    const times = counted(walks.map(({ moves }) => moves[scene.id]));
    const counts = scene.moves.map(({ id }) => times(id));
    return [{ scene, counts, even: walks.length < FEWEST_NAMED ? 0 : evenness(counts) }];
  });
  const most = Math.max(0, ...decisions.map(({ even }) => even));
  const ended = counted(walks.map(({ ending }) => ending));
  return {
    walks: walks.length,
    decisions: decisions.map(({ scene, counts, even }) => ({
      scene: scene.id,
      date: scene.date,
      title: scene.title,
      moves: scene.moves.map(({ id, title }, i) => ({ id, title, count: named(counts[i] ?? 0) })),
      askHere: most > 0 && even === most,
    })),
    endings: track.endings.map(({ id, title }) => ({ id, title, count: named(ended(id)) })),
  };
}
