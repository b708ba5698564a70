// The proof of a track: what it counts, and which faults of an author it finds.
import { describe, expect, it } from 'vitest';
import { track } from '../../../../tests/fixtures/activities.ts';
import type { TrackActivity } from './compiled.ts';
import { prove } from './prove.ts';
import type { Decision, Ending } from './schema.ts';

const withEndings = (...endings: Ending[]): TrackActivity => ({ ...track, endings });
const withMoves = (change: (scene: Decision) => Decision): TrackActivity => ({
  ...track,
  scenes: track.scenes.map((scene) => (scene.kind === 'decision' ? change(scene) : scene)),
});

describe('the proof', () => {
  it('of a sound track: all states end, all endings are reached, five points at most', () => {
    // d1's three steps (1 situation, then 3 and 3), 10 steps of questions and d2's first step in each of 3 situations,
    // then d2's two later steps and the ending in each of 5: (2, none), (0, none), (2, open), (0, open), (1, open).
    expect(prove(track)).toEqual({
      states: 1 + 3 + 3 + 10 * 3 + 3 + 5 + 5 + 5,
      stuck: 0,
      longest: 9,
      endings: ['talks', 'friends', 'silence'],
      unreachedEndings: [],
      unreachedScenes: [],
      impossibleMoves: [],
      deadScenes: [],
      maximum: 5,
      loops: false,
    });
  });

  it('finds an ending that is never reached', () => {
    const never = {
      id: 'never',
      title: 'Never',
      text: 'Never.',
      when: { all: [{ state: 'trust', at_least: 3 }] },
    };
    expect(prove(withEndings(never, ...track.endings)).unreachedEndings).toEqual(['never']);
  });

  it('finds states that cannot end when no ending is left over', () => {
    const [talks] = track.endings;
    expect(prove(withEndings(talks as Ending)).stuck).toBeGreaterThan(0);
  });

  it('finds a move that is never possible, and a scene where none is', () => {
    const closed = { all: [{ state: 'trust', at_least: 9 }] };
    const proof = prove(
      withMoves((scene) =>
        scene.id === 'd2'
          ? { ...scene, moves: scene.moves.map((move) => ({ ...move, when: closed })) }
          : scene,
      ),
    );
    expect(proof.impossibleMoves).toEqual(['d2a', 'd2b', 'd2c']);
    expect(proof.deadScenes).toEqual(['d2']);
    expect(proof.stuck).toBe(proof.states);
  });
});
