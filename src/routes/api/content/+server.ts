// What of the courses a device can keep, with sizes. It is the same for everybody.
import { json } from '@sveltejs/kit';
import { catalogue } from '#lib/server/tasks/shelf/catalogue.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { services } }) =>
  json(catalogue(services.library), { headers: { 'cache-control': 'no-cache' } });
