// Rules of the pretest and the final. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const asPretest: Edit = ['course', 'modules:', 'pretest: reading\nmodules:'];
const unlisted: Edit = ['course', '[reading, birch]', '[birch]'];
const final = (id: string): Edit => [
  'course',
  'modules:',
  `final: { id: ${id}, title: All, summary: Mixed., minutes: 5, per_skill: 1 }\nmodules:`,
];

test('a pretest that also stands in a module is listed twice', () => {
  expect(faultsAfter(asPretest)).toContain(
    'course:20:18: the activity "reading" is listed twice: list it in one module, once',
  );
});

test('a pretest that does not exist', () => {
  expect(faultsAfter(['course', 'modules:', 'pretest: nothing\nmodules:'])).toEqual([
    'course:14:10: the course lists the activity "nothing", which does not exist: choose from reading, birch',
  ]);
});

test('a pretest of more than three items, two of them for assessment', () => {
  const faults = faultsAfter(asPretest, unlisted);
  expect(faults).toHaveLength(3);
  expect(faults[0]).toMatch(/^quiz:\d+:3: the pretest reading has \d+ items: give it 3/);
  expect(faults[1]).toMatch(/item offer of the pretest is in the assessment pool: write "pool: practice"/);
});

test('a final that draws more of a skill than the pool can vary', () => {
  const faults = faultsAfter(final('all'));
  expect(faults).toContain(
    'course:14:71: the final draws 1 items of the skill "chronology" from 0 assessment items on different facts: write more items with "pool: assessment" for this skill, or draw fewer',
  );
});

test('a final with the id of a quiz', () => {
  expect(faultsAfter(final('reading'))).toContain(
    'course:14:14: the final and another activity are both called "reading": give the final an id of its own',
  );
});
