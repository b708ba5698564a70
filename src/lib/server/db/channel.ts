// What app processes on one database say to one another: how words travel, whatever they are.

export interface Channel {
  /** The name of this process in it. */
  readonly self: string;
  /**
   * Sends a word to all other processes that listen, soon; nobody waits for it. What cannot be sent now is lost, so
   * nothing may depend on it alone.
   */
  readonly send: (word: unknown) => void;
  /** Begins to listen, and goes on after every break until it is closed. */
  readonly listen: (listener: Listener) => void;
  readonly close: () => Promise<void>;
}

export interface Listener {
  /** A word of another process. */
  readonly hear: (word: unknown, from: string) => void;
  /** It can be heard and sent from now on; what was said before this is not known. */
  readonly opened: () => void;
  /** Now and then, as long as it is open. */
  readonly beat: () => void;
}
