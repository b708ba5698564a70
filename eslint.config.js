// Lint rules. Those of our own keep the domain pure and XState behind one file.
import * as regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const PURE = 'The domain is pure: time, chance and identity are arguments.';

const noXstate = {
  group: ['xstate', 'xstate/*', '@xstate/*'],
  message: 'Only src/lib/domain/attempt/machine.ts imports XState: use what it exports.',
};
const notInDomain = {
  group: [
    'node:*',
    'svelte',
    'svelte/*',
    '$app/*',
    '$env/*',
    '@sveltejs/*',
    '#lib/server/*',
    '#lib/client/*',
    '#lib/ui/*',
  ],
  message: 'The domain imports nothing of the platform, the framework or the other rooms.',
};
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default ts.config(
  {
    ignores: [
      '.svelte-kit/',
      'build/',
      'data/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      'src/content/',
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    plugins: { regexp },
    rules: {
      // What somebody types may be made to be slow.
      'regexp/no-super-linear-backtracking': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-undef': 'off',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      ...restrict(noXstate),
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Props are declared with let or const alike; this version of the rule knows runes.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // The app is served at the root of its host, so a plain path is a right path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['src/lib/domain/**/*.ts'],
    rules: {
      ...restrict(noXstate, notInDomain),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: PURE },
        { object: 'Math', property: 'random', message: PURE },
        { object: 'performance', property: 'now', message: PURE },
        { object: 'crypto', property: 'randomUUID', message: PURE },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: PURE },
      ],
    },
  },
  { files: ['src/lib/domain/attempt/machine.ts'], rules: restrict(notInDomain) },
  { files: ['src/lib/domain/**/*.test.ts'], rules: restrict(noXstate) },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['tests/bench/**'], rules: { 'no-restricted-imports': 'off' } },
);
