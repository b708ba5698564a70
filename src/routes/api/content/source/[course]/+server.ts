// The source with all that its reader shows, as one piece that a device can keep.
import { found } from '#lib/server/http.ts';
import { sourceJson } from '#lib/server/tasks/shelf/catalogue.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { services } }) => {
  const { json, hash } = sourceJson(found(services.library.courses.get(params.course)));
  return new Response(json, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache', etag: `"${hash}"` },
  });
};
