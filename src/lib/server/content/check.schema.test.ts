// What files must be, and how it is said when they are not. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'an option without its explanation',
    [['quiz', ', why: In that year the mayor of Alder spoke.', '']],
    ['quiz:17:9: option b of item bridge-lost has no explanation: add "why:" with a sentence'],
  ],
  [
    'a misspelt field is named once, with the field that was meant',
    [['quiz', 'stem: When did', 'stemm: When did']],
    ['quiz:12:5: item bridge-lost has an unknown field "stemm": write "stem:"'],
  ],
  [
    'every unknown field of an entry',
    [['claims', '  kind: event\n', '  kind: event\n  colour: red\n  sound: loud\n']],
    [
      'claims:14:3: claim half has an unknown field "colour": remove it; the fields here are id, claimant, speaker, attribution, kind, tag, as_of, cite, note',
      'claims:15:3: claim half has an unknown field "sound": remove it; the fields here are id, claimant, speaker, attribution, kind, tag, as_of, cite, note',
    ],
  ],
  [
    'an item of a kind there is not',
    [['quiz', 'kind: order', 'kind: sort']],
    [
      'quiz:33:11: "kind" of item years is "sort": write one of single, multiple, order, match, fill, numeric, classify, spot, sound',
    ],
  ],
  [
    'an item that is no entry at all',
    [['quiz', '  - kind: order', '  - just words\n  - kind: order']],
    [
      'quiz:33:5: "items no. 3" of quiz reading is "just words": write an entry with "kind: single", "kind: multiple", "kind: order", "kind: match", "kind: fill", "kind: numeric", "kind: classify", "kind: spot", "kind: sound"',
    ],
  ],
  [
    'an unknown claimant',
    [['claims', 'claimant: minsk', 'claimant: mayor']],
    [
      'claims:2:13: "claimant" of claim row is "mayor": write one of minsk, washington, opposition, moscow, kyiv, analysts, article',
    ],
  ],
  [
    'a claim without claimant',
    [['claims', '  claimant: minsk\n', '']],
    [
      'claims:1:3: claim row has no claimant: add "claimant:" with one of minsk, washington, opposition, moscow, kyiv, analysts, article',
    ],
  ],
  [
    'a year that YAML reads as a number',
    [['claims', 'as_of: "1994"', 'as_of: 1994']],
    ['claims:7:10: "as_of" of claim row is 1994, which is not text: put it in quotation marks: "1994"'],
  ],
  [
    'a date in words',
    [['claims', 'as_of: "1994"', 'as_of: June 1994']],
    ['claims:7:10: "as_of" of claim row is "June 1994": write a date as 2025, 2025-06 or 2025-06-21'],
  ],
  [
    'a fifth option',
    [
      [
        'quiz',
        '      - { id: c, text: "2005", why: In that year Birch made its offer. }',
        '      - { id: c, text: "2005", why: x. }\n      - { id: d, text: "2006", why: x. }\n      - { id: e, text: "2007", why: x. }',
      ],
    ],
    ['quiz:16:7: "options" of item bridge-lost has 5 entries: at most four options'],
  ],
  [
    'a field left empty',
    [['quiz', 'stem: Who paid for the ferry?', 'stem:']],
    ['quiz:26:5: "stem" of item who-paid is empty: write a sentence'],
  ],
  [
    'an id with capitals and spaces',
    [['quiz', 'id: bridge-lost', 'id: Bridge Lost']],
    ['quiz:8:9: "id" of item Bridge Lost is "Bridge Lost": use small letters, digits, - and _ only'],
  ],
  [
    'words where a list belongs',
    [['quiz', 'absent: [toll, fare]', 'absent: toll']],
    ['quiz:70:13: "absent" of item toll is "toll": write a list'],
  ],
  [
    'a meter without bounds',
    [['world', 'max: 3', 'max: 30']],
    ['world:5:95: "max" of state variable trust is 30: write 6 or less'],
  ],
  [
    'faults of several files at once, of schema and of rules',
    [
      ['claims', 'claimant: minsk', 'claimant: mayor'],
      ['quiz', 'hint: Choose one year.', 'tint: red'],
      ['quiz', 'at: [48, 70]', 'at: [48, 71]'],
      ['track', 'guess: minsk', 'guess: bears'],
      ['course', '[reading, birch]', '[reading]'],
    ],
    [
      'claims:2:13: "claimant" of claim row is "mayor": write one of minsk, washington, opposition, moscow, kyiv, analysts, article',
      'quiz:13:5: item bridge-lost has an unknown field "tint": write "hint:"',
      'quiz:28:13: at [48, 71] of paragraph 4 stands "paid for by both towns.", not "paid for by both towns": the words stand at [48, 70] of paragraph 4',
      'track:2:5: no module lists the activity "birch": add its id to "activities:" of a module in course.yaml',
      'track:49:12: "guess" of scene after-flood is "bears": write one of minsk, washington, opposition, moscow, kyiv, analysts, article',
    ],
  ],
  [
    'broken YAML in one file, a breach of a rule in another',
    [
      ['quiz', 'habit: Look', 'habit: Look: Look'],
      ['world', 'start: 1', 'start: 4'],
    ],
    [
      'quiz:19:12: a ": " inside the words makes them look like a name and a value (at "Look: Look for the year beside the verb."): put the words in quotation marks, or write them on the next lines after "|" or ">-"',
      'world:5:105: trust starts at 4: choose from 0 to 3',
    ],
  ],
  [
    'an alias and a tag',
    [['claims', 'speaker: the text', 'speaker: &a !!str the text']],
    [
      'claims:11:21: "&a" is an anchor: remove it',
      'claims:11:21: "tag:yaml.org,2002:str" is a tag: remove it',
    ],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
