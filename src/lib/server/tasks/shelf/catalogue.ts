// The index of what a device can keep of the courses, and the source as one piece.
import { createHash } from 'node:crypto';
import { scoredItems } from '#lib/domain/attempt/score.ts';
import type { Catalogue, ShelfActivity, ShelfModule } from '#lib/domain/content/catalogue.ts';
import { formsOf, type Course } from '#lib/domain/content/compiled.ts';
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import type { Library } from '../../library.ts';
import { sourcePage } from '../source-page.ts';

/** Content does not change while the server runs. */
const sources = new WeakMap<Course, { readonly json: string; readonly hash: ContentHash }>();

/** What the source reader shows, as JSON, and a hash of it. */
export function sourceJson(course: Course): { readonly json: string; readonly hash: ContentHash } {
  const known = sources.get(course);
  if (known !== undefined) return known;
  const json = JSON.stringify(sourcePage(course, new URLSearchParams()));
  const made = { json, hash: createHash('sha256').update(json).digest('hex') as ContentHash };
  sources.set(course, made);
  return made;
}

function activitiesOf(library: Library, course: Course, names: readonly string[]): ShelfActivity[] {
  return names.flatMap((name) => {
    const version = library.current(course.id, name);
    if (version === null || !formsOf(version.activity).includes('open')) return [];
    const { id, kind, title, minutes } = version.activity;
    const bytes = Buffer.byteLength(version.openJson());
    const { activity } = version;
    const seat = activity.kind === 'track' ? activity.seat : null;
    const parts = activity.kind === 'track' ? activity.scenes.length : scoredItems(activity, 'open').length;
    return [{ id, kind, title, minutes, seat, parts, hash: version.hash, bytes }];
  });
}

function modulesOf(library: Library, course: Course): ShelfModule[] {
  const modules = course.modules.map(({ id, title, when, activities }) => ({
    id,
    title,
    when,
    activities: activitiesOf(library, course, activities),
  }));
  const pretest = course.pretest === undefined ? [] : activitiesOf(library, course, [course.pretest]);
  const [before] = pretest;
  return before === undefined
    ? modules
    : [{ id: before.id, title: before.title, when: '', activities: pretest }, ...modules];
}

export const catalogue = (library: Library): Catalogue => ({
  courses: [...library.courses.values()].map((course) => {
    const { json, hash } = sourceJson(course);
    return {
      id: course.id,
      title: course.title,
      modules: modulesOf(library, course).filter(({ activities }) => activities.length > 0),
      source: { paragraphs: course.printed.paragraphs.length, bytes: Buffer.byteLength(json), hash },
    };
  }),
});
