// Around every request: who is it, may it come from there, and one line in the log.
import { json, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { COOKIE } from '#lib/server/auth/cookie.ts';
import { isCrossSite } from '#lib/server/auth/cross-site.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { isUnavailable } from '#lib/server/db/failures.ts';
import { RETRY_AFTER } from '#lib/server/http.ts';
import { newId, settingsOf, start, type Services } from '#lib/server/services.ts';
import { tidy, TIDY_EVERY } from '#lib/server/tasks/tidy.ts';

let services: Services;

/** The server does not start with faulty content or a database it cannot use: the message says what to mend. */
export const init: ServerInit = async () => {
  if (building) return;
  services = await start(settingsOf(process.env));
  const keepTidy = (): void =>
    void tidy(services, Date.now()).catch((err: unknown) => services.log.error({ err }, 'not tidied'));
  keepTidy();
  const tidying = setInterval(keepTidy, TIDY_EVERY);
  process.once('sveltekit:shutdown', () => {
    clearInterval(tidying);
    services.mail?.close();
    void services.close();
  });
};

export const handle: Handle = async ({ event, resolve }) => {
  const { request, cookies, url, route, locals } = event;
  const began = performance.now();
  locals.services = services;
  locals.person = null;
  locals.account = null;
  locals.teaches = false;
  locals.attends = false;

  const answer = async (): Promise<Response> => {
    if (isCrossSite(request, url.origin))
      return json({ message: 'Another site sent this request, so it was not carried out.' }, { status: 403 });
    const cookie = cookies.get(COOKIE);
    try {
      const known = await services.sessions.recognise(cookie, Date.now());
      locals.person = known?.person ?? null;
      locals.account = known?.account ?? null;
      locals.teaches = known?.teaches ?? false;
      locals.attends = known?.attends ?? false;
      if (known?.extended === true && cookie !== undefined) setSessionCookie(cookies, url, cookie);
    } catch (fault) {
      if (!isUnavailable(fault)) throw fault;
      // Taken for nobody, a learner would be told that the attempt does not exist.
      if (cookie !== undefined && route.id !== '/healthz' && route.id !== '/readyz')
        return json(
          { message: 'The store cannot be reached just now. Try again in a moment.' },
          { status: 503 },
        );
    }
    return resolve(event);
  };

  const response = await answer();
  if (response.status === 503) response.headers.set('retry-after', RETRY_AFTER);
  // Pages show one person's progress: no proxy may keep them, and Back must show where it stands now.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  services.log.info({
    method: request.method,
    route: route.id,
    status: response.status,
    ms: Math.round((performance.now() - began) * 10) / 10,
  });
  return response;
};

/** The visitor gets a plain sentence and an id; what went wrong stands in the log under the same id. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message: 'There is no such page here.' };
  if (status < 500) return { message };
  const id = newId().slice(0, 8);
  services?.log.error({ id, route: event.route.id, err: error });
  return { message: 'Something went wrong here; it is not your doing. Try again in a moment.', id };
};
