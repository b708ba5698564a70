// npm start: installs, builds and serves Demarche, each only where needed. Runs on any Node from 20 on, without packages.
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { projectNode, run } from './lib/run.mjs';
import { fail, say } from './lib/say.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  say('Starting the server');
  // Over the channel (ipc) the server learns that this launcher is gone, even if it was killed without warning.
  const { code } = await run([projectNode(), 'scripts/serve.mjs'], { ipc: true });
  process.exit(code);
} catch (error) {
  fail(error);
}
