// Refuses what another site's page sends in a learner's name. The framework checks forms; this checks everything else.

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True for a request that changes something and comes from a page of another origin.
 * Browsers name the origin of every such request; a program without a browser names none and has nobody's cookie.
 */
export function isCrossSite(request: Request, origin: string): boolean {
  if (SAFE.has(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  // Over plain http to another machine browsers leave that header out.
  const from = request.headers.get('origin');
  return from !== null && from !== origin;
}
