// What changed between two versions, in teaching terms: each change of a key is told, and so is what can move a score.
import { describe, expect, it } from 'vitest';
import { quiz, track } from '../../../../tests/fixtures/activities.ts';
import type { QuizActivity, TrackActivity } from './compiled.ts';
import { diffActivities, diffCourses } from './diff.ts';
import type { Item } from './schema.ts';

const common = {
  id: 'w07',
  pool: 'practice',
  skill: 'chronology',
  fact: 'bridge',
  stem: 'When?',
  cites: [{ p: 1, at: [0, 4], quote: 'The b', relation: 'states' }],
} as const satisfies Partial<Item>;
const one = (item: object): QuizActivity => ({ ...quiz, items: [{ ...common, ...item } as unknown as Item] });
const told = (before: object, after: object): string[] =>
  diffActivities(one(before), one(after)).map(({ text, scores }) => `${text}${scores ? ' !' : ''}`);
const single = (right: string, texts: Readonly<Record<string, string>> = {}) => ({
  kind: 'single',
  options: ['a', 'b', 'c'].map((id) => ({
    id,
    text: texts[id] ?? `Option ${id}`,
    why: 'Because.',
    ...(id === right ? { right: true } : {}),
  })),
});

describe('of a changed key', () => {
  it.each([
    [
      'an option',
      single('a'),
      single('b'),
      ['option a of item w07 no longer accepted !', 'option b of item w07 now accepted !'],
    ],
    [
      'a spelling',
      { kind: 'fill', sentence: 'In ___.', accept: ['Minsk'], why: 'So.' },
      { kind: 'fill', sentence: 'In ___.', accept: ['Minsk', 'Miensk'], why: 'So.' },
      ['“Miensk” of item w07 now accepted !', 'accept no. 2 of item w07 added'],
    ],
    [
      'a number and its tolerance',
      { kind: 'numeric', unit: 'year', answer: 2006, why: 'So.' },
      { kind: 'numeric', unit: 'year', answer: 2007, tolerance: 1, why: 'So.' },
      ['the number of item w07: 2007, was 2006 !', 'the tolerance of item w07: 1, was 0 !'],
    ],
    [
      'the pool',
      single('a'),
      { ...single('a'), pool: 'assessment' },
      ['item w07 is in the assessment pool, was in practice !'],
    ],
    [
      'the kind',
      single('a'),
      { kind: 'numeric', unit: 'year', answer: 2006, why: 'So.' },
      ['item w07 is of kind numeric, was single !'],
    ],
  ])('%s is told', (_what, before, after, changes) => {
    expect(told(before, after)).toEqual(changes);
  });
});

it('tells new words apart from new keys: they move no score', () => {
  expect(told(single('a'), single('a', { b: 'Another' }))).toEqual(['text of option b of item w07 reworded']);
});

it('tells of items that came and went', () => {
  const less = { ...quiz, items: quiz.items.slice(1) };
  expect(diffActivities(quiz, less)).toEqual([
    { activity: quiz.id, item: 'first', scores: true, text: 'item first removed' },
  ]);
  expect(diffActivities(less, quiz)).toMatchObject([{ text: 'item first added', scores: true }]);
});

it('tells of a track’s model and words, and that neither moves a score', () => {
  const [ending, ...endings] = track.endings;
  const other: TrackActivity = {
    ...track,
    endings: [{ ...ending!, title: 'Another title' }, ...endings],
    scenes: track.scenes.map((scene) =>
      scene.kind === 'decision'
        ? { ...scene, moves: scene.moves.map((move, i) => (i === 0 ? { ...move, effects: [] } : move)) }
        : scene,
    ),
  };
  const changes = diffActivities(track, other);
  expect(changes.map(({ text }) => text)).toContain(`title of ending ${ending!.id} reworded`);
  expect(
    changes.some(({ text }) => /^move \S+ of scene \S+ has another effect or condition$/.test(text)),
  ).toBe(true);
  expect(changes.every(({ scores }) => !scores)).toBe(true);
});

it('says nothing of two equal versions, and one line of a whole activity', () => {
  const before = new Map([[quiz.id, quiz]]);
  expect(diffCourses(before, new Map([[quiz.id, structuredClone(quiz)]]))).toEqual([]);
  expect(diffCourses(before, new Map())).toMatchObject([{ text: 'quiz tiny-quiz removed', scores: true }]);
});
