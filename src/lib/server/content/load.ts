// Loads the courses a server offers; with any fault in the content it refuses, and says all that is wrong.
import type { Course } from '#lib/domain/content/compiled.ts';
import { printFaults, type Fault } from '#lib/domain/content/fault.ts';
import { checkContent } from './check.ts';

/** The content has faults; the message is the answer of the check, ready to be printed. */
export class ContentFaults extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(printFaults(faults));
    this.name = 'ContentFaults';
    this.faults = faults;
  }
}

/** Where content lies: CONTENT_DIR, else src/content under the project's root, from where everything is started. */
export const contentDir = (): string => process.env['CONTENT_DIR'] || 'src/content';

/** Every course under `dir`, read, checked and compiled. Throws `ContentFaults`. */
export function loadCourses(dir: string = contentDir()): readonly Course[] {
  const { faults, courses } = checkContent(dir);
  if (faults.length > 0) throw new ContentFaults(faults);
  return courses;
}
