// The session cookie: a random token and its signature, so that invented tokens never reach the database.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const COOKIE = 'demarche';

/** Signs with HMAC-SHA256 under the installation's secret; all in base64url. */
const signature = (secret: string, token: string): Buffer =>
  createHmac('sha256', secret).update(token).digest();

/** The name of a person for devices: 22 characters from which nobody comes back to the id, or to a session. */
export const ownerName = (secret: string, person: string): string =>
  createHmac('sha256', secret).update(`owner\n${person}`).digest('base64url').slice(0, 22);

/** What a guest's device keeps beside the cookie: from it neither the cookie comes back, nor it from the database. */
export const wayBackOf = (secret: string, token: string): string =>
  createHmac('sha256', secret).update(`way back\n${token}`).digest('base64url');

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database holds of a token, or of a way back, in hexadecimal. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const sealToken = (secret: string, token: string): string =>
  `${token}.${signature(secret, token).toString('base64url')}`;

/** The token of a cookie, or null when we have not signed it. */
export function openCookie(secret: string, cookie: string): string | null {
  const parts = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/.exec(cookie);
  if (parts === null) return null;
  const [, token = '', signed = ''] = parts;
  const given = Buffer.from(signed, 'base64url');
  const right = signature(secret, token);
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

const SEAL = 'a text for a page\n';

/** A text that a page is to send back as we have made it; no token is signed in this way. */
export const sealText = (secret: string, text: string): string =>
  `${text}.${signature(secret, SEAL + text).toString('base64url')}`;

/** What we have sealed, or null for anything else. */
export function openText(secret: string, sealed: string): string | null {
  const at = sealed.lastIndexOf('.');
  const text = sealed.slice(0, Math.max(0, at));
  const given = Buffer.from(sealed.slice(at + 1), 'base64url');
  const right = signature(secret, SEAL + text);
  return given.length === right.length && timingSafeEqual(given, right) ? text : null;
}
