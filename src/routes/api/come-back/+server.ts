// A guest comes back by what the device has kept, as JSON; only where nobody is known to be here.
import { json } from '@sveltejs/kit';
import { refusal, type Refusal } from '#lib/domain/kernel/refusal.ts';
import { readComeBack } from '#lib/domain/sync/read.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { readJson, statusOf, tried } from '#lib/server/http.ts';
import { comeBack } from '#lib/server/tasks/come-back.ts';
import type { RequestHandler } from './$types';

/** The same whatever the reason. */
const NOWHERE = refusal('no_session', 'It goes on as a new guest, or signs in.');

export const POST: RequestHandler = async ({ request, cookies, url, locals: { services, person } }) => {
  const refused = (why: Refusal): Response => {
    services.metrics.refused(why.code);
    return json({ refusal: why }, { status: statusOf(why.code) });
  };
  if (person !== null) return refused(NOWHERE);
  const body = await readJson(request);
  const asked = body.ok ? readComeBack(body.value) : body;
  if (!asked.ok) return refused(asked.error);
  const back = await tried(comeBack(services, { ...asked.value, now: Date.now() }));
  if (!back.ok) return refused(back.error);
  if (back.value === null) return refused(NOWHERE);
  setSessionCookie(cookies, url, back.value.cookie);
  return json({ owner: services.sessions.ownerOf(back.value.person) });
};
