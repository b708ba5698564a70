// The open artefact of a content version. It never changes under its hash, and there is no address for the sealed one.
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import { found, stored } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { services } }) => {
  const hash = found(/^[0-9a-f]{64}$/.exec(params.hash)?.[0]) as ContentHash;
  const version = found(await stored(services.library.version(services.db, hash)));
  return new Response(version.openJson(), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
