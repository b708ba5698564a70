// Around every request: who is it, may it come from there, and one line in the log.
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { COOKIE } from '#lib/server/auth/cookie.ts';
import { isCrossSite, SAFE } from '#lib/server/auth/cross-site.ts';
import { setSessionCookie } from '#lib/server/auth/session-cookie.ts';
import { isUnavailable } from '#lib/server/db/failures.ts';
import { namesNoAction, RETRY_AFTER } from '#lib/server/http.ts';
import { ADDRESS, createPace, PERSON } from '#lib/server/pace.ts';
import { fromElsewhere, noSuchAction, storeAway, TOO_OFTEN, tooOften } from '#lib/server/refused.ts';
import { newId, settingsOf, start, type Services } from '#lib/server/services.ts';
import { purge, PURGE_EVERY } from '#lib/server/tasks/purge.ts';
import { buildReviewOnce } from '#lib/server/tasks/review/rebuild.ts';

let services: Services;
const pace = createPace();

/** The server does not start with faulty content or a database it cannot use: the message says what to mend. */
export const init: ServerInit = async () => {
  if (building) return;
  services = await start(settingsOf(process.env));
  const purging = (): void =>
    void purge(services, Date.now()).then(
      (purged) => services.log.info(purged, 'deleted what has run out'),
      (err: unknown) => services.log.error({ err }, 'what has run out was not deleted'),
    );
  purging();
  void buildReviewOnce(services).then(
    (built) => built && services.log.info(built, 'earlier answers count for review'),
    (err: unknown) => services.log.error({ err }, 'earlier answers do not count for review yet'),
  );
  const daily = setInterval(purging, PURGE_EVERY);
  const stopping: NodeJS.EventEmitter = process;
  stopping.once('demarche:stopping', () => services.hub.close());
  process.once('sveltekit:shutdown', () => {
    clearInterval(daily);
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
    if (isCrossSite(request, url.origin)) return fromElsewhere(request, url.origin);
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
        return storeAway(request);
    }
    if (SAFE.has(request.method)) return resolve(event);
    if (namesNoAction(url)) return noSuchAction(request);
    const { person } = locals;
    const entered = pace.enter(
      person ?? event.getClientAddress(),
      person === null ? ADDRESS : PERSON,
      Date.now(),
    );
    if (!entered.ok) {
      services.metrics.refused(TOO_OFTEN.code);
      await pace.holdBack();
      return tooOften(request, entered.retryAfter);
    }
    try {
      return await resolve(event);
    } finally {
      entered.leave();
    }
  };

  const response = await answer();
  if (response.status === 503) response.headers.set('retry-after', RETRY_AFTER);
  // Pages show one person's progress: no proxy may keep them, and Back must show where it stands now.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  const ms = performance.now() - began;
  services.metrics.answered(request.method, route.id, response.status, ms / 1000);
  services.log.info({
    method: request.method,
    route: route.id,
    status: response.status,
    ms: Math.round(ms * 10) / 10,
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
