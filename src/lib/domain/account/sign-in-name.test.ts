// Sign-in names: which are taken for one, and which are the same.
import { expect, it } from 'vitest';
import { whoKey } from './fields.ts';
import { signInKey, signInNameFault } from './sign-in-name.ts';

it('takes letters of any script, digits, dots, hyphens and underscores', () => {
  for (const name of ['ales', 'Яўген-7', '山田太郎', 'a.b_c-d', '7up', 'x'.repeat(30), 'e\u0301va'])
    expect(signInNameFault(name), name).toBeUndefined();
});

it('refuses what is too short or long, has a space or an @, or begins with a sign', () => {
  for (const name of [
    '',
    'ab',
    'x'.repeat(31),
    'two words',
    'a@b.example',
    '.ales',
    '-ales',
    'a\u202eles',
    'a\u0000b',
  ])
    expect(signInNameFault(name), name).toBeTypeOf('string');
});

it('knows a name again however it is typed', () => {
  for (const [one, other] of [
    ['Ales', 'aLES'],
    ['  ales ', 'ales'],
    ['\u00c9va', 'e\u0301va'],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ЯЎГЕН', 'яўген'],
  ] as const)
    expect(signInKey(one)).toBe(signInKey(other));
  expect(signInKey('ales')).not.toBe(signInKey('aleś'));
});

it('the key of a key is the key, and one field takes a name or an address', () => {
  for (const name of ['İpek', 'ẞ', 'ŉa', 'ΟΔΟΣ']) expect(signInKey(signInKey(name))).toBe(signInKey(name));
  expect(whoKey(' A@B.example ')).toBe('a@b.example');
  expect(whoKey(' ALES ')).toBe('ales');
});
