// The open artefact of a content version. It never changes under its hash, and there is no address for the sealed one.
import type { ContentHash } from '#lib/domain/kernel/ids.ts';
import { found, stored } from '#lib/server/http.ts';
import { openContent } from '#lib/server/tasks/open-content.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals: { services } }) => {
  const hash = found(/^[0-9a-f]{64}$/.exec(params.hash)?.[0]) as ContentHash;
  // A review asks one question alone.
  const item = url.searchParams.get('item');
  return new Response(found(await stored(openContent(services, hash, Date.now(), item))), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
