// What people type about themselves: name, e-mail and password, read from a form with a sentence for each that is wrong.
import type { Fields } from '../attempt/form.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { signInKey, signInNameFault } from './sign-in-name.ts';

export const LONGEST_NAME = 80;
const LONGEST_EMAIL = 254;
/** NIST SP 800-63B lets length decide, and asks for no mixture of kinds of characters. */
export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;

/** What is wrong, by the name of the field. */
export type Faults<Field extends string> = Partial<Record<Field, string>>;

export const textOf = (fields: Fields, name: string): string => fields.get(name)?.[0] ?? '';

/** White space at the ends and in a row is nobody's name. */
export const tidyName = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

export function nameFault(name: string): string | undefined {
  if (name === '') return 'Write a name.';
  if ([...name].length > LONGEST_NAME) return `Write a name of at most ${LONGEST_NAME} characters.`;
  return /\p{C}/u.test(name) ? 'This name has characters that cannot be shown. Type it anew.' : undefined;
}

/** What an address is found by: capitals do not make another. */
export const emailKey = (email: string): string => email.trim().normalize('NFC').toLowerCase();

/** What an account is found by, from the one field of the sign-in page: an address has an @, a sign-in name has none. */
export const whoKey = (who: string): string => (who.includes('@') ? emailKey(who) : signInKey(who));

/** One @ with something on either side, and nothing that could be read as more than one address. */
export function emailFault(email: string): string | undefined {
  if (email === '') return 'Write your e-mail address.';
  return email.length <= LONGEST_EMAIL && /^[^\s@\p{C},;:<>()[\]"\\]+@[^\s@\p{C},;:<>()[\]"\\]+$/u.test(email)
    ? undefined
    : 'This is not an e-mail address. It looks like name@school.example.';
}

/** Whether a password is one of the commonest, of which the server has a list. */
export type IsCommon = (password: string) => boolean;

export function passwordFault(password: string, isCommon: IsCommon, email = ''): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD)
    return `Use at least ${SHORTEST_PASSWORD} characters; three or four words are easy to keep. This has ${length}.`;
  if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters. This has ${length}.`;
  if (new Set(password).size < 4) return 'Use at least four different characters.';
  if (isCommon(password))
    return 'Many people use this password, so it is among the first that anybody would try. Use another; three or four words are easy to keep.';
  return email !== '' && emailKey(password) === emailKey(email)
    ? 'Your e-mail address is the first thing anybody would try. Use another password.'
    : undefined;
}

/** A name of ten characters would pass for a password. */
const sameAs = (password: string, signInName: string | null): string | undefined =>
  signInName !== null && signInKey(password) === signInKey(signInName)
    ? 'Your sign-in name is the first thing anybody would try. Use another password.'
    : undefined;

const checked = <T, Field extends string>(
  value: T,
  found: Record<Field, string | undefined>,
): Result<T, Faults<Field>> => {
  const faults = Object.fromEntries(
    Object.entries<string | undefined>(found).filter(([, fault]) => fault !== undefined),
  ) as Faults<Field>;
  return Object.keys(faults).length === 0 ? ok(value) : err(faults);
};

/** What somebody signs up with. Who teaches has an e-mail address; a learner has that, or a sign-in name, or both. */
export interface SignUp {
  readonly name: string;
  readonly email: string | null;
  readonly signInName?: string | null;
  readonly password: string;
  readonly teaches: boolean;
}

/** The form has either a field for a sign-in name, which is then the name shown at first, or one for the name shown. */
export function readSignUp(
  fields: Fields,
  isCommon: IsCommon,
): Result<SignUp, Faults<'name' | 'email' | 'sign_in_name' | 'password'>> {
  const teaches = fields.has('teaches');
  const byName = fields.has('sign_in_name') && !teaches;
  const signInName = byName ? textOf(fields, 'sign_in_name').trim().normalize('NFC') : null;
  const name = signInName ?? tidyName(textOf(fields, 'name'));
  const email = textOf(fields, 'email').trim();
  const password = textOf(fields, 'password');
  return checked(
    { name, email: email === '' ? null : email, signInName, password, teaches },
    {
      name: signInName === null ? nameFault(name) : undefined,
      sign_in_name: signInName === null ? undefined : signInNameFault(signInName),
      email: byName && email === '' ? undefined : emailFault(email),
      password: passwordFault(password, isCommon, email) ?? sameAs(password, signInName),
    },
  );
}

/** `who`: an e-mail address or a sign-in name. */
export function readSignIn(
  fields: Fields,
): Result<{ readonly who: string; readonly password: string }, Faults<'who' | 'password'>> {
  const who = textOf(fields, 'who').trim();
  const password = textOf(fields, 'password');
  return checked(
    { who, password },
    {
      who: who === '' ? 'Write your e-mail address or your sign-in name.' : undefined,
      password: password === '' ? 'Write your password.' : undefined,
    },
  );
}

export function readEmail(fields: Fields): Result<string, Faults<'email'>> {
  const email = textOf(fields, 'email').trim();
  return checked(email, { email: emailFault(email) });
}

export function readName(fields: Fields): Result<string, Faults<'name'>> {
  const name = tidyName(textOf(fields, 'name'));
  return checked(name, { name: nameFault(name) });
}

/** A password for an account that has forgotten its own. */
export function readOnePassword(fields: Fields, isCommon: IsCommon): Result<string, Faults<'password'>> {
  const password = textOf(fields, 'password');
  return checked(password, { password: passwordFault(password, isCommon) });
}

/** What proves that it is one's own account: the password, or the key of words. */
export const currentFault = (current: string): string | undefined =>
  current === '' ? 'Write the password you have now, or your words.' : undefined;

export function readNewPassword(
  fields: Fields,
  isCommon: IsCommon,
): Result<{ readonly current: string; readonly password: string }, Faults<'current' | 'password'>> {
  const current = textOf(fields, 'current');
  const password = textOf(fields, 'password');
  return checked(
    { current, password },
    { current: currentFault(current), password: passwordFault(password, isCommon) },
  );
}

/** A way on after signing in that a form names: an address of this site, or null. */
export const localPath = (text: string): string | null =>
  /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(text) ? text : null;

const minutes = (seconds: number): string =>
  seconds <= 60 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`;

/** Said when there were too many wrong passwords for an account. */
export const tooOften = (retryAfter: number): string =>
  `There were too many tries for this account. Try again in ${minutes(retryAfter)}, or set a new password.`;
