// Names keep their letters, whatever the alphabet, and nothing that is not seen.
import { expect, it } from 'vitest';
import { nameKey, readName } from './names.ts';

it('a name is kept in composed letters, without space around it', () => {
  expect(readName('  Алесь   К. ')).toEqual({ ok: true, value: 'Алесь К.' });
  expect(readName('Z\u030cana')).toEqual({ ok: true, value: '\u017dana' });
  expect(readName('Іў\u0306'.normalize('NFD'))).toEqual({ ok: true, value: 'Іў\u0306'.normalize('NFC') });
  expect(readName("O'Brien\u202e\t4A")).toEqual({ ok: true, value: "O'Brien 4A" });
});

it('an empty name and one of more than sixty characters are refused', () => {
  for (const empty of ['', '   ', '\u202e\n\t'])
    expect(readName(empty)).toEqual({ ok: false, error: 'Write a name.' });
  expect(readName('я'.repeat(61))).toEqual({
    ok: false,
    error: 'Write a name of at most 60 characters. This has 61.',
  });
  expect(readName('😀'.repeat(60)).ok).toBe(true);
});

it('names that differ in case alone are the same to a reader', () => {
  expect(nameKey('ЯНКА  Купала')).toBe(nameKey('Янка Купала'));
  expect(nameKey('Jan')).not.toBe(nameKey('Ян'));
});
