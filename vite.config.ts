// Vite builds the app and runs the unit and store tests with the same resolution of imports.
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const PLAYER =
  /src[\\/]lib[\\/](client[\\/](?!engine|watch)|ui[\\/]((items|player)[\\/]|[^\\/]+$)|domain[\\/](attempt[\\/]form|content[\\/](prose|cards)))/;
/** What only scenarios show. */
const SCENARIO =
  /src[\\/]lib[\\/]ui[\\/](Meters|player[\\/](Track|Decide|Guess|Weigh|Debrief|PathCard|Cable|Branch|[Gg]raph))\./;

/** What is shown when an attempt is over. */
const RESULTS = /src[\\/]lib[\\/]ui[\\/]player[\\/](QuizDone|Questions|Skills|Flags|Calibration)\./;

/** Without groups Kit's client comes in some thirty files; each is a request that a phone's network makes wait. */
const fewChunks: Plugin = {
  name: 'few-chunks',
  config: ({ build }) =>
    build?.ssr
      ? {}
      : {
          build: {
            rollupOptions: {
              // Reading a property has no effect anywhere here, so schemas that the browser never parses by fall away.
              treeshake: { propertyReadSideEffects: false },
              output: {
                codeSplitting: {
                  groups: [
                    {
                      name: 'framework',
                      test: /node_modules[\\/](svelte|@sveltejs|devalue|esm-env|clsx)[\\/]/,
                    },
                    // The player. The judge, scenarios and results, imported on demand, and pages without a script stay out of it.
                    {
                      name: 'player',
                      test: (id) => PLAYER.test(id) && !SCENARIO.test(id) && !RESULTS.test(id),
                    },
                    { name: 'scenario', test: SCENARIO },
                    { name: 'results', test: RESULTS },
                  ],
                },
              },
            },
          },
        },
};

export default defineConfig({
  plugins: [tailwindcss(), sveltekit(), fewChunks],
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    // A test without an assertion proves nothing, so it fails.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
  },
});
