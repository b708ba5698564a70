// The item statistics of a class as CSV.
import { download } from '#lib/server/download.ts';
import { found, stored } from '#lib/server/http.ts';
import { exportTable } from '#lib/server/tasks/results/export-tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { services, person } }) =>
  download(
    services,
    'items.csv',
    found(await stored(exportTable(services, 'items', { person, ...params, now: Date.now() }))),
  );
