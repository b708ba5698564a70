// npm run content:diff A B: what changed in the content from A to B, in teaching terms; each a folder or a git revision.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffCourses } from '#lib/domain/content/diff.ts';
import type { Activity } from '#lib/domain/content/compiled.ts';
import { contentDir, loadCourses } from '#lib/server/content/load.ts';

const [before, after = contentDir()] = process.argv.slice(2);
if (before === undefined) {
  console.error('npm run content:diff A [B]: name a content folder or a git revision, or two of them.');
  process.exit(1);
}

/** All activities of a content folder by course and id; of a git revision by way of a folder that is removed again. */
function activitiesOf(version: string): ReadonlyMap<string, Activity> {
  const activities = (dir: string): ReadonlyMap<string, Activity> =>
    new Map(
      loadCourses(dir).flatMap((course) =>
        [...course.activities].map(([id, activity]) => [`${course.id}/${id}`, activity] as const),
      ),
    );
  if (existsSync(version)) return activities(version);
  const dir = mkdtempSync(join(tmpdir(), 'content-'));
  try {
    const packed = execFileSync('git', ['archive', version, 'src/content'], {
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    execFileSync('tar', ['-x', '-C', dir], { input: packed });
    return activities(join(dir, 'src/content'));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The activities of a version, or the end of the script with what is wrong with it. */
function read(version: string): ReadonlyMap<string, Activity> {
  try {
    return activitiesOf(version);
  } catch (error) {
    const packing = (error as { readonly status?: number }).status !== undefined;
    console.error(
      packing
        ? `"${version}" is neither a folder nor a git revision with src/content: name one that is there.`
        : `"${version}" cannot be compared:\n${(error as Error).message}`,
    );
    process.exit(1);
  }
}

const changes = diffCourses(read(before), read(after));
for (const { activity, scores, text } of changes)
  console.log(`${activity}: ${text}${scores ? ' (scores can move)' : ''}`);
if (changes.length === 0) console.log('Nothing changed.');
