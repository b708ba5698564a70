// The page of an attempt says that it is there, or with `?gone` that it was left. It has no body, and nor has the answer.
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { found, stored } from '#lib/server/http.ts';
import { tellPresence } from '#lib/server/tasks/watching/presence.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ params, url, locals: { services, person } }) => {
  const attempt = params.attempt as AttemptId;
  const told = { person, attempt, gone: url.searchParams.has('gone'), now: Date.now() };
  found((await stored(tellPresence(services, told))) || null);
  return new Response(null, { status: 204 });
};
