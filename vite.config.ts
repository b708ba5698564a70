// Vite builds the app and runs the unit and store tests with the same resolution of imports.
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [tailwindcss(), sveltekit()],
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    // A test without an assertion proves nothing, so it fails.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
  },
});
