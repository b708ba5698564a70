// Rules of items. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'a single without right option',
    [['quiz', ', right: true, why: "The second', ', why: "The second']],
    ['quiz:7:5: item bridge-lost has no right option: mark exactly one option with "right: true"'],
  ],
  [
    'a single with two right options',
    [['quiz', 'text: "1994", why', 'text: "1994", right: true, why']],
    ['quiz:7:5: item bridge-lost has 2 right options: mark exactly one option with "right: true"'],
  ],
  [
    'a multiple with one right option',
    [['quiz', 'text: Birch, right: true', 'text: Birch']],
    ['quiz:21:5: item who-paid has only one right option: mark two or more, or make it a single'],
  ],
  [
    'a multiple without wrong option',
    [['quiz', 'text: The guild, why', 'text: The guild, right: true, why']],
    ['quiz:21:5: item who-paid has no wrong option: take "right: true" from at least one'],
  ],
  [
    'a pair whose answer does not exist',
    [['quiz', 'answer: birch, why', 'answer: beech, why']],
    [
      'quiz:61:62: pair whim of item speakers has the answer "beech", which does not exist: choose from alder, birch, guild',
    ],
  ],
  [
    'a match with no answer left over',
    [
      [
        'quiz',
        '    tellings: rowing',
        '      - { id: keep, text: Keep it, answer: guild, why: The guild asks. }\n    tellings: rowing',
      ],
    ],
    [
      'quiz:47:5: item speakers has no answer left over, so the last pair answers itself: add an answer that fits no pair',
    ],
  ],
  [
    'a pair with nothing to match',
    [['quiz', 'id: whim, text: The words “stubborn whim”,', 'id: whim,']],
    ['quiz:61:9: pair whim of item speakers has nothing to match: add "quote:" or "text:"'],
  ],
  [
    'silence that is not proven',
    [['quiz', '    absent: [toll, fare]\n', '']],
    [
      'quiz:69:13: item toll says that the source is silent and does not prove it: add "absent:" with words that would occur if it were not',
    ],
  ],
  [
    'absent words without silence',
    [['quiz', 'relation: is silent', 'relation: implies']],
    [
      'quiz:70:13: item toll lists absent words, and none of its citations "is silent": remove "absent:", or give the citation "relation: is silent"',
    ],
  ],
  [
    'absent words that occur',
    [['quiz', '[toll, fare]', '[toll, FERR]']],
    [
      'quiz:70:20: item toll lists "FERR" as absent, and it occurs in paragraph 4: choose another word, or another answer',
    ],
  ],
  [
    'two items of one fact in a quiz',
    [['quiz', 'fact: toll', 'fact: ferry']],
    [
      'quiz:67:11: items who-paid and toll of one quiz share the fact "ferry": move one of them to another file, or remove it',
    ],
  ],
  [
    'two items of one fact in a track',
    [['track', 'fact: ask-guild', 'fact: ask-row']],
    [
      'track:112:13: items ask-row-item and ask-guild-item of one track share the fact "ask-row": move one of them to another file, or remove it',
    ],
  ],
  [
    'a right option that is much the longest',
    [['quiz', 'One half of the money,', 'One half of all of the money needed,']],
    [
      "quiz:82:7: the right option is the longest of item offer by 59 % of the others' mean: shorten or lengthen until the difference is at most 25 %",
    ],
  ],
  [
    'a right option that is much the shortest',
    [['quiz', 'One half of the money,', 'One half,']],
    [
      "quiz:82:7: the right option is the shortest of item offer by 64 % of the others' mean: shorten or lengthen until the difference is at most 25 %",
    ],
  ],
  [
    'a sentence without a blank',
    [['quiz', 'a small ___ was', 'a small boat was']],
    [
      'quiz:84:5: item what-crossed has no single ___ in its sentence: write ___ once, where the words are missing',
    ],
  ],
  [
    'a trap that counts as right',
    [['quiz', 'value: 1990', 'value: 2000']],
    ['quiz:95:5: item ferry-year calls 2000 a wrong number, and it counts as right: take this trap out'],
  ],
  [
    'a phrase that stands before the one before it',
    [
      [
        'quiz',
        'id: called, p: 3, at: [67, 78], quote: called this',
        'id: called, p: 3, at: [52, 57], quote: mayor',
      ],
    ],
    [
      'quiz:128:9: phrase called of item loaded is not in the passage printed, or not after the one before it: write the phrases in the order of the text, inside the passage, without overlap',
    ],
  ],
  [
    'a passage without a loaded phrase',
    [
      ['quiz', 'loaded: true, why: It blames.', 'why: It blames.'],
      ['quiz', 'loaded: true, why: It makes', 'why: It makes'],
    ],
    ['quiz:127:7: item loaded has no loaded phrase to mark: give at least one phrase "loaded: true"'],
  ],
  [
    'statements most of which are unsound',
    [['quiz', 'sound: true, why: The text says so., cite', 'sound: false, why: The text says so., cite']],
    [
      'quiz:131:5: item said-or-not judges 4 statements and only 1 of them are sound: add sound ones, until they are 40 % at least',
    ],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
