// Which requests the service worker answers, and from where.
import { describe, expect, it } from 'vitest';
import { attemptAt, keptCaches, wayOf, type Way } from './ways.ts';

const origin = 'https://learn.example';
const way = (path: string, mode = 'navigate', method = 'GET'): Way =>
  wayOf({ method, mode, address: new URL(path, origin), origin });
const ID = 'mb1x2y3zAAAAAAAAAAAAAAAA';

describe('a page', () => {
  it.each([
    ['/', 'page'],
    ['/courses/minsk/source?p=3&from=1&to=9#p3', 'page'],
    ['/attempts', 'page'],
    ['/attempts/short', 'page'],
    [`/attempts/${ID}`, 'attempt'],
    ['/device', 'shell'],
    ['/device/today', 'shell'],
    [`/device/attempts/${ID}`, 'shell'],
    ['/devices', 'page'],
    ['https://elsewhere.example/device', 'none'],
  ] as const)('%s is answered by way of %s', (path, expected) => {
    expect(way(path)).toBe(expected);
  });
  it('that a form was sent to is never taken from what is kept', () => {
    expect(way(`/attempts/${ID}?/respond`, 'navigate', 'POST')).toBe('posted');
    expect(way('/device', 'navigate', 'POST')).toBe('posted');
  });
});

describe('a file', () => {
  it.each([
    ['/_app/immutable/chunks/a.js', 'kept'],
    ['/favicon.svg', 'kept'],
    ['/_app/version.json', 'none'],
    ['/api/content/0/open', 'none'],
    ['/device', 'none'],
    ['https://elsewhere.example/_app/immutable/a.js', 'none'],
  ] as const)('%s is answered by way of %s', (path, expected) => {
    expect(way(path, 'cors')).toBe(expected);
  });
  it('is only ever fetched', () => expect(way('/_app/immutable/a.js', 'cors', 'POST')).toBe('none'));
});

it('an attempt has one id, on both of its addresses', () => {
  expect([attemptAt(`/attempts/${ID}`), attemptAt(`/device/attempts/${ID}`)]).toEqual([ID, ID]);
  expect(attemptAt(`/attempts/${ID}/more`)).toBeNull();
});

it('keeps the files of the version before, and of no older one; downloads are none of its business', () => {
  const [a, b, c] = ['demarche-files-a', 'demarche-files-b', 'demarche-files-c'];
  expect(keptCaches([a, b, 'demarche-downloads', c], c)).toEqual([b, c]);
  // Back to an earlier version, whose cache is still there.
  expect(keptCaches([a, b], a)).toEqual([b, a]);
  expect(keptCaches([c], c)).toEqual([c]);
});
