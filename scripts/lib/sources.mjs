// One fingerprint over everything that the build depends on. Equal contents give an equal fingerprint on every machine.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const INPUTS = [
  'src',
  'static',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'tailwind.config.js',
  'tsconfig.json',
  'vite.config.ts',
  'vite.entries.ts',
];
// Tests are not built in, and the courses are read when the server starts.
const NOT_BUILT = /\.(test|spec)\.ts$|^src\/content\//;

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}

/** Contents, not dates: a fresh clone or a change of branch and back builds nothing anew. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap(filesUnder).sort()) {
    if (NOT_BUILT.test(path)) continue;
    const bytes = readFileSync(join(root, path));
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
