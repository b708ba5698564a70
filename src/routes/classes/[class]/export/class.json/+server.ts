// Everything that is stored of a class, as JSON.
import { download } from '#lib/server/download.ts';
import { found, stored } from '#lib/server/http.ts';
import { exportClass } from '#lib/server/tasks/results/export-class.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { services, person } }) =>
  download(
    services,
    'class.json',
    found(await stored(exportClass(services, { person, ...params, now: Date.now() }))),
  );
