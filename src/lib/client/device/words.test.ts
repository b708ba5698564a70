// The number on the icon: what is due, nothing where nothing is, and no fault where there is no icon.
import { expect, it } from 'vitest';
import { badge } from './words.ts';

function icon(outcome: Promise<void> = Promise.resolve()) {
  const shown: (number | null)[] = [];
  const show = (due: number | null): Promise<void> => {
    shown.push(due);
    return outcome;
  };
  return { shown, setAppBadge: (due = 0) => show(due), clearAppBadge: () => show(null) };
}

it('shows how many are due, takes the number away when none is, and leaves it where that is not known', () => {
  const one = icon();
  for (const due of [6, null, 0]) badge(due, one);
  expect(one.shown).toEqual([6, null]);
});

it('minds neither a browser without such numbers nor an app that is not installed', async () => {
  const refused = icon(Promise.reject(new DOMException('not installed', 'NotAllowedError')));
  expect(() => badge(3, {})).not.toThrow();
  badge(3, refused);
  await new Promise(setImmediate);
  expect(refused.shown).toEqual([3]);
});
