// The rules over a whole course: how often the right option is the longest, and in which place it is written.
import { expect, test } from 'vitest';
import type { AuthoredFile, AuthoredSet } from '../authored.ts';
import { courseSchema, quizSchema, type AuthoredCourse, type Quiz } from '../schema.ts';
import { placesTellNothing } from './giveaway.ts';

/** A course of single-choice items; for each whether its right option is the longest, and in which place it stands. */
function courseOf(items: readonly { readonly longest: boolean; readonly place: number }[]): AuthoredSet {
  const quiz = {
    id: 'q',
    items: items.map(({ longest, place }, i) => ({
      kind: 'single',
      id: `i${i}`,
      options: [0, 1, 2].map((option) => ({
        id: `o${option}`,
        text: (option === place) === longest ? 'as long as this' : 'shorter',
        ...(option === place ? { right: true } : {}),
      })),
    })),
  } as unknown as Quiz;
  const file = <T>(kind: 'course' | 'quiz', data: T): AuthoredFile<T> => ({
    file: `${kind}.yaml`,
    kind,
    schema: kind === 'course' ? courseSchema : quizSchema,
    raw: data,
    data,
  });
  return {
    id: 'c',
    course: file('course', { id: 'c' } as AuthoredCourse),
    references: null,
    lexicon: null,
    perspectives: null,
    claims: null,
    events: null,
    tellings: null,
    omissions: null,
    epilogue: null,
    quizzes: [file('quiz', quiz)],
    sheets: [],
    worlds: [],
    source: null,
  };
}
const messages = (set: AuthoredSet): string[] => placesTellNothing(set).map(({ message }) => message);
const items = (count: number, longest: number) =>
  Array.from({ length: count }, (_, i) => ({ longest: i < longest, place: i % 3 }));

test('of twenty items four to seven may have the longest option right', () => {
  expect(messages(courseOf(items(20, 4)))).toEqual([]);
  expect(messages(courseOf(items(20, 7)))).toEqual([]);
  expect(messages(courseOf(items(20, 3)))).toEqual([
    'the right option is the longest in 3 of 20 single-choice items, 15 %',
  ]);
  expect(messages(courseOf(items(20, 8)))).toEqual([
    'the right option is the longest in 8 of 20 single-choice items, 40 %',
  ]);
});

test('of fewer items the share says nothing', () => {
  expect(messages(courseOf(items(19, 19)))).toEqual([]);
});

test('the right option is not always written in one place', () => {
  expect(messages(courseOf(Array.from({ length: 4 }, () => ({ longest: false, place: 1 }))))).toEqual([
    'the right option is written in place 2 in all 4 single-choice items',
  ]);
});
