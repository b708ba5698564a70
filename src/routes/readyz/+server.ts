// Ready: the database answers as well.
import { text } from '@sveltejs/kit';
import { ping } from '#lib/server/stores/settings.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { services } }) => {
  const ready = await ping(services.db).then(
    () => true,
    () => false,
  );
  const headers = { 'cache-control': 'no-store' };
  return ready ? text('ready\n', { headers }) : text('the database does not answer\n', { status: 503, headers });
};
