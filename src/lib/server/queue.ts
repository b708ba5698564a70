// Work that is too heavy to be done for everybody at once: a few pieces at a time, the others in the order of their arrival.

/** More is asked for at once than can be done in good time: the same may well succeed in a moment. */
export class Busy extends Error {}

/** Runs `atOnce` pieces of work; while `mostWaiting` wait, the next is refused with `Busy` and these words. */
export function queue(
  atOnce: number,
  mostWaiting: number,
  busy: string,
): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (waiting.length >= mostWaiting) throw new Busy(busy);
    if (running < atOnce) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
