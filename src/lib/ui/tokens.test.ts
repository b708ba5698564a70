// The contrast of every pair of tokens that meet as text and ground, or as control and ground, in both themes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8');

/** The tokens declared in the block that opens with `opening`. */
function tokens(opening: string): Map<string, string> {
  const from = css.indexOf(opening);
  if (from < 0) throw new Error(`tokens.css has no block "${opening}"`);
  const block = css.slice(from + opening.length, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+):([^;]+);/g)].map((m) => [m[1] ?? '', (m[2] ?? '').trim()]),
  );
}
const light = tokens('\n:root {');
const dark = tokens("\n  [data-theme='dark'] {");

/** Relative luminance as WCAG 2.2 defines it, of a colour written #rrggbb. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(theme: Map<string, string>, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => {
    const colour = theme.get(name);
    if (colour === undefined || !/^#[0-9a-f]{6}$/.test(colour)) throw new Error(`--${name} is no colour`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const ACTORS = ['minsk', 'washington', 'opposition', 'moscow', 'kyiv', 'analysts', 'article'];
const text: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'link'].flatMap((t): [string, string][] => [
    [t, 'bg'],
    [t, 'surface'],
    [t, 'sunk'],
  ]),
  ...['source-ink', 'source-dim', 'link', 'article'].flatMap((t): [string, string][] => [
    [t, 'source'],
    [t, 'source-2'],
  ]),
  ...ACTORS.flatMap((actor): [string, string][] => [
    [actor, 'surface'],
    [actor, 'bg'],
    [actor, `${actor}-bg`],
  ]),
  ...['ok', 'no', 'warn'].flatMap((t): [string, string][] => [
    [t, `${t}-bg`],
    [t, 'surface'],
    [t, 'bg'],
  ]),
  ...['ok-bg', 'no-bg', 'warn-bg'].map((ground): [string, string] => ['ink', ground]),
  ['on-solid', 'solid'],
  ['mark-ink', 'mark'],
  ['surface', 'ink'],
  ['surface', 'ok'],
  ['surface', 'no'],
  ['surface', 'link'],
];
const controls: [string, string][] = [
  ['control', 'bg'],
  ['control', 'surface'],
  ['link', 'source'],
  ['link', 'bg'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_name, theme) => {
  it.each(text)('%s can be read on %s (4.5:1)', (one, other) => {
    expect(contrast(theme, one, other)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(controls)('%s can be told from %s (3:1)', (one, other) => {
    expect(contrast(theme, one, other)).toBeGreaterThanOrEqual(3);
  });
});

it('has the same dark values with and without a script', () => {
  expect(tokens('  :root:not([data-theme]) {')).toEqual(dark);
});

it('names a dark value for every colour', () => {
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name);
  expect(colours.filter((name) => !dark.has(name))).toEqual([]);
});
