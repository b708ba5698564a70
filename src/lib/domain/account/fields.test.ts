// What is taken from the forms of an account, and what is answered at each field that is wrong.
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../attempt/form.ts';
import { localPath, readNewPassword, readOnePassword, readSignIn, readSignUp, tooOften } from './fields.ts';

const form = (fields: Record<string, string>) => fieldsOf(Object.entries(fields));
const isCommon = (password: string): boolean => password === 'password123';
const right = { name: 'Ms Sadouskaya', email: 'sad@school.example', password: 'three wise words' };
const faultsOf = (changed: Record<string, string>) => {
  const read = readSignUp(form({ ...right, ...changed }), isCommon);
  return read.ok ? [] : Object.keys(read.error);
};

describe('signing up', () => {
  it('takes a name, an address and a password; whether one teaches is a tick', () => {
    expect(readSignUp(form({ ...right, teaches: 'on' }), isCommon)).toEqual({
      ok: true,
      value: { ...right, signInName: null, teaches: true },
    });
    expect(readSignUp(form(right), isCommon)).toMatchObject({ value: { teaches: false } });
  });

  it('tidies names and addresses, and leaves passwords as they are', () => {
    const read = readSignUp(
      form({ name: '  Яўген   Ś. ', email: ' a@b.example ', password: '  spaces  stay  ' }),
      isCommon,
    );
    expect(read).toMatchObject({
      value: { name: 'Яўген Ś.', email: 'a@b.example', password: '  spaces  stay  ' },
    });
  });

  it('says at each field what is wrong, all at once', () => {
    const read = readSignUp(form({}), isCommon);
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : Object.keys(read.error)).toEqual(['name', 'email', 'password']);
  });

  it('refuses names that are empty, too long or cannot be shown', () => {
    for (const name of ['', '   ', 'x'.repeat(81), 'a\u0000b', 'a\u202eb'])
      expect(faultsOf({ name })).toEqual(['name']);
    for (const name of ['x'.repeat(80), 'O’Brien', "O'Brien", '山田', '👩‍🏫 A.'.replaceAll('\u200d', '')])
      expect(faultsOf({ name }), name).toEqual([]);
  });

  it('refuses what is no address, and what could be read as more than one', () => {
    const wrong = [
      'x',
      'a@',
      '@b',
      'a b@c',
      'a@b,c@d',
      'x,a@b',
      'a@b@c',
      'A <a@b>',
      'a@b\r\nBcc: c',
      `${'a'.repeat(250)}@b.example`,
    ];
    for (const email of wrong) expect(faultsOf({ email }), email).toEqual(['email']);
    for (const email of ['a@b', "o'brien+x@school.example", 'ігар@школа.example'])
      expect(faultsOf({ email }), email).toEqual([]);
  });

  it('asks for ten characters, for some variety, for none of the commonest, and not for the address itself', () => {
    const wrong = [
      '',
      'nine char',
      'aaaaaaaaaaaa',
      'abababababab',
      'x'.repeat(201),
      ' SAD@school.example',
      'password123',
    ];
    for (const password of wrong) expect(faultsOf({ password }), password).toEqual(['password']);
    for (const password of ['ten charac', 'словаслова', '🦉🦊🐻🐼🦁🐯🐨🐸🐵🐔'])
      expect(faultsOf({ password }), password).toEqual([]);
  });
});

describe('signing up to learn', () => {
  const learner = { sign_in_name: ' Ales.K ', password: 'three wise words', email: '' };

  it('takes a sign-in name in place of an address, shown until another name is given', () => {
    expect(readSignUp(form(learner), isCommon)).toEqual({
      ok: true,
      value: {
        password: learner.password,
        name: 'Ales.K',
        signInName: 'Ales.K',
        email: null,
        teaches: false,
      },
    });
    expect(readSignUp(form({ ...learner, email: 'a@b' }), isCommon)).toMatchObject({
      value: { email: 'a@b' },
    });
  });

  it('refuses an address that is none, a name that is none, and the name as the password', () => {
    for (const [changed, field] of [
      [{ email: 'x' }, 'email'],
      [{ sign_in_name: '' }, 'sign_in_name'],
      [{ sign_in_name: 'Aleś Kupała', password: 'aleś kupała' }, 'sign_in_name'],
      [{ sign_in_name: 'ales.kupala', password: 'ALES.KUPALA' }, 'password'],
    ] as const) {
      const read = readSignUp(form({ ...learner, ...changed }), isCommon);
      expect(read.ok ? [] : Object.keys(read.error), field).toContain(field);
    }
  });

  it('never lets who teaches go without an address', () => {
    const read = readSignUp(form({ ...learner, name: 'Ms S.', teaches: 'on' }), isCommon);
    expect(read.ok ? [] : Object.keys(read.error)).toEqual(['email']);
  });
});

it('signing in asks for both fields, and for no rule that a password had to keep', () => {
  for (const who of ['a@b', 'ales.k'])
    expect(readSignIn(form({ who, password: 'x' }))).toMatchObject({ ok: true });
  const read = readSignIn(form({}));
  expect(read.ok ? [] : Object.keys(read.error)).toEqual(['who', 'password']);
});

it('a new password needs the one before, and is none of the commonest; nor is one set by a link', () => {
  const common = form({ password: 'password123' });
  const fault = expect.stringMatching(/^Many people use this password/);
  expect(readNewPassword(common, isCommon)).toMatchObject({ error: { password: fault } });
  expect(readOnePassword(common, isCommon)).toMatchObject({ error: { password: fault } });
  const read = readNewPassword(form({ password: 'three wise words' }), isCommon);
  expect(read.ok ? [] : Object.keys(read.error)).toEqual(['current']);
});

it('the way on after signing in stays in the house', () => {
  for (const path of ['/classes', '/classes/abc?tab=1', '/']) expect(localPath(path)).toBe(path);
  for (const path of [
    '',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '/a\nb',
    'classes',
    '/a\\b',
  ])
    expect(localPath(path), path).toBeNull();
});

it('says in minutes how long to wait', () => {
  expect(tooOften(1)).toContain('in a minute');
  expect(tooOften(61)).toContain('in 2 minutes');
});
