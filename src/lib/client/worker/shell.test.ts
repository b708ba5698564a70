// The shell that the worker answers with where it has a picture of the question.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withStill } from './shell.ts';

const SCRIPTS = '<link rel="modulepreload" href="/b.js"><script type="module" src="/a.js"></script>';
const shell = `<head><script>theme</script>${SCRIPTS}<title>On this device · Demarche</title></head><body><div id="device"><div class="flex"><header></header> <main id="main"><noscript><div><p>x</p></div></noscript></main></div></div><!--]--></div></body>`;
const beside = readFileSync(`${import.meta.dirname}/beside-still.js`, 'utf8');

it('the picture takes the place of the empty page, and what asks for scripts waits beside it', () => {
  const markup = '<div data-still="">$& costs $1</div>';
  expect(withStill(shell, { title: 'A & B <i> · Demarche', markup })).toBe(
    `<head><script>theme</script><title>A &amp; B &lt;i> · Demarche</title></head><body><div id="device"><template>${SCRIPTS}</template><script>${beside}</script>${markup}</div><!--]--></div></body>`,
  );
});

it('a shell of another make is left as it is', () => {
  const other = shell.replace('id="device"', 'id="app"');
  expect(withStill(other, { title: 'x', markup: '<div></div>' })).toBe(other);
});
