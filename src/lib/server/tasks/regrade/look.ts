// An assignment's questions with what was adjusted about them, as both the page and the applying read them.
import type { Item } from '#lib/domain/content/schema.ts';
import type { PersonId } from '#lib/domain/kernel/ids.ts';
import type { Finished } from '#lib/domain/regrade/dry-run.ts';
import type { Db } from '../../db/tables.ts';
import type { Library, Version } from '../../library.ts';
import { taughtAssignment } from '../../rights.ts';
import type { Services } from '../../services.ts';
import type { Assignment } from '../../stores/assignments.ts';
import type { TaughtClass } from '../../stores/classes.ts';
import * as regrades from '../../stores/regrades.ts';
import { partsOf, type Part } from '../results/parts.ts';

export interface Place {
  readonly person: PersonId | null;
  readonly assignment: string;
}
export interface ItemPlace {
  readonly activity: string;
  readonly item: string;
}

/** What is counted in an assignment: practice has nothing that could be regraded. */
export async function countedParts(
  services: Pick<Services, 'db' | 'library'>,
  assignment: Assignment,
): Promise<Part[]> {
  if (assignment.mode !== 'counted') return [];
  return (await partsOf(services, assignment)).filter(({ max }) => max > 0);
}

export interface FoundItem {
  readonly part: Part;
  readonly item: Item;
  /** As pupils count, from 1. */
  readonly number: number;
  /** The version that the server has now, where it is another one. */
  readonly newer: Version | null;
}
export interface FoundItems<P extends ItemPlace> {
  readonly taught: TaughtClass;
  readonly assignment: Assignment;
  readonly items: readonly (FoundItem & { readonly place: P })[];
}

export const newerThan = (library: Library, course: string, { id, version }: Part): Version | null => {
  const current = library.current(course, id);
  return current === null || current.hash === version.hash ? null : current;
};

/** The questions, if this person teaches the class they were given to; null where one of them is not there. */
export async function findItems<P extends ItemPlace>(
  services: Pick<Services, 'db' | 'library'>,
  { person, assignment: id }: Place,
  places: readonly P[],
): Promise<FoundItems<P> | null> {
  const found = await taughtAssignment(services.db, person, id);
  if (found === null) return null;
  const parts = await countedParts(services, found.assignment);
  const items = places.flatMap((place) => {
    const part = parts.find((one) => one.id === place.activity);
    const at = part?.items.findIndex((one) => one.id === place.item) ?? -1;
    const item = part?.items[at];
    if (part === undefined || item === undefined) return [];
    const newer = newerThan(services.library, found.assignment.course, part);
    return [{ place, part, item, number: at + 1, newer }];
  });
  return items.length === places.length ? { ...found, items } : null;
}

/** The finished attempts, each with the activity as it was dealt to it. */
export async function finishedOf(
  db: Db,
  library: Library,
  assignment: string,
  activity: string,
): Promise<(Finished & Pick<regrades.FinishedRow, 'hash'>)[]> {
  const rows = await regrades.finished(db, assignment, activity);
  const all: (Finished & Pick<regrades.FinishedRow, 'hash'>)[] = [];
  for (const { seed, ...row } of rows) {
    const version = await library.version(db, row.hash);
    if (version === null) throw new Error(`content version ${row.hash} is not in the database`);
    all.push({ ...row, activity: version.dealt(seed).activity });
  }
  return all;
}
