// Every response of a class as CSV.
import { dialectIn } from '#lib/server/csv.ts';
import { download } from '#lib/server/download.ts';
import { found, stored } from '#lib/server/http.ts';
import { exportTable } from '#lib/server/tasks/results/export-tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals: { services, person } }) => {
  const asked = { person, ...params, now: Date.now(), dialect: dialectIn(url) };
  return download(services, 'responses.csv', found(await stored(exportTable(services, 'responses', asked))));
};
