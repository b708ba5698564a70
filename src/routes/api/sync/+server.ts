// What a device has collected, as JSON: taken step by step, with a receipt for each attempt.
import { json } from '@sveltejs/kit';
import type { Refusal } from '#lib/domain/kernel/refusal.ts';
import { MOST_BYTES, type NotSynced, type Synced } from '#lib/domain/sync/messages.ts';
import { personOf, wayBackFor } from '#lib/server/auth/session-cookie.ts';
import { readJson, RETRY_AFTER, statusOf, tried } from '#lib/server/http.ts';
import { ownerOf } from '#lib/server/tasks/sync/owner.ts';
import { sync } from '#lib/server/tasks/sync/sync.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { services, person } = event.locals;
  const refused = (why: Refusal): Response =>
    json({ owner: ownerOf(services, event.locals.person), refusal: why } satisfies NotSynced, {
      status: statusOf(why.code),
      headers: why.code === 'too_often' ? { 'retry-after': RETRY_AFTER } : {},
    });
  const body = await readJson(event.request, MOST_BYTES);
  if (!body.ok) return refused(body.error);
  const now = Date.now();
  const enter = () => personOf(event, now);
  const done = await tried(sync(services, { person, enter, message: body.value, now }));
  if (!done.ok) return refused(done.error);
  if (!done.value.ok) return refused(done.value.error);
  const { owner, receipts } = done.value.value;
  const wayBack = person === null ? wayBackFor(event) : null;
  return json({ owner, now, attempts: receipts, ...(wayBack !== null && { wayBack }) } satisfies Synced);
};
