// The hub: who watches is told, nobody else pays, and no teacher can hold more streams than a few.
import { describe, expect, it } from 'vitest';
import type { Happening } from '#lib/domain/live/board.ts';
import { createHub, MOST_OF_ONE, type Hub } from './live-hub.ts';

const HANDLED = { type: 'handled', id: 'r1' } as const;

function watch(hub: Hub, inClass: string, person: string) {
  const heard: Happening[] = [];
  const ended: string[] = [];
  const leave: (() => void) | undefined = hub.watch(inClass, person, {
    hear: (happening) => heard.push(happening),
    end: (reason) => {
      ended.push(reason);
      leave?.();
    },
  });
  return { heard, ended, leave };
}

describe('the hub', () => {
  it('tells those who watch the class, and nobody else', () => {
    const hub = createHub();
    const [own, other] = [watch(hub, 'c', 'one'), watch(hub, 'd', 'two')];
    hub.publish('c', HANDLED);
    expect([own.heard, other.heard]).toEqual([[HANDLED], []]);
    own.leave();
    hub.publish('c', HANDLED);
    expect(own.heard).toHaveLength(1);
  });

  it('does not even make what nobody would hear', () => {
    const hub = createHub();
    let made = 0;
    const make = (): Happening => {
      made++;
      return HANDLED;
    };
    hub.publishMade('c', HANDLED, make);
    const { leave } = watch(hub, 'c', 'one');
    hub.publishMade('c', HANDLED, make);
    leave();
    hub.publishMade('c', HANDLED, make);
    expect(made).toBe(1);
  });

  it('lets the oldest of a person give way to one too many', () => {
    const hub = createHub();
    const other = watch(hub, 'c', 'another');
    const own = Array.from({ length: MOST_OF_ONE + 2 }, () => watch(hub, 'c', 'one'));
    expect(own.map(({ ended }) => ended.join())).toEqual(['moved', 'moved', '', '', '', '', '']);
    expect(other.ended).toEqual([]);
  });

  it('ends all when the server stops, and whoever comes after', () => {
    const hub = createHub();
    const before = [watch(hub, 'c', 'one'), watch(hub, 'd', 'two')];
    hub.close();
    expect(before.map(({ ended }) => ended)).toEqual([['stopping'], ['stopping']]);
    let late: string | undefined;
    hub.watch('c', 'three', { hear: () => undefined, end: (reason) => (late = reason) });
    expect(late).toBe('stopping');
  });
});
