// Installs the packages when the lock file changed since the last time, or when there are none yet.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run } from './run.mjs';
import { Fault, step } from './say.mjs';

const stamp = join(root, 'node_modules/.demarche-lock');

export async function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Fault(`Node ${process.versions.node} is too old: install Node 20 or newer.`);

  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;

  await step('Installing packages (about 300, once)', async () => {
    // The build needs the development packages too, whatever NODE_ENV says.
    const { code, output } = await run(npm('ci', '--include=dev', '--loglevel=error'), { quiet: true });
    if (code !== 0) {
      throw new Fault(
        `${output}\nnpm could not install the packages: see its message above, then try again.`,
      );
    }
  });
  if (!existsSync(join(root, 'node_modules/node/bin'))) {
    throw new Fault(
      'The package "node" did not bring its Node: run "npm config set ignore-scripts false", delete node_modules and try again.',
    );
  }
  writeFileSync(stamp, lock);
}
