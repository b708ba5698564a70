// The debrief's graph: ways that both lines share are drawn once, and what was done has no ending.
import { expect, it } from 'vitest';
import { graphOf, type Played } from './graph.ts';

const move = (yours: boolean, done: boolean) => ({ yours, done });
const played: Played = {
  path: [
    { date: 'spring 2015', moves: [move(true, true), move(false, false), move(false, false)] },
    { date: '28 February 2022', moves: [move(false, true), move(true, false), move(false, false)] },
  ],
  endings: [
    { title: 'Talks', reached: true },
    { title: null, reached: false },
  ],
};

it.each([true, false])('draws the shared way as both, and only yours to an ending (across: %s)', (across) => {
  const graph = graphOf(played, across);
  expect(graph.yours).toHaveLength(3);
  expect(graph.both).toHaveLength(1);
  expect(graph.done).toHaveLength(1);
  expect(graph.endings.map(({ reached, seen }) => [reached, seen])).toEqual([
    [true, true],
    [false, false],
  ]);
});

it('keeps every point inside its frame', () => {
  for (const across of [true, false]) {
    const { width, height, decisions, endings } = graphOf(played, across);
    for (const { x, y } of [...decisions.flatMap(({ moves }) => moves), ...endings]) {
      expect(x).toBeGreaterThan(13);
      expect(x).toBeLessThan(width - 12);
      expect(y).toBeGreaterThan(13);
      expect(y).toBeLessThan(height - 12);
    }
  }
});

it('breaks a long date before its year where there is little room', () => {
  expect(graphOf(played, false).decisions.map(({ lines }) => lines)).toEqual([
    ['spring 2015'],
    ['28 February', '2022'],
  ]);
});
