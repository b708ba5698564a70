// What processes tell one another: of a class only what somebody watches elsewhere, and for as long as that is believed.
import { describe, expect, it } from 'vitest';
import type { AttemptId } from '#lib/domain/kernel/ids.ts';
import type { Channel, Listener } from './db/channel.ts';
import { createPeers, type ClassWord, type Peers } from './peers.ts';

const STEP = { type: 'step', attempt: 'a1' as AttemptId } as const;

/** Processes whose words arrive at once; `time` is everybody's clock. */
function network() {
  const all = new Map<string, Listener>();
  const sent: { from: string; word: { type: string } }[] = [];
  const state = { time: 0 };
  const channelOf = (self: string): Channel => ({
    self,
    send(word) {
      sent.push({ from: self, word: word as { type: string } });
      for (const [other, listener] of all) if (other !== self) listener.hear(word, self);
    },
    listen(listener) {
      all.set(self, listener);
      listener.opened();
    },
    close: () => Promise.resolve(),
  });
  const process = (self: string) => {
    const heard: [string, ClassWord][] = [];
    const noted: string[] = [];
    const asked: string[] = [];
    let forgotten = 0;
    const peers: Peers = createPeers(channelOf(self), () => state.time);
    peers.listen({
      sessions: () => forgotten++,
      watchedElsewhere: (inClass) => asked.push(inClass),
      noted: (inClass) => noted.push(inClass),
      inClass: (inClass, word) => heard.push([inClass, word]),
    });
    return { peers, heard, noted, asked, forgotten: () => forgotten, listener: all.get(self) as Listener };
  };
  return { process, sent, state };
}

describe('processes', () => {
  it('say nothing of a class that nobody watches elsewhere', () => {
    const { process, sent } = network();
    const [one, two] = [process('one'), process('two')];
    two.peers.watch('c');
    const before = sent.length;
    one.peers.tell('d', STEP);
    two.peers.tell('c', STEP);
    expect(sent).toHaveLength(before);
    one.peers.tell('c', STEP);
    expect(two.heard).toEqual([['c', STEP]]);
    two.peers.unwatch('c');
    one.peers.tell('c', STEP);
    expect(two.heard).toHaveLength(1);
  });

  it('note a watcher once, and tell it so after what they have heard of the class', () => {
    const { process } = network();
    const [one, two, three] = [process('one'), process('two'), process('three')];
    two.peers.watch('c');
    two.listener.beat();
    expect([one.asked, three.asked, two.noted]).toEqual([['c'], ['c'], ['c', 'c']]);
    expect(one.noted).toEqual([]);
  });

  it('believe in a watcher for a minute after its last word', () => {
    const { process, state } = network();
    const [one, two] = [process('one'), process('two')];
    two.peers.watch('c');
    state.time = 40_000;
    two.listener.beat();
    state.time = 99_999;
    one.peers.tell('c', STEP);
    state.time = 100_000;
    one.peers.tell('c', STEP);
    expect(two.heard).toHaveLength(1);
  });

  it('that begin or come back hear again what is watched, and nobody believes what was remembered before', () => {
    const { process } = network();
    const one = process('one');
    one.peers.watch('c');
    const two = process('two');
    two.peers.tell('c', STEP);
    expect(one.heard).toHaveLength(1);
    const before = one.forgotten();
    one.listener.opened();
    expect([one.forgotten() > before, one.noted.includes('c')]).toEqual([true, true]);
    two.peers.tell('c', STEP);
    expect(one.heard).toHaveLength(2);
  });

  it('hear of changed sessions, and pass over words that only a newer release knows', () => {
    const { process } = network();
    const [one, two] = [process('one'), process('two')];
    const before = two.forgotten();
    one.peers.changedSessions();
    expect(two.forgotten()).toBe(before + 1);
    expect(() => two.listener.hear({ type: 'of_tomorrow' }, 'one')).not.toThrow();
  });

  it('are silent where there can be no other', () => {
    const alone = createPeers(null);
    expect(() => {
      alone.watch('c');
      alone.tell('c', STEP);
      alone.changedSessions();
    }).not.toThrow();
  });
});
