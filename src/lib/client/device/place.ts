// Which page of the app on the device an address stands for: its own addresses, and those of pages that have no network.

export type Place =
  | { readonly page: 'home'; readonly away: boolean }
  | { readonly page: 'today' }
  | { readonly page: 'downloads' }
  | { readonly page: 'attempt'; readonly id: string }
  | { readonly page: 'source'; readonly course: string }
  | { readonly page: 'activity'; readonly course: string; readonly activity: string };

const ATTEMPT = /^(?:\/device)?\/attempts\/([A-Za-z0-9_-]{16,64})$/;
const SOURCE = /^\/courses\/([^/]+)\/source$/;
const ACTIVITY = /^\/courses\/([^/]+)\/([^/]+)$/;
/** Pages in the place of which the list of what is here says enough. */
const HOME = /^\/(device|attempts|courses\/[^/]+)?$/;

export function placeOf(path: string): Place {
  const attempt = ATTEMPT.exec(path)?.[1];
  if (attempt !== undefined) return { page: 'attempt', id: attempt };
  if (path === '/device/today' || path === '/today') return { page: 'today' };
  if (path === '/device/downloads') return { page: 'downloads' };
  const source = SOURCE.exec(path)?.[1];
  if (source !== undefined) return { page: 'source', course: source };
  const [, course, activity] = ACTIVITY.exec(path) ?? [];
  if (course !== undefined && activity !== undefined) return { page: 'activity', course, activity };
  return { page: 'home', away: !HOME.test(path) };
}
