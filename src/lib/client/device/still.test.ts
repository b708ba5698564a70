// A still is shown for the very step that it is of, and for nothing else.
import { describe, expect, it } from 'vitest';
import type { HeldAttempt, HeldEvent } from '#lib/domain/sync/held.ts';
import type { CommandId } from '#lib/domain/kernel/ids.ts';
import { isOf, stillKey, type Still } from './still.ts';

const still: Still = {
  version: 'v',
  owner: 'ann',
  position: 5,
  after: 'fourth',
  title: 'A quiz · Demarche',
  markup: '<div></div>',
};
type Last = Pick<HeldEvent, 'id' | 'position'>;
const event = (id: string, position: number): Last => ({ id: id as CommandId, position });
const attempt = (position: number, owner: string | null = 'ann') =>
  ({ owner, base: { position, state: {} } }) as Pick<HeldAttempt, 'owner' | 'base'>;

describe('with an answer on the device', () => {
  it('it is of the step after that answer', () => {
    expect(isOf(still, 'v', attempt(1), event('fourth', 4))).toBe(true);
  });
  it.each([
    ['one step later', attempt(1), event('fifth', 5)],
    ['one step earlier', attempt(1), event('third', 3)],
    ['where another answer has taken its place', attempt(1), event('other', 4)],
    ['where the server has gone on from another answer', attempt(5), undefined],
    ['where the server is ahead', attempt(6), event('fourth', 4)],
    ['where it is somebody else’s', attempt(1, 'bob'), event('fourth', 4)],
    ['where it was nobody’s', attempt(1, null), event('fourth', 4)],
  ] as const)('it is not shown %s', (_, held, last) => {
    expect(isOf(still, 'v', held, last)).toBe(false);
  });
  it('it is not shown by another version of the app', () => {
    expect(isOf(still, 'w', attempt(1), event('fourth', 4))).toBe(false);
  });
});

describe('with the server’s page as the last word', () => {
  const given: Still = { ...still, after: null };
  it('it is of the step at which the attempt came here, whatever is left of earlier ones', () => {
    expect(isOf(given, 'v', attempt(5), undefined)).toBe(true);
    expect(isOf(given, 'v', attempt(5), event('third', 3))).toBe(true);
  });
  it('it is not shown after an answer', () => {
    expect(isOf(given, 'v', attempt(5), event('fifth', 5))).toBe(false);
    expect(isOf(given, 'v', attempt(1), event('fourth', 4))).toBe(false);
  });
});

it('each attempt has one of its own', () => expect(stillKey('a')).not.toBe(stillKey('b')));
