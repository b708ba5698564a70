// The security headers of every response, by what it is: a document, anything else, or a file that never changes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a browser must know of any response. */
const EVERYWHERE = { 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' };

/** What means something for a document alone. */
const DOCUMENT = {
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

const errorPage = readFileSync(new URL('../../src/error.html', import.meta.url), 'utf8');
const [, errorStyle = ''] = /<style>(.*?)<\/style>/s.exec(errorPage) ?? [];
const styleHash = createHash('sha256').update(errorStyle).digest('base64');

/** For a document that brings no policy of its own: it may load nothing at all, and has the look of the page of errors. */
const POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A year, as the preload lists ask; only this host, for others under the same name may have no https. */
const HSTS = 'max-age=31536000';

/** A pupil's phone fetches many of them over a slow network: nothing is sent that is not needed. */
const IMMUTABLE = '/_app/immutable/';

/** An image in SVG can hold a script, and has an address of its own. */
const isDocument = (type) => /html|xml/i.test(type ?? '');

/** The headers that a response of this type is given; `https` says that people come that way alone. */
export function headersOf(path, type, https) {
  const document = isDocument(type);
  if (path.startsWith(IMMUTABLE) && !document) return EVERYWHERE;
  return {
    ...EVERYWHERE,
    ...(https ? { 'Strict-Transport-Security': HSTS } : {}),
    ...(document ? { ...DOCUMENT, 'Content-Security-Policy': POLICY } : {}),
  };
}

/** Sees to it that the response leaves with them. What the app itself has set stays. */
export function secure(req, res, https) {
  const writeHead = res.writeHead;
  res.writeHead = (status, ...rest) => {
    const given = rest.find((each) => typeof each === 'object') ?? {};
    const type = res.getHeader('content-type') ?? given['content-type'] ?? given['Content-Type'];
    for (const [name, value] of Object.entries(headersOf(req.url, type, https)))
      if (!res.hasHeader(name)) res.setHeader(name, value);
    return writeHead.call(res, status, ...rest);
  };
}
