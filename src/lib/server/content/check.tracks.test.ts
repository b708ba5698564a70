// Rules of tracks and worlds, and what their proof finds. Each change of the tiny content gives exactly these faults.
import { expect, test } from 'vitest';
import { faultsAfter, type Edit } from '../../../../tests/fixtures/tiny.ts';

const CASES: readonly (readonly [what: string, edits: readonly Edit[], faults: readonly string[]])[] = [
  [
    'a sixth question, and it stands last',
    [
      [
        'track',
        'endings:\n',
        '  - kind: question\n    id: ask-more\n    item:\n      kind: single\n      id: ask-more-item\n      pool: practice\n      skill: chronology\n      fact: ask-more\n      stem: When?\n      cites: [{ p: 2, at: [0, 7], quote: In 1990, relation: states }]\n      options:\n        - { id: a, text: "1990", right: true, why: Yes. }\n        - { id: b, text: "1991", why: No. }\nendings:\n',
      ],
    ],
    [
      'track:16:3: track birch has 6 question scenes: write exactly 5: every seat has the same maximum',
      'track:157:5: track birch ends with the question ask-more: put a decision last',
    ],
  ],
  [
    'a question of the assessment pool',
    [['track', 'id: ask-banks-item\n      pool: practice', 'id: ask-banks-item\n      pool: assessment']],
    ['track:21:13: item ask-banks-item of a track is in the pool "assessment": write "pool: practice"'],
  ],
  [
    'decisions out of order',
    [['track', 'sort: "1990"', 'sort: "2006"']],
    ['track:121:11: decision offer-half (2005) stands after after-flood (2006): put the earlier one first'],
  ],
  [
    'a seat that guesses its own reading',
    [['track', 'guess: minsk', 'guess: washington']],
    [
      'track:49:12: decision after-flood has its own seat "washington" as the side to guess: name another side',
    ],
  ],
  [
    'a move without the reading to guess',
    [['track', 'by: minsk, text: A ferry is', 'by: moscow, text: A ferry is']],
    [
      'track:68:11: move ferry of decision after-flood has no reading by "minsk", the side to guess: add one with "by: minsk"',
    ],
  ],
  [
    'two moves with one reading',
    [['track', 'A ferry is a beginning.', 'Birch leaves us alone.']],
    [
      'track:68:11: moves refuse and ferry of decision after-flood have the same reading by "minsk": word them differently: the learner chooses between them',
    ],
  ],
  [
    'two readings of one side',
    [
      [
        'track',
        '- { by: minsk, text: A ferry is a beginning., stance: leans in, evidence: { basis: inference } }',
        '- { by: minsk, text: A ferry is a beginning., stance: leans in, evidence: { basis: inference } }\n          - { by: minsk, text: A ferry is an end., stance: leans in, evidence: { basis: inference } }',
      ],
    ],
    ['track:69:13: move ferry has two readings by "minsk": give each side one'],
  ],
  [
    'a move without effect',
    [['track', 'effects: [{ state: trust, add: 0 }]', 'effects: []']],
    ['track:72:18: move wait has no effect: add one: every move changes the situation'],
  ],
  [
    'a move that closes without a word',
    [['track', '        closed: There is no ferry to keep.\n', '']],
    ['track:136:9: move keep can be closed and does not say why: add "closed:" with a sentence'],
  ],
  [
    'words for the closing of a move that never closes',
    [['track', '        when: { all: [{ state: crossing, is: ferry }] }\n', '']],
    ['track:139:17: move keep is never closed: add "when:", or remove "closed:"'],
  ],
  [
    'history that is no move',
    [['track', 'done: { move: refuse', 'done: { move: refused']],
    ['track:78:19: decision after-flood has no move "refused": choose from refuse, ferry, wait'],
  ],
  [
    'a last ending with a condition',
    [
      [
        'track',
        'text: Each town keeps to itself.',
        'text: Each town keeps to itself., when: { none: [{ state: trust, at_least: 3 }] }',
      ],
    ],
    ['track:161:76: the last ending apart has a condition: remove it: the last one takes what is left'],
  ],
  [
    'an ending without condition before the last',
    [
      [
        'track',
        'The banks are joined., when: { all: [{ state: crossing, is: bridge }] }',
        'The banks are joined.',
      ],
    ],
    [
      'track:159:5: ending bridge-built has no condition and hides those after it: add "when:", or put it last',
    ],
  ],
  [
    'a seat without goal',
    [['track', 'side: opposition, text: The ferry lives.', 'side: minsk, text: The ferry lives.']],
    ['track:12:3: track birch has no goal of "opposition": add one with "side: opposition"'],
  ],
  [
    'a choice that starts outside its values',
    [['world', 'start: boats', 'start: raft']],
    [
      'world:6:134: crossing starts at "raft", which is not one of its values: choose from boats, ferry, bridge',
    ],
  ],
  [
    'a meter that starts outside its bounds',
    [['world', 'start: 1', 'start: 4']],
    ['world:5:105: trust starts at 4: choose from 0 to 3'],
  ],
  [
    'a meter with too few words',
    [['world', '[none, a little, some, much]', '[none, a little, some]']],
    ['world:5:115: trust has 3 words for the 4 values 0 to 3: write 4 words, the one for 0 first'],
  ],
  [
    'an effect on an unknown variable',
    [['track', 'effects: [{ state: trust, add: -1 }]', 'effects: [{ state: thrust, add: -1 }]']],
    ['track:54:28: there is no state variable "thrust": choose from trust, crossing'],
  ],
  [
    'a condition on an unknown variable',
    [['track', '{ state: trust, at_least: 2 }', '{ state: thrust, at_least: 2 }']],
    ['track:13:83: there is no state variable "thrust": choose from trust, crossing'],
  ],
  [
    'a meter that is set',
    [['track', '{ state: trust, add: 0 }', '{ state: trust, set: some }']],
    ['track:72:40: trust is a meter: use "add:"'],
  ],
  [
    'a choice that is added to',
    [['track', '{ state: crossing, set: ferry }', '{ state: crossing, add: 1 }']],
    ['track:63:69: crossing is a choice of words: use "set:"'],
  ],
  [
    'a choice set to what it cannot be',
    [['track', '{ state: crossing, set: ferry }', '{ state: crossing, set: raft }']],
    ['track:63:69: crossing cannot be "raft": choose from boats, ferry, bridge'],
  ],
  [
    'an effect that does nothing',
    [['track', '{ state: trust, add: 0 }', '{ state: trust }']],
    ['track:72:19: nothing is done to trust: add "add:" with a whole number'],
  ],
  [
    'a comparison with a value there is not',
    [['track', 'is: [ferry, boats]', 'is: [ferry, boots]']],
    ['track:14:94: crossing is never "boots": choose from boats, ferry, bridge'],
  ],
  [
    'a meter compared by word',
    [['track', '{ state: trust, at_least: 2 }', '{ state: trust, is: some }']],
    ['track:13:94: trust is a meter: use "at_least:" and "at_most:"'],
  ],
  [
    'a meter compared beyond its bounds',
    [['track', '{ state: trust, at_least: 2 }', '{ state: trust, at_least: 4 }']],
    ['track:13:100: trust is never 4: choose from 0 to 3'],
  ],
  [
    'a choice compared by size',
    [['track', 'is: [ferry, boats]', 'at_least: 1']],
    ['track:14:92: crossing is a choice of words: use "is:"'],
  ],
  [
    'a comparison with nothing',
    [['track', '{ state: trust, at_least: 2 }', '{ state: trust }']],
    ['track:13:74: trust is compared with nothing: add "is:", "at_least:" or "at_most:"'],
  ],
  [
    'a condition that says nothing',
    [['track', 'when: { any: [{ state: crossing, is: ferry }] }', 'when: {}']],
    ['track:160:90: the condition says nothing: add "all:", "any:" or "none:", or remove it'],
  ],
  [
    'an ending that is never reached',
    [['track', '{ state: trust, at_least: 3 }] }', '{ state: trust, at_most: 0 }] }']],
    [
      'track:158:5: ending ferry-safe is never reached: widen its condition, or put it before the ending that takes its place',
    ],
  ],
  [
    'a move that is never open',
    [
      [
        'track',
        'effects: [{ state: trust, add: 1 }, { state: crossing, set: ferry }]',
        'effects: [{ state: trust, add: 1 }]',
      ],
    ],
    [
      'track:136:9: move keep is open in no situation that can arise: widen its "when:", or let an earlier move lead there',
      'track:158:5: ending ferry-safe is never reached: widen its condition, or put it before the ending that takes its place',
      'track:160:5: ending ferry-alone is never reached: widen its condition, or put it before the ending that takes its place',
    ],
  ],
  [
    'a decision in which every move can be closed',
    [
      [
        'track',
        '        sub: Pay for one half of a bridge.',
        '        sub: Pay for one half of a bridge.\n        closed: No.\n        when: { all: [{ state: trust, at_least: 1 }] }',
      ],
      [
        'track',
        '        sub: Build a market hall instead.',
        '        sub: Build a market hall instead.\n        closed: No.\n        when: { all: [{ state: trust, at_least: 1 }] }',
      ],
    ],
    [
      'track:16:3: 9 of 47 states cannot reach an ending: open a way on from each scene',
      'track:118:5: decision offer-half can be reached with no move open: leave at least one move without "when:"',
    ],
  ],
];

test.each(CASES)('%s', (_what, edits, faults) => {
  expect(faultsAfter(...edits)).toEqual(faults);
});
