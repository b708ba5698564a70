// SvelteKit: a Node server, a strict content security policy, and one script for each page.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { fingerprint } from './scripts/lib/sources.mjs';

/** As the security policy names a script. @type {(script: string) => `sha256-${string}`} */
const hashOf = (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`;
/** The theme script of app.html. */
const [, themeScript = ''] = /<script>(.*?)<\/script>/s.exec(readFileSync('src/app.html', 'utf8')) ?? [];
/** Stands beside the picture of a question, in the shell as the worker gives it. */
const besideStill = readFileSync('src/lib/client/worker/beside-still.js', 'utf8');

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    // Packages may still be written in the older manner; our own files may not.
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
  },
  kit: {
    adapter: adapter({ precompress: true }),
    // Equal sources give an equal version, so a rebuild of the same sources makes no open page reload.
    version: { name: fingerprint() },
    // The shell of the device is shown under many addresses: what it asks for must be the same from each.
    paths: { relative: false },
    // Our own script registers it: over https and on localhost only, and when the page is done loading.
    serviceWorker: { register: false },
    // The hooks check more than the framework would (src/lib/server/auth/cross-site.ts), and answer a browser with a page.
    csrf: { trustedOrigins: ['*'] },
    // On a phone's network each request on the way to the first answer costs a round trip of half a second: the style
    // sheet travels inside the page. The scripts, few and deferred, are on nobody's way (see docs/decisions/0009).
    inlineStyleThreshold: 100_000,
    typescript: {
      config(config) {
        config.include.push('../scripts/**/*.ts', '../playwright.config.ts');
      },
    },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', hashOf(themeScript), hashOf(besideStill)],
        'style-src': ['self'],
        // Kit's announcer of page titles is hidden by one style attribute: that one, and no other, is allowed.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
  },
};
