// Rules of prose: quotations, pointers, a neutral voice. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'invented words in quotation marks',
    [['course', 'A short text about two towns, and', 'A short text about “two good towns”, and']],
    [
      'course:4:10: “two good towns” stands in quotation marks and not in the source: quote the very words of the source, drop the quotation marks, or add them to "names:" in lexicon.yaml',
    ],
  ],
  [
    'a quotation with another capital',
    [['course', 'A short text about two towns, and', 'A short text about “the ferrymen’s guild”, and']],
    [
      "course:4:10: “the ferrymen’s guild” stands in quotation marks and not in the source: the source prints “The ferrymen's guild”",
    ],
  ],
  [
    'quotations with other apostrophes, with a gap, of a name, of a title: no fault',
    [
      [
        'course',
        'A short text about two towns, and the bridge between them.',
        '"“ferrymen’s guild”, “both towns … whatever”, “said: ‘We will row.’”, “Alder and Birch”, “the long book”"',
      ],
    ],
    [],
  ],
  [
    'a gap that leaps into another paragraph',
    [['course', 'A short text about two towns, and', 'A text, “stand on two banks … Birch refused”, and']],
    [
      'course:4:10: “stand on two banks … Birch refused” stands in quotation marks and not in the source: quote the very words of the source, drop the quotation marks, or add them to "names:" in lexicon.yaml',
    ],
  ],
  [
    'a pointer beyond the text',
    [['quiz', '[¶5].', '[¶7].']],
    ['quiz:46:67: [¶7] points at nothing: the source has the paragraphs 1 to 6, the lower number first'],
  ],
  [
    'a pointer that cannot be read',
    [['quiz', '[¶5].', '[¶ five].']],
    ['quiz:46:67: a pointer in "It comes last [¶ five]." cannot be read: write it as [¶6] or [¶10–11]'],
  ],
  [
    'a range that runs backwards',
    [['quiz', '[¶5].', '[¶5–4].']],
    ['quiz:46:67: [¶5–4] points at nothing: the source has the paragraphs 1 to 6, the lower number first'],
  ],
  [
    'straight quotation marks',
    [['course', 'summary: A short', 'summary: A "short"']],
    [
      'course:4:10: straight quotation marks in "A \\"short\\" text about two towns, and the bridge between them.": write “ and ”, and ‘ and ’ within a quotation',
    ],
  ],
  [
    'a quotation mark without its partner',
    [['course', 'summary: A short', 'summary: A “short']],
    [
      'course:4:10: “ and ” do not pair in "A “short text about two towns, and the bridge between them.": close each “ with one ” before the next',
    ],
  ],
  [
    'loaded words in the app’s own voice',
    [['course', 'title: The river', 'title: A Stubborn Whim']],
    [
      'course:16:12: the loaded words "stubborn whim" stand in the app\'s own voice (title of module river): put them in “ ”, or write "plan"',
    ],
  ],
  [
    'loaded words of a correction outside quotation',
    [['source', 'The printed “whim” may', 'The stubborn whim may']],
    [
      'source:17:14: the loaded words "stubborn whim" stand in the app\'s own voice (reading of correction whim): put them in “ ”, or write "plan"',
    ],
  ],
  [
    'loaded words in longer words, in quotation, in the lexicon: no fault',
    [
      ['course', 'title: The river', 'title: Stubborn whims, or “stubborn whim”'],
      ['lexicon', 'effect: Makes', 'effect: A stubborn whim makes'],
    ],
    [],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
