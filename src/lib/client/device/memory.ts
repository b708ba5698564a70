// The device store in memory: where the browser keeps nothing, what is on its way is still one thing to one side of the page.
import type { Held, HeldAttempt, HeldEvent, SetAside } from '#lib/domain/sync/held.ts';
import { isUnsent, touchedAt } from '#lib/domain/sync/held.ts';
import type { DeviceStore, HeldContent, Meta } from './kept.ts';

/** A new, empty store; `durable` is for tests that let it stand for a disk. */
export function memoryStore(durable = false): DeviceStore {
  const attempts = new Map<string, HeldAttempt>();
  const events = new Map<string, Map<number, HeldEvent>>();
  const aside = new Map<string, SetAside>();
  const contents = new Map<string, HeldContent>();
  const meta = new Map<string, unknown>();
  const ofAttempt = (id: string): readonly HeldEvent[] =>
    [...(events.get(id)?.values() ?? [])].sort((a, b) => a.position - b.position);
  const held = (id: string): Held | null => {
    const attempt = attempts.get(id);
    return attempt === undefined ? null : { attempt, events: ofAttempt(id) };
  };
  const put = (event: HeldEvent): void => {
    const own = events.get(event.attempt) ?? new Map<number, HeldEvent>();
    events.set(event.attempt, own.set(event.position, event));
  };
  const all = (): Held[] =>
    [...attempts.keys()].map((id) => held(id) as Held).sort((a, b) => touchedAt(b) - touchedAt(a));

  return {
    durable,
    held: async (id) => held(id),
    all: async () => all(),
    waiting: async () =>
      all()
        .filter((one) => one.events.some(isUnsent))
        .reverse(),
    unsent: async () => all().reduce((sum, one) => sum + one.events.filter(isUnsent).length, 0),
    async append(event) {
      if (events.get(event.attempt)?.has(event.position) === true) return false;
      put(event);
      return true;
    },
    async change(id, decide) {
      const [change, told] = decide(held(id));
      for (const position of change.remove ?? []) events.get(id)?.delete(position);
      for (const event of change.put ?? []) put(event);
      for (const answer of change.aside ?? []) aside.set(answer.id, answer);
      if (change.attempt !== undefined) attempts.set(id, change.attempt);
      return told;
    },
    aside: async (id) => [...aside.values()].filter(({ attempt }) => id === undefined || attempt === id),
    async dropAside(id) {
      for (const answer of aside.values()) if (answer.attempt === id) aside.delete(answer.id);
    },
    // It is for a visit that never comes.
    keepStill: async () => {},
    async forget(id) {
      attempts.delete(id);
      events.delete(id);
      await this.dropAside(id);
    },
    content: async (key) => contents.get(key) ?? null,
    contents: async () => [...contents.values()],
    keepContent: async (content) => void contents.set(content.key, content),
    dropContent: async (key) => void contents.delete(key),
    meta: async <K extends keyof Meta>(name: K) => (meta.get(name) as Meta[K] | undefined) ?? null,
    setMeta: async (name, value) => void meta.set(name, value),
  };
}
