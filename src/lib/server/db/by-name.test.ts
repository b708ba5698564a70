// Names stand in one order: Cyrillic, łacinka and other Latin letters, where a reader would look for them.
import { expect, it } from 'vitest';
import { inOrder } from './by-name.ts';

it('names stand where a reader looks for them, Cyrillic first, whatever their code points', () => {
  const names =
    'Аляксандр, Елка, Ёлка, Жана, Иван, Ірына, Уладзімір, Ўладзя, Ціна, Ałaksiej, Alena, Ales 9, Ales 10, Cimoch, ' +
    'Čyž, daria, Łukaš, Maksim, Šura, Žana, Zoya';
  const inRegister = names.split(', ').map((name) => ({ name }));
  const byCodePoint = inRegister.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(byCodePoint).not.toEqual(inRegister);
  expect(inOrder(byCodePoint)).toEqual(inRegister);
});
