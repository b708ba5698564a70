// Refuses what another site's page sends in a learner's name: forms, as the framework would, and everything else.

/** Methods that change nothing. */
export const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site has to ask before it may send JSON (a CORS preflight), and is never answered yes. */
export const isJson = (headers: Headers): boolean =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json';

/**
 * True for a request that changes something and comes, or may come, from a page of another origin. Browsers name the
 * origin of every such request; a program without a browser names none, and is heard when it sends JSON.
 */
export function isCrossSite({ method, headers }: Request, origin: string): boolean {
  if (SAFE.has(method)) return false;
  const from = headers.get('origin');
  // Without a preflight any page may send a form: it must name this origin, whatever else the browser says.
  if (!isJson(headers) && from !== origin) return true;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  // Over plain http to another machine browsers leave that header out.
  return from !== null && from !== origin;
}
