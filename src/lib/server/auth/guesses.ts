// Slows whoever guesses class codes or keys of words, without shutting out the school behind the same address.

/** Milliseconds that each wrong code keeps the next of its address waiting, once there were too many. */
export const PAUSE = 2000;
/** So many wait at one address; who comes after them is sent away unheard. */
const MOST_WAITING = 60;

export interface Guesses {
  /**
   * Looks up as many at once as may still turn out wrong: `wrong` asks how many of `most` have been, and `look` has
   * counted its own before it ends. The next waits for one of these to end, so that a burst passes no more than a few
   * after one another would; right ones hold up nobody for long. `over` when none may pass any more.
   */
  readonly atOnce: <T>(
    address: string,
    most: number,
    wrong: () => Promise<number>,
    look: () => Promise<T | null>,
  ) => Promise<T | null | 'over'>;
  /**
   * Looks codes up one after the other for each address; a wrong one (null) makes the next wait. A right code is
   * answered as soon as its turn comes, so a class gets in between two guesses. `full` when too many wait already.
   */
  readonly inTurn: <T>(address: string, look: () => Promise<T | null>) => Promise<T | null | 'full'>;
}

/** Turns that an address has once for all processes. */
export interface Turns {
  /** False while another process has it; a turn that is not ended ends by itself after `forMs`. */
  readonly take: (address: string, forMs: number) => Promise<boolean>;
  readonly end: (address: string) => Promise<void>;
}
/** Where there is one process, its own lanes are all there is. */
const ALONE: Turns = { take: () => Promise.resolve(true), end: () => Promise.resolve() };
/** Milliseconds until the turn is asked for again. */
const ASK_AGAIN = 50;

/** Those of one address whose guess is looked up, or will be. */
interface Crowd {
  here: number;
  looking: number;
  ended: number;
  readonly waiting: (() => void)[];
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createGuesses(pause: (ms: number) => Promise<void> = sleep, turns: Turns = ALONE): Guesses {
  const lanes = new Map<string, { waiting: number; last: Promise<unknown> }>();
  const crowds = new Map<string, Crowd>();

  return {
    async atOnce(address, most, wrong, look) {
      const crowd = crowds.get(address) ?? { here: 0, looking: 0, ended: 0, waiting: [] };
      crowds.set(address, crowd);
      crowd.here++;
      try {
        for (;;) {
          const { ended } = crowd;
          const counted = await wrong();
          if (counted >= most) return 'over';
          // One that ended meanwhile may not have been counted yet when the question was answered.
          if (crowd.ended !== ended) continue;
          if (counted + crowd.looking < most) break;
          await new Promise<void>((resolve) => crowd.waiting.push(resolve));
        }
        crowd.looking++;
        try {
          return await look();
        } finally {
          crowd.looking--;
          crowd.ended++;
        }
      } finally {
        crowd.here--;
        crowd.waiting.shift()?.();
        if (crowd.here === 0) crowds.delete(address);
      }
    },
    async inTurn(address, look) {
      const lane = lanes.get(address) ?? { waiting: 0, last: Promise.resolve() };
      if (lane.waiting >= MOST_WAITING) return 'full';
      lanes.set(address, lane);
      lane.waiting++;
      const turn = lane.last.then(async () => {
        while (!(await turns.take(address, PAUSE))) await pause(ASK_AGAIN);
        const seen = await look();
        // The wrong guess itself waits as well: many connections bring no more answers than one.
        if (seen === null) await pause(PAUSE);
        else await turns.end(address);
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
