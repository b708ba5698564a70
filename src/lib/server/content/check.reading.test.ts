// What is read beside the text: omissions, the epilogue, parallel accounts. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'an omission at words the source does not have',
    [['omissions', 'until 1990 a bridge joined them', 'until 1990 a ferry joined them']],
    [
      'omissions:3:9: at [58, 89] of paragraph 1 stands "until 1990 a bridge joined them", not "until 1990 a ferry joined them": these words do not occur in the source: copy them from its text',
    ],
  ],
  [
    'an omission with a reference that is not there',
    [['omissions', '[chronicle]', '[diary]']],
    ['omissions:5:16: there is no reference "diary": add it to references.yaml, or name one that is there'],
  ],
  [
    'an omission that does not say what is left out',
    [['omissions', '  text: Both towns had built it, which the text does not say.\n', '']],
    ['omissions:1:3: omission who-built-it has no "text": add "text:" with a sentence'],
  ],
  [
    'an omission id used twice',
    [
      [
        'omissions',
        '- id: who-built-it',
        '- { id: who-built-it, title: A, cite: { p: 1, at: [0, 5], quote: Alder }, text: B., references: [] }\n- id: who-built-it',
      ],
    ],
    ['omissions:2:7: the omission id "who-built-it" is used twice in this file: give this one another id'],
  ],
  [
    'loaded words in the voice of an omission',
    [['omissions', 'Both towns had built it', 'It was a stubborn whim']],
    [
      'omissions:4:9: the loaded words "stubborn whim" stand in the app\'s own voice (text of omission who-built-it): put them in “ ”, or write "plan"',
    ],
  ],
  [
    'an epilogue without a date',
    [['epilogue', 'as_of: 2008-05-01\n', '']],
    ['epilogue:1:1: epilogue has no as-of date: add "as_of:" with a day such as 2025-06-21'],
  ],
  [
    'an epilogue whose date is not a day',
    [['epilogue', 'as_of: 2008-05-01', 'as_of: 2008-05']],
    ['epilogue:1:8: "as_of" of epilogue is "2008-05": write a day as 2025-06-21'],
  ],
  [
    'an item after the date of the epilogue',
    [['epilogue', 'as_of: 2008-05-01', 'as_of: 2008-03-31']],
    [
      'epilogue:14:11: item bridge is dated 2008-04, after the day up to which was looked (2008-03-31): correct its date, or look again and move "as_of:"',
    ],
  ],
  [
    'an item from before the text',
    [['epilogue', 'date: "2007"', 'date: 2006-02']],
    [
      'epilogue:7:11: item stones is dated 2006-02, before the text was written (2006-03): move it to events.yaml, or correct its date',
    ],
  ],
  [
    'items out of order',
    [['epilogue', 'date: 2008-04', 'date: 2006-04']],
    ['epilogue:14:11: item bridge is dated 2006-04 and stands after stones of 2007: put the items in order'],
  ],
  [
    'an item without a reference',
    [['epilogue', 'references: [ledger]', 'references: []']],
    ['epilogue:17:17: "references" of item bridge has 0 entries: every item names a reference'],
  ],
  [
    'an item with a reference that is not there',
    [['epilogue', 'references: [ledger]', 'references: [lodger]']],
    ['epilogue:17:18: there is no reference "lodger": add it to references.yaml, or name one that is there'],
  ],
  [
    'an item that does not say how sure it is',
    [['epilogue', '    sure: medium\n', '']],
    ['epilogue:11:5: item bridge has no "sure": add "sure:" with one of very high, high, medium'],
  ],
  [
    'an item id used twice',
    [['epilogue', 'id: stones', 'id: bridge']],
    ['epilogue:11:9: the item id "bridge" is used twice in this file: give this one another id'],
  ],
  [
    'a forecast of nobody',
    [['epilogue', 'claim: row', 'claim: rowing']],
    [
      'epilogue:19:12: there is no claim "rowing": name an id of claims.yaml: no forecast without whose it is',
    ],
  ],
  [
    'a forecast traced twice',
    [
      [
        'epilogue',
        'forecasts:\n',
        'forecasts:\n  - { claim: row, outcome: open, text: Who knows., after: [], references: [] }\n',
      ],
    ],
    ['epilogue:20:12: the claim "row" is traced twice: say all of it in one entry'],
  ],
  [
    'a forecast held against an item that is not there',
    [['epilogue', 'after: [bridge]', 'after: [tunnel]']],
    [
      'epilogue:22:13: forecast row names the item "tunnel", which does not exist: choose from stones, bridge',
    ],
  ],
  [
    'a forecast called settled without anything it rests on',
    [['epilogue', 'after: [bridge]', 'after: []']],
    [
      'epilogue:20:14: forecast row is called "overtaken" and rests on nothing: name items under "after:" or keys under "references:", or call it open',
    ],
  ],
  [
    'an account that is given many more words than the others',
    [
      [
        'tellings',
        'words: { p: 3, at: [34, 46], quote: We will row. }',
        'words: { p: 5, at: [0, 68], quote: In 2005 the council of Birch offered half of the money for a bridge. }\n      known: { text: It is known., basis: inference }',
      ],
      [
        'tellings',
        'text: The guild rowed for both.',
        'text: The guild rowed for both on every day of every week of every year since the flood came.',
      ],
    ],
    [
      'tellings:12:14: telling rowing gives opposition 18 words under "known" and minsk 3: cut the longer cell, or say more in the shorter one',
    ],
  ],
  [
    'an activity with the address of a page',
    [
      ['course', '[reading, birch]', '[reading, timeline]'],
      ['track', 'id: birch\n', 'id: timeline\n'],
      ['sheet', 'track: birch', 'track: timeline'],
    ],
    [
      'track:2:5: the activity "timeline" has the address of a page of the course: give it another id than source, accounts, timeline, epilogue',
    ],
  ],
  [
    'a final with the address of a page',
    [
      [
        'course',
        'modules:',
        'final: { id: epilogue, title: All, summary: Mixed., minutes: 5, per_skill: 1 }\nmodules:',
      ],
    ],
    expect.arrayContaining([
      'course:14:14: the activity "epilogue" has the address of a page of the course: give it another id than source, accounts, timeline, epilogue',
    ]) as readonly string[],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
