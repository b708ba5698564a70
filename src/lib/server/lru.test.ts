// The bounded memory: what was used last is found again, and it never grows beyond its size.
import { describe, expect, it } from 'vitest';
import { lru } from './lru.ts';

describe('lru', () => {
  it('keeps what is used, however much comes after it, and drops what is not', () => {
    const memory = lru<string, number>(10);
    memory.set('used', 1);
    memory.set('left', 2);
    for (let n = 0; n < 100; n++) {
      memory.set(`other ${n}`, n);
      expect(memory.get('used')).toBe(1);
    }
    expect(memory.get('left')).toBeUndefined();
  });

  it('holds at most its size, and always the last half of it', () => {
    const memory = lru<number, number>(10);
    for (let n = 0; n < 103; n++) memory.set(n, n);
    // From the last on: what is found counts as used.
    const held = Array.from({ length: 103 }, (_, n) => 102 - n).filter((n) => memory.get(n) !== undefined);
    expect(held.length).toBeLessThanOrEqual(10);
    expect(held).toEqual(expect.arrayContaining([98, 99, 100, 101, 102]));
  });

  it('gives the value that was set last, and none that was deleted', () => {
    const memory = lru<string, number>(4);
    memory.set('a', 1);
    memory.set('b', 2);
    memory.set('a', 3);
    expect(memory.get('a')).toBe(3);
    memory.delete('a');
    expect(memory.get('a')).toBeUndefined();
  });
});
