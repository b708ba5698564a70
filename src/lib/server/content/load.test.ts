// From files to courses: what is compiled, what it is called, and how the server refuses faulty content.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { QuizActivity, TrackActivity } from '#lib/domain/content/compiled.ts';
import { FILES, TINY, faultsIn, withTiny } from '../../../../tests/fixtures/tiny.ts';
import { checkContent } from './check.ts';
import { hashOf } from './hash.ts';
import { ContentFaults, loadCourses } from './load.ts';

const tiny = () => {
  const [course] = loadCourses(TINY);
  if (course === undefined) throw new Error('The tiny content has no course.');
  return course;
};

test('the tiny content is sound and its counts and proof are said', () => {
  expect(checkContent(TINY).summary).toEqual([
    'course two-towns: 1 module, 1 quiz, 1 track',
    '  source two-towns: 6 paragraphs, 1 correction',
    '  items 16: single 8, multiple 1, order 1, match 1, fill 1, numeric 1, classify 1, spot 1, sound 1',
    '    by pool: practice 14, assessment 2',
    '    by skill: chronology 4, supported or not 6, who says it 4, kind of statement 1, loaded or neutral 1',
    '  2 claims, 1 event, 7 perspectives, 1 telling, 1 omission, 2 epilogue items, 1 loaded phrase, 2 references',
    '  60 passages checked, all verbatim',
    '  track birch: 50 states, all end; longest 9 choices; 4 endings, all reached; maximum 5 points',
  ]);
});

test('activities come in the order of the modules, with the paragraphs, tellings and references they use', () => {
  const course = tiny();
  expect([...course.activities.keys()]).toEqual(['reading', 'birch']);
  const quiz = course.activities.get('reading') as QuizActivity;
  // Paragraph 5 is cited by the assessment item, 6 by nothing.
  expect(Object.keys(quiz.paragraphs)).toEqual(['2', '3', '4', '5']);
  expect(quiz.paragraphs[5]).toBe(course.printed.paragraphs[4]);
  expect(quiz.tellings.map(({ id }) => id)).toEqual(['rowing']);
  expect(quiz.references.map(({ key }) => key)).toEqual(['chronicle']);
  const track = course.activities.get('birch') as TrackActivity;
  expect(Object.keys(track.paragraphs)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(track.references.map(({ key }) => key)).toEqual(['chronicle', 'ledger']);
  expect(track.world.id).toBe('bridge');
  expect(course.proofs.get('birch')).toMatchObject({ stuck: 0, maximum: 5, loops: false });
});

test('equal content has an equal hash, whatever the order of its fields; other content has another', () => {
  const quiz = tiny().activities.get('reading') as QuizActivity;
  const turned = Object.fromEntries(Object.entries(quiz).reverse()) as unknown as QuizActivity;
  expect(hashOf(quiz)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(turned)).toBe(hashOf(quiz));
  expect(hashOf(tiny().activities.get('reading') as QuizActivity)).toBe(hashOf(quiz));
  expect(hashOf({ ...quiz, minutes: 5 })).not.toBe(hashOf(quiz));
});

test('faulty content is refused with the whole answer of the check', () => {
  withTiny([['claims', 'claimant: minsk', 'claimant: mayor']], (dir) => {
    const message = [
      `${dir}/${FILES.claims}:2:13: "claimant" of claim row is "mayor": write one of minsk, washington, opposition, moscow, kyiv, analysts, article`,
      '1 fault in 1 file',
    ].join('\n');
    expect(() => loadCourses(dir)).toThrow(new ContentFaults(checkContent(dir).faults));
    expect(() => loadCourses(dir)).toThrow(message);
  });
});

test('files that are missing, misnamed or not text are faults of their own', () => {
  withTiny([], (dir) => {
    rmSync(join(dir, FILES.claims));
    writeFileSync(join(dir, 'courses/two-towns/lexcion.yaml'), 'a: 1\n');
    writeFileSync(join(dir, 'courses/two-towns/quizzes/more.yml'), 'a: 1\n');
    writeFileSync(join(dir, 'courses/two-towns/scenarios/bridge/moscow.yaml'), 'a: 1\n');
    writeFileSync(join(dir, FILES.text), Uint8Array.of(0xff, 0xfe));
    expect(faultsIn(dir)).toEqual([
      'claims:1:1: there is no such file: add it',
      'courses/two-towns/lexcion.yaml:1:1: nothing reads this file: name it one of course.yaml, references.yaml, lexicon.yaml, perspectives.yaml, claims.yaml, events.yaml, tellings.yaml, omissions.yaml, epilogue.yaml, or move it to quizzes/, sheets/ or scenarios/',
      'courses/two-towns/quizzes/more.yml:1:1: nothing reads this file: rename it so that it ends in .yaml',
      'courses/two-towns/scenarios/bridge/moscow.yaml:1:1: nothing reads this file: name it world.yaml or after a seat: minsk.yaml, washington.yaml, opposition.yaml',
      expect.stringContaining('source:13:9: the text in sources/two-towns/text.txt has the sha256 '),
      'text:1:1: the text is not UTF-8: save it as UTF-8',
    ]);
  });
});

test('a folder without courses is a fault, not an empty library', () => {
  withTiny([], (dir) => {
    const empty = join(dir, 'empty');
    mkdirSync(empty);
    expect(() => loadCourses(empty)).toThrow('there is no course here');
  });
});
