// What an assignment asks of a pupil: its activities at their pinned versions, with the points there are.
import { formFor } from '#lib/domain/assignment/settings.ts';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import { formsOf, isScored, type Form } from '#lib/domain/content/compiled.ts';
import type { Item } from '#lib/domain/content/schema.ts';
import type { Version } from '../../library.ts';
import type { Services } from '../../services.ts';
import type { Assignment } from '../../stores/assignments.ts';

export interface Part {
  readonly id: string;
  readonly version: Version;
  readonly form: Form;
  /** The items that are asked and scored in this form. */
  readonly items: readonly Item[];
  readonly max: number;
}

/** Tracks of seats that the assignment leaves out are not among them. */
export async function partsOf(
  { db, library }: Pick<Services, 'db' | 'library'>,
  { activities, mode, settings }: Assignment,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { id, hash } of activities) {
    const version = await library.version(db, hash);
    if (version === null) throw new Error(`content version ${hash} is not in the database`);
    const { activity } = version;
    if (activity.kind === 'track' && !settings.seats.includes(activity.seat)) continue;
    const form = formFor(mode, formsOf(activity)) ?? 'sealed';
    const items = scoredItems(activity, form);
    parts.push({ id, version, form, items, max: isScored(activity) ? items.length : 0 });
  }
  return parts;
}

export const maxOf = (parts: readonly Part[]): number => parts.reduce((sum, { max }) => sum + max, 0);
