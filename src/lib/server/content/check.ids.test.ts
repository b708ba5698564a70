// Ids, and names that name something. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'an item id used twice in a quiz',
    [['quiz', 'id: who-paid', 'id: bridge-lost']],
    ['quiz:22:9: the item id "bridge-lost" is used twice in this course: give this one another id'],
  ],
  [
    'an item id of a quiz used again in a track',
    [['track', 'id: ask-row-item', 'id: who-paid']],
    [
      'track:83:11: the item id "who-paid" is used twice in this course, first in courses/two-towns/quizzes/reading.yaml: give this one another id',
    ],
  ],
  [
    'an option id used twice in an item',
    [['quiz', 'id: b, text: "1994"', 'id: a, text: "1994"']],
    ['quiz:17:15: the option id "a" is used twice in item bridge-lost: give this one another id'],
  ],
  [
    'a scene id used twice',
    [['track', 'id: ask-row\n', 'id: ask-banks\n']],
    ['track:80:9: the scene id "ask-banks" is used twice in this course: give this one another id'],
  ],
  [
    'a move id used twice in a track',
    [['track', 'id: decline', 'id: refuse']],
    ['track:147:13: the move id "refuse" is used twice in this track: give this one another id'],
  ],
  [
    'an ending id used twice',
    [['track', 'id: ferry-alone', 'id: ferry-safe']],
    ['track:160:11: the ending id "ferry-safe" is used twice in this course: give this one another id'],
  ],
  [
    'a claim id used twice',
    [['claims', 'id: half', 'id: row']],
    ['claims:9:7: the claim id "row" is used twice in this file: give this one another id'],
  ],
  [
    'a state variable twice',
    [
      [
        'world',
        '  - { id: crossing',
        '  - { id: trust, kind: choice, name: Trust, about: Again., values: [yes, no], start: yes }\n  - { id: crossing',
      ],
    ],
    ['world:6:11: the state variable id "trust" is used twice in this world: give this one another id'],
  ],
  [
    'an activity that does not exist',
    [['course', '[reading, birch]', '[reading, birch, alder]']],
    [
      'course:19:34: module river lists the activity "alder", which does not exist: choose from reading, birch',
    ],
  ],
  [
    'an activity that no module lists',
    [['course', '[reading, birch]', '[reading]']],
    [
      'track:2:5: no module lists the activity "birch": add its id to "activities:" of a module in course.yaml',
    ],
  ],
  [
    'an activity listed twice',
    [['course', '[reading, birch]', '[reading, birch, reading]']],
    ['course:19:34: the activity "reading" is listed twice: list it in one module, once'],
  ],
  [
    'a quiz that is not named as its file',
    [
      ['quiz', 'id: reading', 'id: readings'],
      ['course', '[reading,', '[readings,'],
    ],
    [
      'quiz:2:5: the id "readings" is not the name of the file, "reading": write "id: reading", or rename the file',
    ],
  ],
  [
    'a track in the file of another seat',
    [['track', 'seat: washington', 'seat: opposition']],
    [
      'track:3:7: the seat "opposition" is not the name of the file, "washington": write "seat: washington", or rename the file',
      'track:125:12: decision offer-half has its own seat "opposition" as the side to guess: name another side',
    ],
  ],
  [
    'a reference that is not there',
    [['quiz', 'references: [chronicle]', 'references: [book]']],
    ['quiz:20:18: there is no reference "book": add it to references.yaml, or name one that is there'],
  ],
  [
    'a reference of history that is not there',
    [['track', 'references: [ledger]', 'references: [lodger]']],
    ['track:156:101: there is no reference "lodger": add it to references.yaml, or name one that is there'],
  ],
  [
    'tellings that are not there',
    [['quiz', 'tellings: rowing', 'tellings: rows']],
    ['quiz:62:15: item speakers names the telling "rows", which does not exist: choose from rowing'],
  ],
  [
    'a side without perspective',
    [['perspectives', 'id: kyiv', 'id: moscow']],
    [
      'perspectives:1:1: there is no perspective "kyiv": add an entry with "id: kyiv"',
      'perspectives:45:7: the perspective id "moscow" is used twice in this file: give this one another id',
    ],
  ],
  [
    'tellings with one side in two columns',
    [['tellings', 'side: opposition', 'side: minsk']],
    ['tellings:10:13: telling rowing has two columns for "minsk": give each side one column'],
  ],
  [
    'a source that is not there',
    [['course', 'source: two-towns', 'source: three-towns']],
    [
      'course:5:9: there is no source "three-towns": name a folder of sources, or add sources/three-towns with text.txt and source.yaml',
    ],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
