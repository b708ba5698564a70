// Builds the app when anything that it is made of changed since the last build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root, run } from './run.mjs';
import { Fault, step } from './say.mjs';
import { fingerprint } from './sources.mjs';

// Lies in the folder that a build begins by emptying, so that a build that was broken off leaves none.
const stamp = join(root, 'build/.sources');

export async function ensureBuilt() {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;

  await step('Building the app', async () => {
    const { code, output } = await run([projectNode(), 'node_modules/vite/bin/vite.js', 'build'], {
      quiet: true,
    });
    if (code !== 0) throw new Fault(`${output}\nThe build failed: see its message above.`);
  });
  writeFileSync(stamp, sources);
}
