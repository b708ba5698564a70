// What people type about themselves: name, e-mail and password, read from a form with a sentence for each that is wrong.
import type { Fields } from '../attempt/form.ts';
import { err, ok, type Result } from '../kernel/result.ts';

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

/** One @ with something on either side, and nothing that could be read as more than one address. */
export function emailFault(email: string): string | undefined {
  if (email === '') return 'Write your e-mail address.';
  return email.length <= LONGEST_EMAIL && /^[^\s@\p{C},;:<>()[\]"\\]+@[^\s@\p{C},;:<>()[\]"\\]+$/u.test(email)
    ? undefined
    : 'This is not an e-mail address. It looks like name@school.example.';
}

export function passwordFault(password: string, email = ''): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD)
    return `Use at least ${SHORTEST_PASSWORD} characters; three or four words are easy to keep. This has ${length}.`;
  if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters. This has ${length}.`;
  if (new Set(password).size < 4) return 'Use at least four different characters.';
  return email !== '' && emailKey(password) === emailKey(email)
    ? 'Your e-mail address is the first thing anybody would try. Use another password.'
    : undefined;
}

const checked = <T, Field extends string>(
  value: T,
  found: Record<Field, string | undefined>,
): Result<T, Faults<Field>> => {
  const faults = Object.fromEntries(
    Object.entries<string | undefined>(found).filter(([, fault]) => fault !== undefined),
  ) as Faults<Field>;
  return Object.keys(faults).length === 0 ? ok(value) : err(faults);
};

export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly teaches: boolean;
}

export function readSignUp(fields: Fields): Result<SignUp, Faults<'name' | 'email' | 'password'>> {
  const name = tidyName(textOf(fields, 'name'));
  const email = textOf(fields, 'email').trim();
  const password = textOf(fields, 'password');
  return checked(
    { name, email, password, teaches: fields.has('teaches') },
    { name: nameFault(name), email: emailFault(email), password: passwordFault(password, email) },
  );
}

export function readSignIn(
  fields: Fields,
): Result<{ readonly email: string; readonly password: string }, Faults<'email' | 'password'>> {
  const email = textOf(fields, 'email').trim();
  const password = textOf(fields, 'password');
  return checked(
    { email, password },
    { email: emailFault(email), password: password === '' ? 'Write your password.' : undefined },
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
export function readOnePassword(fields: Fields): Result<string, Faults<'password'>> {
  const password = textOf(fields, 'password');
  return checked(password, { password: passwordFault(password) });
}

export function readNewPassword(
  fields: Fields,
): Result<{ readonly current: string; readonly password: string }, Faults<'current' | 'password'>> {
  const current = textOf(fields, 'current');
  const password = textOf(fields, 'password');
  return checked(
    { current, password },
    {
      current: current === '' ? 'Write the password you have now.' : undefined,
      password: passwordFault(password),
    },
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
