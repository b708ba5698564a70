// The words written into components and routes: none of them is a loaded word of the bundled course.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadedWordsIn } from '#lib/domain/content/check/lexicon.ts';
import { loadCourses } from '#lib/server/content/load.ts';

const root = join(import.meta.dirname, '../src');
const files = ['lib/ui', 'lib/client', 'routes'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(svelte|ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);

test('no component speaks in the article’s loaded words', () => {
  const loaded = loadCourses().flatMap((course) => course.lexicon.loaded);
  expect(files.length).toBeGreaterThan(80);
  const said = files.flatMap((file) =>
    loadedWordsIn(readFileSync(file, 'utf8'), loaded).map(({ phrase }) => `${file}: ${phrase}`),
  );
  expect(said).toEqual([]);
});
