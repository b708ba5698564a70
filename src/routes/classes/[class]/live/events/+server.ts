// What happens in a class, to its teacher, as it happens (text/event-stream).
import { COOKIE } from '#lib/server/auth/cookie.ts';
import { found, stored } from '#lib/server/http.ts';
import { watchClass } from '#lib/server/tasks/watching/watch.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, cookies, locals: { services, person } }) => {
  const cookie = cookies.get(COOKIE);
  const stream = found(
    await stored(
      watchClass(services, {
        person,
        class: params.class,
        of: url.searchParams.get('of'),
        wall: url.searchParams.get('wall') === '1',
        clock: Date.now,
        signedIn: async () => (await services.sessions.recognise(cookie, Date.now()))?.person === person,
      }),
    ),
  );
  // A proxy that gathers what it passes on would hold every message back.
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
  });
};
