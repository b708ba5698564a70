// Vite builds the app and runs the unit and store tests with the same resolution of imports.
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { ownEntries } from './vite.entries.ts';

/** What these files import comes with them: a file is named here once, and the rest follows. */
const PLAYER =
  /src[\\/]lib[\\/](client[\\/]player\.svelte\.ts|device[\\/]Playing\.svelte|ui[\\/]player[\\/](Player\.svelte|rehearsal\.ts))/;
/** Fetched after the page can be answered, and for practice alone. */
const JUDGE = /src[\\/]lib[\\/]client[\\/]engine\.ts/;
/** What only scenarios show. */
const SCENARIO = /src[\\/]lib[\\/]ui[\\/]player[\\/]Track\.svelte/;
/** What assigned work alone shows. */
const ASSIGNED = /src[\\/]lib[\\/]ui[\\/]player[\\/]assigned\.ts/;
/** What is shown when an attempt is over. */
const RESULTS = /src[\\/]lib[\\/]ui[\\/]player[\\/]QuizDone\.svelte/;

/** Without groups Kit's client comes in some thirty files; each is a request that a phone's network makes wait. */
const fewChunks: Plugin = {
  name: 'few-chunks',
  config: ({ build }) =>
    build?.ssr
      ? {}
      : {
          build: {
            modulePreload: {
              // The page names what it needs itself; without this, the first script would list every page's files.
              resolveDependencies: (_file, deps, { hostId }) => (hostId.includes('entry/app') ? [] : deps),
            },
            rollupOptions: {
              // Reading a property has no effect anywhere here, so schemas that the browser never parses by fall away.
              treeshake: { propertyReadSideEffects: false },
              output: {
                codeSplitting: {
                  groups: [
                    {
                      name: 'framework',
                      test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]|kit[\\/]src[\\/]runtime[\\/]app[\\/]env|__sveltekit[\\/]env|vite[\\/]preload-helper/,
                    },
                    { name: 'kit', test: /node_modules[\\/](@sveltejs|devalue)[\\/]/ },
                    { name: 'player', test: PLAYER },
                    { name: 'judge', test: JUDGE },
                    { name: 'scenario', test: SCENARIO },
                    { name: 'assigned', test: ASSIGNED },
                    { name: 'results', test: RESULTS },
                  ],
                },
              },
            },
          },
        },
};

export default defineConfig({
  plugins: [tailwindcss(), sveltekit(), fewChunks, ownEntries],
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    // A test without an assertion proves nothing, so it fails.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    // Servers and databases of the tests wait for the disk more than they compute.
    maxWorkers: 2,
  },
});
