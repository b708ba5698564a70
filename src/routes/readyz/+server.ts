// Ready: the database answers as well.
import { text } from '@sveltejs/kit';
import { isReady } from '#lib/server/tasks/is-ready.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { services } }) => {
  const headers = { 'cache-control': 'no-store' };
  return (await isReady(services))
    ? text('ready\n', { headers })
    : text('the database does not answer\n', { status: 503, headers });
};
