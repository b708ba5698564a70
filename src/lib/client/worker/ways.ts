// How the service worker answers a request: a pure function of it, so that it can be tested without a browser.

/**
 * `none`: the browser does as without a worker. `kept`: a file that never changes under its name. `shell`: a page of the
 * app on the device. `attempt`: an attempt, which may lie on this device. `page`: any other page, from the network.
 * `posted`: a form that was sent; nothing may come in its place but the word that it could not be sent.
 */
export type Way = 'none' | 'kept' | 'shell' | 'attempt' | 'page' | 'posted';

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly address: URL;
  /** The origin of the worker. */
  readonly origin: string;
}

/** Files beside the build that an installed app shows. */
export const LOOKS = ['/favicon.svg', '/manifest.webmanifest'] as const;
const KEPT = /^\/_app\/immutable\//;
const SHELL = /^\/device(\/|$)/;
const ATTEMPT = /^(?:\/device)?\/attempts\/([A-Za-z0-9_-]{16,64})$/;

/** The id of the attempt that an address is of, or null. */
export const attemptAt = (path: string): string | null => ATTEMPT.exec(path)?.[1] ?? null;

export function wayOf({ method, mode, address, origin }: Asked): Way {
  const path = address.pathname;
  if (address.origin !== origin) return 'none';
  if (mode === 'navigate') {
    if (method === 'POST') return 'posted';
    if (method !== 'GET') return 'none';
    if (SHELL.test(path)) return 'shell';
    return attemptAt(path) === null ? 'page' : 'attempt';
  }
  const unchanging = KEPT.test(path) || LOOKS.some((look) => look === path);
  return method === 'GET' && unchanging ? 'kept' : 'none';
}

/**
 * Which of our caches to keep when this version takes over: its own and the one before it, whose pages may still be
 * open in other tabs and ask for files that the server has no more. `names` are in the order in which they were made.
 */
export function keptCaches(names: readonly string[], own: string): readonly string[] {
  const before = names.filter((name) => name.startsWith(CACHES) && name !== own).at(-1);
  return before === undefined ? [own] : [before, own];
}
/** What the names of caches of files begin with. Downloads have one of their own, which no version throws away. */
export const CACHES = 'demarche-files-';
