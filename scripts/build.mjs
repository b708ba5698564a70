// npm run build: builds the app if its sources changed, and does nothing otherwise.
import { ensureBuilt } from './lib/build.mjs';
import { fail } from './lib/say.mjs';

await ensureBuilt().catch(fail);
