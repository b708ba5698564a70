// Scores cannot be forged: the short form of `npm run test:faults -- forgery`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { browserOf } from './browser.ts';
import { notBuilt, startBuilt } from '../faults/built-server.ts';
import { forge } from './forgery.ts';

const missing = notBuilt();

test.skipIf(missing !== null)(
  `forged bodies leave no score that replay does not give, and are never answered with a 500${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const { faults, taken, scored } = await forge(500);
    expect(faults).toEqual([]);
    // They got past the first look, and there were scores to be forged.
    expect(taken).toBeGreaterThan(20);
    expect(scored).toBeGreaterThan(5);
  },
  120_000,
);

test.skipIf(missing !== null)(
  'an action by a name that every object inherits is not found, and nothing of the server is told',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'demarche-inherited-'));
    const server = await startBuilt({ DATA_DIR: dataDir });
    try {
      for (const accept of ['text/html', 'application/json'])
        for (const name of ['__proto__', 'constructor', 'toString', 'valueOf']) {
          const { status, text } = await browserOf(server).send(`/sign-in?/${name}`, {
            method: 'POST',
            headers: { accept },
            body: new URLSearchParams({ a: '1' }),
          });
          expect([name, status]).toEqual([name, 404]);
          if (accept === 'text/html') expect(text).toContain('<p>There is no such action here.</p>');
          else expect(text).toBe('{"message":"There is no such action here."}');
        }
    } finally {
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  120_000,
);
