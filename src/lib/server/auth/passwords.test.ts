// Passwords: right ones are recognised, nobody's are never right, and hashing leaves the main path free.
import { describe, expect, it } from 'vitest';
import { Busy } from '../queue.ts';
import { createPasswords } from './passwords.ts';

/** As strong a setting as the tests can wait for. */
const passwords = createPasswords({ ln: 12, r: 8, p: 1 }, 1);

describe('a password', () => {
  it('is known by its hash, and another one is not', async () => {
    const stored = await createPasswords().hash('three wise words');
    expect(stored).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwords.verify('three wise words', stored)).toBe(true);
    expect(await passwords.verify('three wise word', stored)).toBe(false);
  });

  it('has another hash each time, and nobody can tell that two are the same', async () => {
    const [one, other] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
    expect(one).not.toBe(other);
  });

  it('is the same however its letters were typed', async () => {
    expect(await passwords.verify('caf\u00e9 noir', await passwords.hash('cafe\u0301 noir'))).toBe(true);
  });

  it('of nobody is never right, and takes as long as any', async () => {
    const stored = await passwords.hash('three wise words');
    const time = async (hash: string | null): Promise<number> => {
      const before = process.cpuUsage();
      expect(await passwords.verify('another one', hash)).toBe(false);
      // Time of the processor, the thread pool's included: a busy machine makes the clock's tell nothing.
      return process.cpuUsage(before).user;
    };
    const rounds: { somebody: number; nobody: number }[] = [];
    for (let n = 0; n < 5; n++) rounds.push({ somebody: await time(stored), nobody: await time(null) });
    const least = (who: 'somebody' | 'nobody'): number => Math.min(...rounds.map((round) => round[who]));
    // Skipping the work would be a hundred times as quick.
    expect(least('nobody')).toBeGreaterThan(least('somebody') / 3);
    expect(least('nobody')).toBeLessThan(least('somebody') * 3);
  });
});

it('thirty-five at once are hashed in the order of their arrival while the main path goes on', async () => {
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 35 }, async (_, n) => {
      expect(await passwords.verify(`guess ${n}`, null)).toBe(false);
      order.push(n);
    }),
  );
  clearInterval(ticking);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(ticks).toBeGreaterThan(35);
});

it('beyond two hundred waiting the next is refused at once, and those before it are not lost', async () => {
  const stuck = createPasswords({ ln: 1, r: 1, p: 1 }, 0);
  const before = Array.from({ length: 200 }, () => stuck.verify('a guess', null));
  await expect(stuck.verify('one more', null)).rejects.toThrow(Busy);
  expect(before).toHaveLength(200);
});
