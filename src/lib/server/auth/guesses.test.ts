// Guesses of one address take turns: a wrong one keeps the next waiting, a right one does not.
import { expect, it } from 'vitest';
import { createGuesses, PAUSE } from './guesses.ts';

/** A clock that stands still until it is told to go on. */
function clock() {
  let waits: (() => void)[] = [];
  const slept: number[] = [];
  return {
    slept,
    pause: (ms: number) => {
      slept.push(ms);
      return new Promise<void>((resolve) => waits.push(resolve));
    },
    goOn: () => {
      for (const wake of waits) wake();
      waits = [];
    },
    turns: async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve();
    },
  };
}

it('the next of the same address is not looked up before the pause of a wrong one is over', async () => {
  const time = clock();
  const { inTurn } = createGuesses(time.pause);
  const looked: string[] = [];
  const guess = (address: string, code: string, right: boolean) =>
    inTurn(address, () => {
      looked.push(code);
      return Promise.resolve(right ? code : null);
    });
  const wrong = guess('one', 'wrong', false);
  const right = guess('one', 'right', true);
  const after = guess('one', 'after', true);
  await expect(guess('other', 'elsewhere', true)).resolves.toBe('elsewhere');
  await time.turns();
  expect(looked).toEqual(['wrong', 'elsewhere']);
  time.goOn();
  await expect(Promise.all([wrong, right, after])).resolves.toEqual([null, 'right', 'after']);
  expect(time.slept).toEqual([PAUSE]);
});

it('who comes when very many wait is sent away unheard; a look-up that fails ends its own turn only', async () => {
  const time = clock();
  const { inTurn } = createGuesses(time.pause);
  const first = inTurn('one', () => Promise.reject<string>(new Error('lost')));
  const others = Array.from({ length: 59 }, (_, i) => inTurn('one', () => Promise.resolve(i)));
  let heard = false;
  const late = await inTurn('one', () => Promise.resolve((heard = true)));
  expect([late, heard]).toEqual(['full', false]);
  await expect(first).rejects.toThrow('lost');
  expect((await Promise.all(others)).length).toBe(59);
  expect(await inTurn('one', () => Promise.resolve('again'))).toBe('again');
});

it('of many at once no more are looked up than may still be wrong; right ones let the next in', async () => {
  const { atOnce } = createGuesses();
  let wrong = 17;
  let looked = 0;
  const guess = (code: string | null) =>
    atOnce(
      'one',
      20,
      () => Promise.resolve(wrong),
      async () => {
        looked++;
        await Promise.resolve();
        if (code === null) wrong++;
        return code;
      },
    );
  const right = await Promise.all(Array.from({ length: 100 }, () => guess('right')));
  expect([new Set(right), looked]).toEqual([new Set(['right']), 100]);
  const told = await Promise.all(Array.from({ length: 50 }, () => guess(null)));
  expect([looked - 100, told.filter((one) => one === 'over').length]).toEqual([3, 47]);
  await expect(guess('right')).resolves.toBe('over');
  wrong = 0;
  await expect(guess('right'), 'after a while').resolves.toBe('right');
});

it('a look-up that fails lets the next in', async () => {
  const { atOnce } = createGuesses();
  const none = (): Promise<number> => Promise.resolve(0);
  const lost = atOnce('one', 1, none, () => Promise.reject<string>(new Error('lost')));
  const next = atOnce('one', 1, none, () => Promise.resolve('next'));
  await expect(lost).rejects.toThrow('lost');
  await expect(next).resolves.toBe('next');
});
