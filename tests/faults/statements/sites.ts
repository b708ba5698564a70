// The places in the code that write: all there are, read from the files, and the one that is writing just now.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../built-server.ts';

const PLACES = ['src/lib/server/tasks', 'src/lib/server/auth'];
const SESSIONS = 'src/lib/server/auth/sessions.ts';
const WRITES = /(?<![\w.])(services\.)?commit\(|\bsessions\.change\(|\.transaction\(\)/;
const COMMENT = /^\s*(\/\/|\*|\/\*)/;

/** Every line of a task, or of the sessions, that starts a transaction: `file:line`. */
export function allSites(): string[] {
  const files = PLACES.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${place}/${name}`),
  );
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        WRITES.test(line) && !COMMENT.test(line) && !PASSED_ON.has(`${file}|${line.trim()}`)
          ? [`${file}:${i + 1}`]
          : [],
      ),
  );
}

/** `sessions.change` itself: whoever calls it is the place. */
const PASSED_ON = new Set([`${SESSIONS}|return await commit(unit);`]);

/** Notes the place in the code that has called: the innermost of a task, else of the sessions. */
export function siteOf(sites: Set<string>): void {
  const stack = (new Error().stack ?? '').split('\n');
  const at = (place: string): string | undefined =>
    stack
      .map((line) => new RegExp(`(${place}[^?):]*\\.ts)[^:]*:(\\d+)`).exec(line))
      .flatMap((found) => (found === null ? [] : [`${found[1]}:${found[2]}`]))[0];
  const site = at('src/lib/server/tasks/') ?? at(SESSIONS.replace('.ts', ''));
  if (site !== undefined) sites.add(site);
}
