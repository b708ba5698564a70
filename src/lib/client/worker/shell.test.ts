// The shell that the worker answers with where it has a picture of the question.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withStill } from './shell.ts';

const shell = `<head><title>On this device · Demarche</title><script type="module" src="/a.js"></script></head><body><div id="device"><div class="flex"><header></header> <main id="main"><noscript><div><p>x</p></div></noscript></main></div></div><!--]--></div></body>`;
const hold = readFileSync(`${import.meta.dirname}/hold.js`, 'utf8');

it('the picture and the script that holds a press take the place of the empty page, and nothing else does', () => {
  const markup = '<div data-still="">$& costs $1</div>';
  expect(withStill(shell, { title: 'A & B <i> · Demarche', markup })).toBe(
    `<head><title>A &amp; B &lt;i> · Demarche</title><script type="module" src="/a.js"></script></head><body><div id="device"><script>${hold}</script>${markup}</div><!--]--></div></body>`,
  );
});

it('a shell of another make is left as it is', () => {
  const other = shell.replace('id="device"', 'id="app"');
  expect(withStill(other, { title: 'x', markup: '<div></div>' })).toBe(other);
});
