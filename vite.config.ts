// Vite builds the app and runs the unit and store tests with the same resolution of imports.
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const PLAYER =
  /src[\\/]lib[\\/](client[\\/](?!engine)|ui[\\/](?!course|module|paper|preview|source)|domain[\\/](attempt[\\/]form|content[\\/](prose|cards)))/;
/** What only scenarios show. */
const SCENARIO =
  /src[\\/]lib[\\/]ui[\\/](Meters|player[\\/](Track|Decide|Guess|Weigh|Debrief|PathCard|Cable|Branch|[Gg]raph))\./;

/** Without groups Kit's client comes in some thirty files; each is a request that a phone's network makes wait. */
const fewChunks: Plugin = {
  name: 'few-chunks',
  config: ({ build }) =>
    build?.ssr
      ? {}
      : {
          build: {
            rollupOptions: {
              output: {
                codeSplitting: {
                  groups: [
                    {
                      name: 'framework',
                      test: /node_modules[\\/](svelte|@sveltejs|devalue|esm-env|clsx)[\\/]/,
                    },
                    // The player. The judge and scenarios, imported on demand, and pages without a script stay out of it.
                    {
                      name: 'player',
                      test: (id) => PLAYER.test(id) && !SCENARIO.test(id),
                    },
                    { name: 'scenario', test: SCENARIO },
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
