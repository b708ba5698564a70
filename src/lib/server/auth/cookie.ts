// The session cookie: a random token and its signature, so that invented tokens never reach the database.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const COOKIE = 'demarche';

/** Signs with HMAC-SHA256 under the installation's secret; all in base64url. */
const signature = (secret: string, token: string): Buffer =>
  createHmac('sha256', secret).update(token).digest();

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database holds of a token, in hexadecimal. */
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
