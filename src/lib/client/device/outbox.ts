// The outbox: sends what waits on this device, batch after batch and in order, and tries again at growing intervals.
import { nextBatch, waitAfter } from '#lib/domain/sync/batch.ts';
import {
  caughtUp,
  nextPosition,
  received,
  unsentOf,
  type CaughtUp,
  type Held,
} from '#lib/domain/sync/held.ts';
import type { CameBack } from './come-back.ts';
import type { DeviceStore } from './kept.ts';
import type { Answered, Post } from './sync.ts';
import { keepWayBack, returned } from './way-back.ts';

export interface OutboxParts {
  readonly store: DeviceStore;
  readonly post: Post;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** Calls back after so many milliseconds; gives what takes it back. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** Runs when no other tab of this browser is sending. */
  readonly alone: (run: () => Promise<void>) => Promise<void>;
  /** Called where the server knows nobody here: a guest whom the browser has forgotten may be known again. */
  readonly comeBack: (store: DeviceStore) => Promise<CameBack>;
  /** Hears of every attempt that the server has answered for, and of nothing in particular after each round. */
  readonly onchange: (attempts: readonly string[]) => void;
}

export type Flushed = 'empty' | 'lost';
/** `another`: the server takes this browser for somebody else than the attempt is of. */
export type Asked = CaughtUp | 'another' | 'lost';

export interface Outbox {
  /** Sends all that may be sent; resolves once nothing more of it waits, or the network fails. */
  readonly flush: () => Promise<Flushed>;
  /** Sends soon; more than one call is one. */
  readonly wake: () => void;
  /** Asks where the server has an attempt, and takes over what another device has done, if nothing of it waits here. */
  readonly catchUp: (attempt: string) => Promise<Asked>;
  /** Tries again after a while: something was lost on another way. */
  readonly later: () => void;
  readonly close: () => void;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, post, now, chance, later, alone, comeBack, onchange } = parts;
  let failures = 0;
  let cancel: (() => void) | null = null;
  let running: Promise<Flushed> | null = null;
  let closed = false;
  let again = false;
  /** Milliseconds for which the server has asked to be left alone. */
  let pause = 0;
  /** Owners whose answers the server does not take from this session: they wait for their own. */
  const foreign = new Set<string>();

  async function ask(message: Parameters<Post>[0]): Promise<Answered> {
    let answer = await post(message);
    if (answer.kind !== 'lost' && answer.owner === null) {
      const came = await comeBack(store);
      if (came === 'back') answer = await post(message);
      if (came === 'lost') answer = { kind: 'lost', retryAfter: null };
    }
    pause = answer.kind === 'lost' ? (answer.retryAfter ?? 0) : 0;
    return answer;
  }

  const tell = async (answer: Extract<Answered, { kind: 'synced' | 'refused' }>): Promise<void> => {
    if ((await store.meta('owner')) !== answer.owner) {
      foreign.clear();
      await store.setMeta('owner', answer.owner);
    }
    if (answer.kind !== 'synced') return;
    await store.setMeta('offset', answer.now - now());
    if (answer.owner !== null) await keepWayBack(store, answer.owner, answer.wayBack);
  };

  /** Whether the server takes what this owner has done from this session: asked before anything of it is sent. */
  async function takes(owner: string): Promise<'yes' | 'no' | 'lost'> {
    if (owner === (await store.meta('owner'))) return 'yes';
    if (foreign.has(owner)) return 'no';
    const answer = await ask({ owner, attempts: [] });
    if (answer.kind === 'lost') return 'lost';
    await tell(answer);
    if (answer.kind === 'synced') return 'yes';
    foreign.add(owner);
    return 'no';
  }

  /** One owner's answers, batch by batch. */
  async function send(owner: string | null): Promise<Flushed> {
    for (;;) {
      const waiting = (await store.waiting()).filter(({ attempt }) => attempt.owner === owner);
      const batch = nextBatch(owner, waiting);
      if (batch === null) return 'empty';
      const answer = await ask(batch.message);
      if (answer.kind === 'lost') return 'lost';
      await tell(answer);
      if (answer.kind === 'refused' && answer.refusal.code === 'no_session') return 'lost';
      if (answer.kind === 'refused') {
        if (owner !== null && answer.refusal.code === 'another_owner') {
          foreign.add(owner);
          return 'empty';
        }
        // The message as a whole cannot be read: nothing of it can be sent again either.
        await refuse(
          batch.message.attempts.map(({ attempt }) => attempt),
          answer,
        );
        continue;
      }
      const ids: string[] = [];
      for (const [i, receipt] of answer.attempts.entries()) {
        const asked = batch.asked[i];
        const id = asked?.[0]?.attempt;
        if (asked === undefined || id === undefined) continue;
        ids.push(id);
        await store.change(id, (held) => [
          held === null ? {} : withOwner(held, received(held, asked, receipt), answer.owner),
          null,
        ]);
      }
      onchange(ids);
      if (ids.length === 0) return 'lost';
    }
  }

  const withOwner = (held: Held, change: ReturnType<typeof received>, owner: string | null) => ({
    ...change,
    attempt: { ...(change.attempt ?? held.attempt), owner: owner ?? held.attempt.owner },
  });

  async function refuse(
    ids: readonly string[],
    { refusal }: Extract<Answered, { kind: 'refused' }>,
  ): Promise<void> {
    for (const id of ids)
      await store.change(id, (held) => [
        held === null
          ? {}
          : received(held, [], {
              attempt: id,
              position: null,
              accepted: 0,
              refusal: { ...refusal, position: 0, command: null },
              state: null,
            }),
        null,
      ]);
    onchange(ids);
  }

  /** Sees to it that the server has a name for this browser, before it is sent what nobody's is yet. */
  async function known(): Promise<'yes' | 'lost'> {
    if ((await store.meta('owner')) !== null) return 'yes';
    const answer = await ask({ owner: null, attempts: [], enter: true });
    if (answer.kind !== 'synced' || answer.owner === null) return 'lost';
    await tell(answer);
    return 'yes';
  }

  async function all(): Promise<Flushed> {
    const owners = new Set((await store.waiting()).map(({ attempt }) => attempt.owner));
    for (const owner of owners) {
      const may = owner === null ? await known() : await takes(owner);
      if (may === 'lost') return 'lost';
      if (may === 'yes' && (await send(owner)) === 'lost') return 'lost';
    }
    return 'empty';
  }

  async function flush(): Promise<Flushed> {
    cancel?.();
    cancel = null;
    let outcome: Flushed = 'lost';
    try {
      await alone(async () => {
        do {
          again = false;
          outcome = await all();
        } while (again && outcome === 'empty');
      });
    } catch {
      // The store failed in the middle: what was not acknowledged is still there, or was never kept.
      outcome = 'lost';
    }
    if (outcome === 'lost') retry();
    else {
      failures = 0;
      // Another window may have sent what this one was waiting for.
      onchange([]);
    }
    return outcome;
  }

  function retry(): void {
    if (closed) return;
    failures++;
    cancel?.();
    cancel = later(Math.max(pause, waitAfter(failures, chance())), () => void start());
    onchange([]);
  }

  async function catchUp(id: string): Promise<Asked> {
    try {
      const held = await store.held(id);
      // The server does not know of it yet, or will be told first: the receipt says the same.
      if (held === null || held.attempt.begin !== null || unsentOf(held).length > 0) return 'same';
      const { owner, id: attempt } = held.attempt;
      const answer = await ask({ owner, attempts: [{ attempt, events: [] }] });
      if (answer.kind === 'lost') return 'lost';
      await tell(answer);
      if (answer.kind === 'refused') return answer.refusal.code === 'another_owner' ? 'another' : 'lost';
      const [receipt] = answer.attempts;
      if (receipt === undefined) return 'lost';
      const asked = nextPosition(held);
      const caught = await store.change(id, (now) =>
        now === null ? [{}, 'same' as const] : caughtUp(now, asked, receipt),
      );
      if (caught !== 'same') onchange([id]);
      return caught;
    } catch {
      return 'lost';
    }
  }

  const start = (): Promise<Flushed> =>
    (running ??= flush().finally(() => {
      running = null;
    }));

  return {
    flush: start,
    catchUp,
    wake() {
      again = true;
      void start();
    },
    later: retry,
    close() {
      closed = true;
      cancel?.();
    },
  };
}

/** The parts of a real browser: its clock and chance, and one tab at a time where the browser can see to that. */
export const inBrowser = {
  now: () => Date.now(),
  chance: () => Math.random(),
  later(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  // Over plain http there are no locks; two tabs then send the same, and the server takes it once.
  alone: (run: () => Promise<void>): Promise<void> =>
    'locks' in navigator ? navigator.locks.request('demarche-outbox', run) : run(),
  comeBack: returned,
} as const;

/** Wakes the outbox when the network or the person comes back; gives what stops it. */
export function wakeWithBrowser(outbox: Outbox): () => void {
  const seen = (): void => {
    if (document.visibilityState === 'visible') outbox.wake();
  };
  addEventListener('online', outbox.wake);
  document.addEventListener('visibilitychange', seen);
  return () => {
    removeEventListener('online', outbox.wake);
    document.removeEventListener('visibilitychange', seen);
    outbox.close();
  };
}
