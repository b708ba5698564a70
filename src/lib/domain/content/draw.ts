// Draws a quiz from a pool for one attempt: so many items of each skill, no two on one fact, by the attempt's seed.
import { shuffled } from '../kernel/random.ts';
import type { Activity } from './compiled.ts';
import type { Item } from './schema.ts';
import { SKILLS } from './vocabulary.ts';

/**
 * `perSkill` items of each skill in the order of the pool; fewer where facts run out. The same seed gives the same
 * items in every runtime, so that a log can be replayed.
 */
export function drawItems(pool: readonly Item[], perSkill: number, seed: string): readonly Item[] {
  const facts = new Set<string>();
  const drawn = new Set<string>();
  for (const skill of SKILLS) {
    let left = perSkill;
    for (const item of shuffled(
      pool.filter((each) => each.skill === skill),
      `${seed}/draw/${skill}`,
    )) {
      if (left === 0) break;
      if (facts.has(item.fact)) continue;
      facts.add(item.fact);
      drawn.add(item.id);
      left--;
    }
  }
  return pool.filter(({ id }) => drawn.has(id));
}

/** The activity as one attempt has it: itself, or, where it is drawn, with the items its seed chose. */
export const drawn = <A extends Activity>(activity: A, seed: string): A =>
  activity.kind === 'quiz' && activity.draw !== undefined
    ? { ...activity, items: drawItems(activity.items, activity.draw.per_skill, seed) }
    : activity;
