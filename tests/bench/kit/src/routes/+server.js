// Makes each body durable, with those that arrive beside it, and says so.
import { json } from '@sveltejs/kit';
import { openInserts } from '../../../inserts.mjs';

/** Opened by the first request: the build reads this file as well. */
let inserts;

export const GET = () => new Response('ready');

export const POST = async ({ request }) => {
  inserts ??= openInserts(process.env.DATA_DIR);
  await inserts.grouped(JSON.stringify(await request.json()));
  return json({ ok: true });
};
