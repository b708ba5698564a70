// Tells the server that a page of assigned work is open: what a teacher who watches sees of a pupil who went offline.
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import { TELL_EVERY } from '#lib/domain/live/presence.ts';

/** Says so while the page can be seen and the work is `going`, and that it was left; gives the way to stop. */
export function keepPresent(attempt: AttemptId, going: () => boolean): () => void {
  const address = `/api/attempts/${attempt}/presence`;
  const here = (): void => {
    if (going() && document.visibilityState === 'visible') navigator.sendBeacon(address);
  };
  const left = (): void => {
    if (going()) navigator.sendBeacon(`${address}?gone`);
  };
  here();
  const telling = setInterval(here, TELL_EVERY);
  const stop = new AbortController();
  const { signal } = stop;
  for (const event of ['pageshow', 'online']) addEventListener(event, here, { signal });
  document.addEventListener('visibilitychange', here, { signal });
  addEventListener('pagehide', left, { signal });
  return () => {
    clearInterval(telling);
    stop.abort();
    left();
  };
}
