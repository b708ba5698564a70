// Passages and the text they come from. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'a text that was touched',
    [['text', 'is built.', 'is built!']],
    [
      'source:13:9: the text in sources/two-towns/text.txt has the sha256 65779373bb048cb00456b0aab7248e866e558464a3926309b54cc8d45074a529, not the one named here: put the text back as it was, or, if it is meant to be new, write its sha256 here and check every passage',
    ],
  ],
  [
    'offsets that are one off',
    [['quiz', 'at: [0, 33]', 'at: [1, 34]']],
    [
      'quiz:14:13: at [1, 34] of paragraph 2 stands "n 1990 the flood took the bridge,", not "In 1990 the flood took the bridge": the words stand at [0, 33] of paragraph 2',
    ],
  ],
  [
    'words of another paragraph',
    [['quiz', 'p: 2, at: [0, 33]', 'p: 3, at: [0, 33]']],
    [
      'quiz:14:13: at [0, 33] of paragraph 3 stands "In 1994 the mayor of Alder said: ", not "In 1990 the flood took the bridge": the words stand at [0, 33] of paragraph 2',
    ],
  ],
  [
    'a paragraph there is not',
    [['quiz', 'p: 2, at: [0, 33]', 'p: 9, at: [0, 33]']],
    ['quiz:14:13: there is no paragraph 9, the source has 6: the words stand at [0, 33] of paragraph 2'],
  ],
  [
    'offsets beyond the paragraph',
    [['quiz', 'at: [0, 33]', 'at: [300, 333]']],
    [
      'quiz:14:13: nothing stands at [300, 333] of paragraph 2, which has 74 signs, but "In 1990 the flood took the bridge" is cited: the words stand at [0, 33] of paragraph 2',
    ],
  ],
  [
    'words the source does not have',
    [['quiz', 'quote: In 1990 the flood took the bridge,', 'quote: In 1990 the storm took the bridge,']],
    [
      'quiz:14:13: at [0, 33] of paragraph 2 stands "In 1990 the flood took the bridge", not "In 1990 the storm took the bridge": these words do not occur in the source: copy them from its text',
    ],
  ],
  [
    'words the source prints in another way',
    [['track', 'quote: We will row.', 'quote: we will  Row.']],
    [
      'track:59:106: at [34, 46] of paragraph 3 stands "We will row.", not "we will Row.": the source prints them as "We will row.", at [34, 46] of paragraph 3',
    ],
  ],
  [
    'a passage in a file that has other faults',
    [
      ['quiz', 'at: [0, 33]', 'at: [1, 34]'],
      ['quiz', 'pool: assessment', 'pool: exam'],
    ],
    [
      'quiz:14:13: at [1, 34] of paragraph 2 stands "n 1990 the flood took the bridge,", not "In 1990 the flood took the bridge": the words stand at [0, 33] of paragraph 2',
      'quiz:76:11: "pool" of item offer is "exam": write one of practice, assessment',
    ],
  ],
  [
    'evidence said to be reported, without a passage',
    [
      [
        'track',
        'basis: quoted, cite: { p: 6, at: [21, 54], quote: asks both towns to keep the ferry }',
        'basis: reported',
      ],
    ],
    [
      'track:135:96: the evidence of reading opposition of move offer is "reported" but cites no passage: add "cite:" with the passage, or write "basis: inference"',
    ],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
