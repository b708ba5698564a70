// Slows whoever guesses class codes, without shutting out the school behind the same address.

/** Milliseconds that each wrong code keeps the next of its address waiting, once there were too many. */
export const PAUSE = 2000;
/** So many wait at one address; who comes after them is sent away unheard. */
const MOST_WAITING = 60;

export interface Guesses {
  /**
   * Looks codes up one after the other for each address; a wrong one (null) makes the next wait. A right code is
   * answered as soon as its turn comes, so a class gets in between two guesses. `full` when too many wait already.
   */
  readonly inTurn: <T>(address: string, look: () => Promise<T | null>) => Promise<T | null | 'full'>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createGuesses(pause: (ms: number) => Promise<void> = sleep): Guesses {
  const lanes = new Map<string, { waiting: number; last: Promise<unknown> }>();

  return {
    async inTurn(address, look) {
      const lane = lanes.get(address) ?? { waiting: 0, last: Promise.resolve() };
      if (lane.waiting >= MOST_WAITING) return 'full';
      lanes.set(address, lane);
      lane.waiting++;
      const turn = lane.last.then(async () => {
        const seen = await look();
        // The wrong guess itself waits as well: many connections bring no more answers than one.
        if (seen === null) await pause(PAUSE);
        return seen;
      });
      lane.last = turn.catch(() => {});
      try {
        return await turn;
      } finally {
        lane.waiting--;
        if (lane.waiting === 0) lanes.delete(address);
      }
    },
  };
}
