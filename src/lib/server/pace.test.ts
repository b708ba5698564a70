// The pace of one sender: a class at work never meets it, and a flood gets what is left over.
import { expect, it } from 'vitest';
import { ADDRESS, createPace, PERSON } from './pace.ts';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How many got through of so many that arrive at these milliseconds, each answered a turn before the next. */
async function heard(times: readonly number[], limit = PERSON): Promise<number> {
  const pace = createPace();
  let through = 0;
  for (const now of times) {
    const entered = pace.enter('one', limit, now);
    if (!entered.ok) continue;
    through++;
    entered.leave();
    await nextTurn();
  }
  return through;
}

it('somebody who answers ten times a second for an hour is never told to wait', async () => {
  const hour = Array.from({ length: 36_000 }, (_, n) => n * 100);
  expect(await heard(hour)).toBe(hour.length);
});

it('a thousand pupils behind one address begin within a minute', async () => {
  const minute = Array.from({ length: 1000 }, (_, n) => n * 60);
  expect(await heard(minute, ADDRESS)).toBe(1000);
  expect(await heard(Array<number>(1000).fill(0), ADDRESS)).toBe(1000);
});

it('a flood gets its first stretch and then its pace, and is told to come back in a second', async () => {
  const flood = Array.from({ length: 100_000 }, (_, n) => n / 10);
  expect(await heard(flood)).toBe(PERSON.burst + 10 * PERSON.perSecond - 1);
  const pace = createPace();
  for (let n = 0; n < PERSON.burst; n++) {
    const entered = pace.enter('one', PERSON, 0);
    if (entered.ok) entered.leave();
    await nextTurn();
  }
  expect(pace.enter('one', PERSON, 0)).toEqual({ ok: false, retryAfter: 1 });
  expect(pace.enter('another', PERSON, 0).ok).toBe(true);
});

it('who has six under way waits until one of them is answered, and no more than six are heard in one turn', async () => {
  const pace = createPace();
  const inside = Array.from({ length: PERSON.atOnce }, () => pace.enter('one', PERSON, 0));
  expect(inside.every(({ ok }) => ok)).toBe(true);
  expect(pace.enter('one', PERSON, 0)).toEqual({ ok: false, retryAfter: 1 });
  const [first] = inside;
  if (first?.ok === true) first.leave();
  expect(pace.enter('one', PERSON, 0)).toEqual({ ok: false, retryAfter: 1 });
  await nextTurn();
  expect(pace.enter('one', PERSON, 0).ok).toBe(true);
});

it('a clock that is put back neither gives nor takes', async () => {
  expect(await heard([10_000, 0, 0, 0], { atOnce: 1, burst: 2, perSecond: 1 })).toBe(2);
});

it('a refusal waits, so that a flood comes back slower; beyond two thousand that wait, it goes out at once', async () => {
  const pace = createPace();
  const told = (): Promise<string> =>
    Promise.race([
      pace.holdBack().then(() => 'at once'),
      new Promise<string>((later) => setImmediate(() => later('it waits'))),
    ]);
  expect(await told()).toBe('it waits');
  for (let n = 1; n < 2_000; n++) void pace.holdBack();
  expect(await told()).toBe('at once');
});
