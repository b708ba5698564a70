// What is answered to a request that is not carried out: a page to a browser that asked for one, and JSON to a script.
import { json } from '@sveltejs/kit';
import errorPage from '../../error.html?raw';
import { refusal } from '#lib/domain/kernel/refusal.ts';
import { RETRY_AFTER } from './http.ts';

/** Code that came along with a page sends forms so, and reads the answer itself. */
const BY_SCRIPT = 'x-sveltekit-action';

function wantsPage({ headers }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  return accept.includes('text/html') && !accept.includes('application/json') && !headers.has(BY_SCRIPT);
}

interface Said {
  readonly message: string;
}

/** What is said of sending again. */
const AGAIN = /<span class="again".*?<\/span\s*>/s;

/**
 * The page is the one that the framework shows when nothing else can be; where sending the same again would be refused
 * again, it does not advise it. No message holds anything that was typed.
 */
function refused(request: Request, status: number, said: Said, retryAfter?: string): Response {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  if (!wantsPage(request)) return json(said, { status, headers });
  const page = errorPage
    .replaceAll('%sveltekit.status%', String(status))
    // As a function: an address may hold what a replacement would take for a sign of its own.
    .replaceAll('%sveltekit.error.message%', () => said.message)
    .replace(AGAIN, (advice) => (retryAfter === undefined ? '' : advice));
  return new Response(page, { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
}

/** To what a page of another site sends, and to a page of this one that was opened under another address. */
export const fromElsewhere = (request: Request, origin: string): Response =>
  refused(request, 403, {
    message: `This was sent from another address, so it was not carried out. Open ${origin} and send it from there.`,
  });

export const noSuchAction = (request: Request): Response =>
  refused(request, 404, { message: 'There is no such action here.' });

export const storeAway = (request: Request): Response =>
  refused(
    request,
    503,
    { message: 'The store cannot be reached just now. Try again in a moment.' },
    RETRY_AFTER,
  );

/** Said of whoever sends more than anybody sends by hand. */
export const TOO_OFTEN = refusal('too_often', 'Nothing is lost: try again in a moment.');

export const tooOften = (request: Request, retryAfter: number): Response => {
  const said = { ok: false, refusal: TOO_OFTEN, message: TOO_OFTEN.message };
  return refused(request, 429, said, String(retryAfter));
};
