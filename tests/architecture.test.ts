// Who may import whom, and how long a file may be: the house plan of CONTRIBUTING.md, as a test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, type Import } from './imports.ts';

const root = join(import.meta.dirname, '..');
const MACHINE = 'src/lib/domain/attempt/machine.ts';
const MOST_LINES = 400;

interface Room {
  readonly name: string;
  readonly holds: RegExp;
  /** Which of our own files this room may import. Its own files are always among them. */
  readonly may: RegExp;
  /** Of these it may import the types only. */
  readonly typesOnly?: RegExp;
  /** Packages and framework modules that it may not import. */
  readonly never?: RegExp;
}

const PLATFORM = /^(node:|svelte|@sveltejs\/|\$app\/|\$env\/|kysely|better-sqlite3|pg$|pino|idb$)/;
const BACK = /^(node:|kysely|better-sqlite3|pg$|pino)/;
const QUERIES = /^(kysely|better-sqlite3|pg$)/;

// The first room that holds a file is its room.
const ROOMS: readonly Room[] = [
  { name: 'domain', holds: /^src\/lib\/domain\//, may: /^$/, never: PLATFORM },
  { name: 'ui', holds: /^src\/lib\/ui\//, may: /^src\/lib\/domain\//, never: BACK },
  { name: 'client', holds: /^src\/lib\/client\//, may: /^src\/lib\/domain\//, never: BACK },
  {
    name: 'server/db',
    holds: /^src\/lib\/server\/db\//,
    may: /^src\/lib\/domain\//,
    typesOnly: /^src\/lib\/domain\//,
  },
  {
    name: 'server/stores',
    holds: /^src\/lib\/server\/stores\//,
    may: /^src\/lib\/(server\/db|domain)\//,
    typesOnly: /^src\/lib\/domain\//,
  },
  { name: 'server', holds: /^src\/lib\/server\//, may: /^src\/lib\/domain\//, never: QUERIES },
  { name: 'hooks', holds: /^src\/hooks\./, may: /^src\/lib\/(server|domain)\//, never: QUERIES },
  {
    name: 'routes, server side',
    holds: /^src\/routes\/.*(\.server|\+server)\.ts$/,
    // Beside tasks and the domain: helpers and `$types` of the routes themselves, but no page.
    may: /^src\/(lib\/(server(?!\/(stores|db)\/)|domain)\b|routes\/(.*\/)?[^+/]+$)/,
    never: QUERIES,
  },
  { name: 'routes', holds: /^src\/routes\//, may: /^src\/lib\/(ui|client|device|domain)\//, never: BACK },
  { name: 'device', holds: /^src\/lib\/device\//, may: /^src\/lib\/(ui|client|domain)\//, never: BACK },
  { name: 'service worker', holds: /^src\/service-worker\./, may: /^src\/lib\/client\// },
  { name: 'content', holds: /^src\/content\//, may: /^$/, never: /./ },
  { name: 'app', holds: /^src\//, may: /^src\/lib\/domain\// },
];

/** What is wrong with this import in this file, or nothing. */
function fault(path: string, { target, typeOnly }: Import): string | undefined {
  const room = ROOMS.find(({ holds }) => holds.test(path));
  if (!room) return `${path}: lies in no room of the house`;
  const found = `${path}: imports ${target}`;

  if (/^@?xstate(\/|$)/.test(target) && path !== MACHINE) return `${found}, which only ${MACHINE} may`;
  if (!target.startsWith('src/'))
    return room.never?.test(target) ? `${found}, not allowed in ${room.name}` : undefined;
  // A page that is taken as text brings no code along.
  if (/\.(css|html\?raw)$/.test(target) || room.holds.test(target)) return undefined;
  if (!room.may.test(target)) return `${found}, not allowed in ${room.name}`;
  if (room.typesOnly?.test(target) && !typeOnly)
    return `${found}, of which ${room.name} may use the types only`;
  return undefined;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.startsWith('src/content/'));

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const isCode = (path: string) => /\.(ts|js|mjs|svelte)$/.test(path);
const isTest = (path: string) => /\.test\.ts$/.test(path);

test('every import in src keeps to the house plan', () => {
  const files = filesIn('src').filter((path) => isCode(path) && !isTest(path));
  const faults = files.flatMap((path) => importsOf(path, read(path)).map((found) => fault(path, found)));
  expect(faults.filter(Boolean)).toEqual([]);
});

test('the rule itself can fail: made-up imports are found out', () => {
  const offences: readonly (readonly [path: string, code: string])[] = [
    ['src/lib/domain/review/due.ts', "import { readFile } from 'node:fs';"],
    ['src/lib/domain/review/due.ts', "import { log } from '../../server/log.ts';"],
    ['src/lib/domain/attempt/decide.ts', "import { setup } from 'xstate';"],
    [
      'src/lib/ui/Choice.svelte',
      "<p></p>\n<script>\nimport { db } from '#lib/server/db/connect.ts';\n</script>",
    ],
    ['src/lib/client/sync.ts', "const late = await import('#lib/ui/Choice.svelte');"],
    ['src/lib/server/stores/attempts.ts', "import { decide } from '#lib/domain/attempt/decide.ts';"],
    ['src/lib/server/stores/attempts.ts', "import type { Task } from '#lib/server/tasks/open.ts';"],
    ['src/lib/server/tasks/open.ts', "import { sql } from 'kysely';"],
    ['src/lib/server/library.ts', "export * from '../../routes/+page.ts';"],
    ['src/routes/+page.svelte', '<script lang="ts">import \'#lib/server/log.ts\';</script>'],
    ['src/routes/+page.server.ts', "import * as attempts from '#lib/server/stores/attempts.ts';"],
  ];
  for (const [path, code] of offences) {
    expect(
      importsOf(path, code).map((found) => fault(path, found)),
      code,
    ).toEqual([expect.stringContaining(path)]);
  }
});

test('the rule lets through what the plan allows', () => {
  const allowed: readonly (readonly [path: string, code: string])[] = [
    [MACHINE, "import { setup } from 'xstate';"],
    ['src/lib/domain/attempt/decide.ts', "import { ok } from '../kernel/result.ts';"],
    ['src/lib/ui/Choice.svelte', "<script>import { view } from '#lib/domain/attempt/view.ts';</script>"],
    ['src/lib/server/stores/attempts.ts', "import type { Event } from '#lib/domain/attempt/events.ts';"],
    ['src/lib/server/stores/attempts.ts', "import { type Event } from '#lib/domain/attempt/events.ts';"],
    ['src/lib/server/tasks/open.ts', "import { decide } from '#lib/domain/attempt/decide.ts';"],
    ['src/routes/+page.server.ts', "import { open } from '#lib/server/tasks/open.ts';"],
  ];
  for (const [path, code] of allowed) {
    expect(
      importsOf(path, code).map((found) => fault(path, found)),
      code,
    ).toEqual([undefined]);
  }
});

const FIRST_LINE: Readonly<Record<string, RegExp>> = {
  ts: /^(\/\/|\/\*)/,
  js: /^(\/\/|\/\*)/,
  mjs: /^(\/\/|\/\*)/,
  css: /^\/\*/,
  // A Svelte file may begin with its script, whose first line is then the comment.
  svelte: /^(<!--|<script[^>]*>\s*(\/\/|\/\*))/,
};

test('the first line of every source file says what the file is', () => {
  const silent = [...filesIn('src'), ...filesIn('scripts')].filter(
    (path) => FIRST_LINE[path.split('.').at(-1) ?? '']?.test(read(path)) === false,
  );
  expect(silent).toEqual([]);
});

test(`no source file is longer than ${MOST_LINES} lines`, () => {
  const long = [...filesIn('src'), ...filesIn('scripts')]
    .filter((path) => isCode(path) || path.endsWith('.css'))
    .map((path) => ({ path, lines: read(path).split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});
