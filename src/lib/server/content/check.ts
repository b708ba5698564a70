// Checks a content folder and compiles what is sound: the one way from files to courses, for the server and the script.
import { compileCourse } from '#lib/domain/content/compile.ts';
import type { Course } from '#lib/domain/content/compiled.ts';
import { checkCourse } from '#lib/domain/content/check/index.ts';
import { sortFaults, type Fault } from '#lib/domain/content/fault.ts';
import { summary } from '#lib/domain/content/summary.ts';
import { readContent } from './read.ts';

export interface ContentAnswer {
  /** All faults of all files, sorted; empty when the content is sound. */
  readonly faults: readonly Fault[];
  /** Empty unless everything is sound. */
  readonly courses: readonly Course[];
  /** Lines of counts and proofs, for people. */
  readonly summary: readonly string[];
}

/** Reads, checks and compiles `dir`. */
export function checkContent(dir: string): ContentAnswer {
  const read = readContent(dir);
  const checked = read.courses.map((set) => ({ set, ...checkCourse(set) }));
  const found = checked.flatMap(({ findings }) => findings).map(read.locate);
  const faults = sortFaults([...read.faults, ...found]);
  if (faults.length > 0) return { faults, courses: [], summary: [] };
  return {
    faults,
    courses: checked.map(({ set, proven }) =>
      compileCourse(set, new Map(proven.map(({ track, proof }) => [track.file.file, proof]))),
    ),
    summary: checked.flatMap(({ set, proven }) => summary(set, proven)),
  };
}
