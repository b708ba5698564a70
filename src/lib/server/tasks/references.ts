// Puts the outside sources in the place of their keys.
import type { Course } from '#lib/domain/content/compiled.ts';
import type { Referred } from '#lib/domain/content/reading.ts';

/** For entries of this course: the same entry with its sources, in the order of its keys. */
export const referring =
  ({ references }: Pick<Course, 'references'>) =>
  <T extends { readonly references: readonly string[] }>(entry: T): Referred<T> => ({
    ...entry,
    references: entry.references.flatMap(
      (key) => references.find((reference) => reference.key === key) ?? [],
    ),
  });
